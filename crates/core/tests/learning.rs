//! The networks learn: a sentence backwards, and one batch by heart.

mod support;

use burn::module::Module;
use burn::nn::loss::{CrossEntropyLoss, CrossEntropyLossConfig};
use burn::optim::{AdamConfig, GradientsParams, ModuleOptimizer};
use burn::tensor::{Device, Tensor, TensorData};
use seq2see_core::batch::Batch;
use seq2see_core::config::{
    AttentionKind, CellKind, ElmanConfig, NetworkConfig, Seq2SeqConfig, TransformerConfig,
};
use seq2see_core::noise::Noise;
use seq2see_core::search::greedy_batch;
use seq2see_core::{Model, ModelConfig, checkpoint};
use support::networks::{self, filled};
use support::numbers::Numbers;

/// A source with its `</s>`, and its target.
type Pair = (Vec<u32>, Vec<u32>);

/// Words of one to five letters out of ten, and the same backwards.
fn reversals(numbers: &mut Numbers, count: usize) -> Vec<Pair> {
    let pair = |_| {
        let word: Vec<u32> = (0..1 + numbers.below(5)).map(|_| 5 + numbers.below(10) as u32).collect();
        ([&word[..], &[2]].concat(), word.into_iter().rev().collect())
    };
    (0..count).map(pair).collect()
}

fn additive() -> ModelConfig {
    attending("additive", AttentionKind::Additive)
}

fn attending(mechanism: &str, attention: AttentionKind) -> ModelConfig {
    let network = Seq2SeqConfig {
        cell: CellKind::Gru,
        d_embed: 24,
        d_hidden: 48,
        bidirectional: true,
        reversed: false,
        attention,
        d_attention: 24,
        window: 2,
        dropout: 0.0,
    };
    networks::config(mechanism, NetworkConfig::Seq2Seq(network))
}

fn transformer() -> ModelConfig {
    let network = TransformerConfig { d_model: 32, n_heads: 4, n_layers: 1, d_ff: 64, dropout: 0.0 };
    networks::config("transformer", NetworkConfig::Transformer(network))
}

/// A network in training with Burn's Adam and Burn's cross-entropy.
struct Training {
    config: ModelConfig,
    device: Device,
    model: Model,
    optimiser: ModuleOptimizer,
    loss: CrossEntropyLoss,
    rate: f64,
}

impl Training {
    fn new(config: ModelConfig, rate: f64) -> Self {
        let device = Device::flex().autodiff();
        let model = filled(&config, 1, 1.0).train();
        let pad = vec![config.special.pad as usize];
        let loss = CrossEntropyLossConfig::new().with_pad_tokens(Some(pad)).init(&device);
        Self { config, model, optimiser: AdamConfig::new().init(), loss, rate, device }
    }

    /// One step of the optimiser; returns the mean loss of a target token before it.
    fn step(&mut self, pairs: &[Pair]) -> f32 {
        let slices: Vec<(&[u32], &[u32])> = pairs.iter().map(|(s, t)| (&s[..], &t[..])).collect();
        let batch = Batch::new(&slices, &self.config.special, &self.device);
        let logits = self.model.forward(&batch, &mut Noise::off());
        let [rows, len, vocab_size] = logits.dims();
        let targets: Vec<i32> = batch.tgt_out.iter().map(|&id| id as i32).collect();
        let targets = Tensor::from_data(TensorData::new(targets, [rows * len]), &self.device);
        let loss = self.loss.forward(logits.reshape([rows * len, vocab_size]), targets);
        let value = loss.clone().into_scalar::<f32>();
        let gradients = GradientsParams::from_grads(loss.backward(), &self.model);
        self.model = self.optimiser.step(self.rate, self.model.clone(), gradients);
        value
    }

    /// The share of target tokens, `</s>` included, that greedy decoding gets right.
    fn accuracy(&self, pairs: &[Pair]) -> f64 {
        let (mut right, mut all) = (0, 0);
        for ((_, target), made) in pairs.iter().zip(self.translate(pairs)) {
            all += target.len() + 1;
            right += target.iter().zip(&made).filter(|(a, b)| a == b).count();
            right += usize::from(target.len() == made.len());
        }
        f64::from(right as u32) / f64::from(all as u32)
    }

    fn translate(&self, pairs: &[Pair]) -> Vec<Vec<u32>> {
        translate(&self.config, &self.model.valid(), pairs)
    }
}

