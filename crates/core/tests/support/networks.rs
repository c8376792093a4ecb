//! Small networks with random weights, one of each mechanism.

use burn::module::{Module, ModuleMapper, Param};
use burn::tensor::{Device, Tensor, TensorData};
use seq2see_core::config::{
    AttentionKind, CellKind, ElmanConfig, FORMAT, NetworkConfig, Seq2SeqConfig, TransformerConfig,
};
use seq2see_core::{Model, ModelConfig, Translator};

use super::golden;
use super::numbers::Numbers;

/// A network's description for the golden vocabulary of 29 pieces.
pub fn config(mechanism: &str, network: NetworkConfig) -> ModelConfig {
    let tokenizer = golden::tokenizer();
    ModelConfig {
        format: FORMAT,
        mechanism: mechanism.into(),
        source_languages: vec!["fr".into(), "ko".into()],
        target_language: "en".into(),
        vocab_size: tokenizer.vocab_size(),
        special: tokenizer.special(),
        max_source: 33,
        max_target: 21,
        network,
    }
}

/// A recurrent network of unequal, odd widths.
pub fn recurrent(mechanism: &str, cell: CellKind, attention: AttentionKind, reversed: bool) -> ModelConfig {
    let bidirectional = !matches!(attention, AttentionKind::FirstState | AttentionKind::FixedContext);
    let (d_embed, d_hidden, d_attention) = (11, 14, 9);
    let network = Seq2SeqConfig {
        cell,
        d_embed,
        d_hidden,
        bidirectional,
        reversed,
        attention,
        d_attention,
        window: 2,
        dropout: 0.0,
    };
    config(mechanism, NetworkConfig::Seq2Seq(network))
}

/// A Transformer of unequal widths.
pub fn transformer() -> ModelConfig {
    let network = TransformerConfig { d_model: 18, n_heads: 3, n_layers: 2, d_ff: 25, dropout: 0.0 };
    config("transformer", NetworkConfig::Transformer(network))
}

/// A network that writes as it reads.
pub fn elman() -> ModelConfig {
    config("rnn", NetworkConfig::Elman(ElmanConfig { d_hidden: 13, dropout: 0.0 }))
}

/// All mechanisms with an encoder and a decoder.
pub fn all() -> Vec<ModelConfig> {
    use {AttentionKind as A, CellKind as C};
    vec![
        recurrent("seq2seq-rnn", C::Rnn, A::FixedContext, false),
        recurrent("seq2seq-gru", C::Gru, A::FixedContext, false),
        recurrent("seq2seq-lstm", C::Lstm, A::FirstState, false),
        recurrent("seq2seq-lstm-reversed", C::Lstm, A::FirstState, true),
        recurrent("additive", C::Gru, A::Additive, false),
        recurrent("dot", C::Gru, A::Dot, false),
        recurrent("general", C::Gru, A::General, false),
        recurrent("concat", C::Gru, A::Concat, false),
        recurrent("scaled-dot", C::Gru, A::ScaledDot, false),
        recurrent("cosine", C::Gru, A::Cosine, false),
        recurrent("location", C::Gru, A::Location, false),
        recurrent("local-m", C::Gru, A::LocalM, false),
        recurrent("local-p", C::Lstm, A::LocalP, false),
        transformer(),
    ]
}

/// All mechanisms.
pub fn with_elman() -> Vec<ModelConfig> {
    all().into_iter().chain([elman()]).collect()
}

/// Those that attend.
pub fn attending() -> Vec<ModelConfig> {
    all().into_iter().filter(|config| !config.mechanism.starts_with("seq2seq")).collect()
}

/// A network whose weights follow from a seed alone. (Burn's generator is shared by all threads of a test run.)
pub fn model(config: &ModelConfig, seed: u64) -> Model {
    filled(config, seed, 3.0)
}

/// The same with matrices from `U(-gain / √d_input, gain / √d_input)`: 1 to learn from, as PyTorch's
/// default; 3 where attention and words should differ without learning.
pub fn filled(config: &ModelConfig, seed: u64, gain: f32) -> Model {
    Model::init(config, &Device::flex()).map(&mut Filler { numbers: Numbers::new(seed), gain, path: vec![] })
}

/// A network with such weights and the golden vocabulary, ready to translate.
pub fn translator(config: &ModelConfig, seed: u64) -> Translator {
    let model = model(config, seed);
    Translator::new(golden::tokenizer(), config.clone(), model, Device::flex()).expect("one vocabulary")
}

/// Sets parameters while it walks over a network.
struct Filler {
    numbers: Numbers,
    gain: f32,
    path: Vec<String>,
}

impl ModuleMapper for Filler {
    fn enter_module(&mut self, name: &str, _container: &str) {
        self.path.push(name.into());
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.pop();
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let shape = param.val().dims();
        let width = if D == 2 { self.gain / (shape[D - 1] as f32).sqrt() } else { self.gain / 6.0 };
        // The gain of a layer norm.
        let middle = if self.path.last().is_some_and(|name| name == "gamma") { 1.0 } else { 0.0 };
        let mut number = || middle + width * (self.numbers.below(20_001) as f32 / 10_000.0 - 1.0);
        let numbers: Vec<f32> = (0..shape.iter().product::<usize>()).map(|_| number()).collect();
        param.map(|old| Tensor::from_data(TensorData::new(numbers, shape), &old.device()))
    }
}