fn translate(config: &ModelConfig, model: &Model, pairs: &[Pair]) -> Vec<Vec<u32>> {
    let sources: Vec<&[u32]> = pairs.iter().map(|pair| &pair.0[..]).collect();
    greedy_batch(model, config, &sources, 0, &Device::flex())
}

/// Trains until words not seen before come out backwards, and then through a file and back.
fn learns_to_reverse(config: ModelConfig, rate: f64) {
    let (mut numbers, mut unseen) = (Numbers::new(1), Numbers::new(2));
    let test = reversals(&mut unseen, 300);
    let mut training = Training::new(config, rate);
    let mut accuracy = 0.0;
    for round in 1..=40 {
        let loss = (0..50).map(|_| training.step(&reversals(&mut numbers, 32))).sum::<f32>() / 50.0;
        accuracy = training.accuracy(&test);
        println!("{} steps: loss {loss:.4}, accuracy {accuracy:.4}", round * 50);
        if accuracy >= 0.995 {
            break;
        }
    }
    assert!(accuracy >= 0.99, "{accuracy} of the tokens are right");
    // Rounded to int8, a matrix moves an activation by less than a hundredth: only a near tie can tip.
    let (config, expected) = (&training.config, training.translate(&test));
    let file = checkpoint::save(config, &training.model.valid());
    let (_, loaded) = checkpoint::load(&config.to_json(), &file, &Device::flex()).expect("a checkpoint");
    let differ = expected.iter().zip(translate(config, &loaded, &test)).filter(|(a, b)| *a != b).count();
    assert!(differ <= test.len() / 100, "{differ} of {} translations changed", test.len());
    let file = checkpoint::save_float(config, &training.model.valid());
    let (_, loaded) = checkpoint::load(&config.to_json(), &file, &Device::flex()).expect("a checkpoint");
    assert_eq!(translate(config, &loaded, &test), expected);
}

#[test]
fn a_gru_with_attention_learns_to_reverse_and_keeps_it_in_a_file() {
    learns_to_reverse(additive(), 5e-3);
}

#[test]
fn a_transformer_learns_to_reverse_and_keeps_it_in_a_file() {
    learns_to_reverse(transformer(), 3e-3);
}

/// Where the words stand as in the source, a network that writes as it reads is enough.
#[test]
fn an_elman_network_learns_a_letter_for_a_letter_and_the_one_before() {
    let network = ElmanConfig { d_hidden: 40, dropout: 0.0 };
    let mut training = Training::new(networks::config("rnn", NetworkConfig::Elman(network)), 5e-3);
    // Each letter's partner; where a letter follows its like, another: so that the state is needed.
    let pair = |(source, _): Pair| {
        let twice = |t: usize| t > 0 && source[t] == source[t - 1];
        let partner = |t: usize| if twice(t) { 16 } else { 20 - source[t] };
        let target = (0..source.len() - 1).map(partner).collect();
        (source, target)
    };
    let of = |numbers: &mut Numbers, count| -> Vec<Pair> {
        reversals(numbers, count).into_iter().map(pair).collect()
    };
    let (mut numbers, test) = (Numbers::new(4), of(&mut Numbers::new(5), 300));
    for _ in 0..600 {
        training.step(&of(&mut numbers, 32));
    }
    let accuracy = training.accuracy(&test);
    assert!(accuracy >= 0.99, "{accuracy} of the tokens are right");
}

#[test]
fn one_batch_is_learned_by_heart() {
    // All but the first two train on Burn's tape alone.
    let scaled_dot = attending("scaled-dot", AttentionKind::ScaledDot);
    let cosine = attending("cosine", AttentionKind::Cosine);
    let location = attending("location", AttentionKind::Location);
    let local = [("local-m", AttentionKind::LocalM), ("local-p", AttentionKind::LocalP)];
    let [monotonic, predictive] = local.map(|(name, kind)| attending(name, kind));
    for config in [additive(), transformer(), scaled_dot, cosine, location, monotonic, predictive] {
        let batch = reversals(&mut Numbers::new(3), 8);
        let mut training = Training::new(config, 1e-2);
        let first = training.step(&batch);
        let last = (0..250).map(|_| training.step(&batch)).last().expect("a loss");
        // Untrained, the loss is near that of a guess among 29 pieces, ln 29 = 3.4.
        assert!((2.0..6.0).contains(&first), "{}: {first} at first", training.config.mechanism);
        assert!(last < 0.01, "{}: {last} after 250 steps", training.config.mechanism);
        assert!(training.accuracy(&batch) == 1.0, "{}", training.config.mechanism);
    }
}
