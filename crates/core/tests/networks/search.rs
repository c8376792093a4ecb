//! Greedy and beam search.

use burn::module::Param;
use burn::tensor::{Device, Tensor, TensorData};
use seq2see_core::batch::Batch;
use seq2see_core::noise::Noise;
use seq2see_core::search::{LogProbs, greedy_batch};
use seq2see_core::trace::Step;
use seq2see_core::{Model, ModelConfig, Options, Translator};

use crate::support::{assert_close, golden, networks};
use crate::{SENTENCES, floats, run, source};

/// The ids of a run without `</s>`.
fn words(config: &ModelConfig, steps: &[Step]) -> Vec<u32> {
    steps.iter().map(|step| step.id).filter(|&id| id != config.special.eos).collect()
}

fn log_prob(steps: &[Step]) -> f32 {
    steps.iter().map(|step| step.log_prob).sum()
}

/// A network that ends its sentences: `</s>` has the bias of a frequent word.
fn ending(config: &ModelConfig, seed: u64) -> Model {
    let mut model = networks::model(config, seed);
    let bias = match &mut model {
        Model::Elman(model) => &mut model.output.bias,
        Model::Seq2Seq(model) => &mut model.output.bias,
        Model::Transformer(model) => &mut model.output.bias,
    };
    let mut numbers = floats(bias.val());
    numbers[config.special.eos as usize] += 2.0;
    let numbers = TensorData::new(numbers, [config.vocab_size]);
    *bias = Param::from_tensor(Tensor::from_data(numbers, &Device::flex()));
    model
}

fn translator(config: &ModelConfig, model: Model) -> Translator {
    Translator::new(golden::tokenizer(), config.clone(), model, Device::flex()).expect("one vocabulary")
}

#[test]
fn a_batch_is_translated_as_each_of_its_sentences() {
    for config in networks::all().into_iter().chain([networks::elman()]) {
        // Both with sentences that end and with some that run into the limit.
        for model in [networks::model(&config, 9), ending(&config, 9)] {
            let sources: Vec<Vec<u32>> = SENTENCES.iter().map(|text| source(&config, text)).collect();
            let sources: Vec<&[u32]> = sources.iter().map(Vec::as_slice).collect();
            let batch =
                greedy_batch(&model, &config, &sources, Options::default().max_repeats, &Device::flex());
            let translator = translator(&config, model);
            for (text, ids) in SENTENCES.iter().zip(batch) {
                let (_, steps) = run(&translator, text, &Options::default());
                assert_eq!(ids, words(&config, &steps), "{}, `{text}`", config.mechanism);
            }
        }
    }
}

/// Beam search as the book has it: every hypothesis from its beginning at every step, nothing kept.
fn plain_beam(
    model: &Model,
    config: &ModelConfig,
    text: &str,
    k: usize,
    limit: usize,
    penalty: f32,
) -> (Vec<u32>, f32) {
    let source = source(config, text);
    let next = |ids: &[u32]| -> Vec<(u32, f32)> {
        let batch = Batch::new(&[(&source, ids)], &config.special, &Device::flex());
        let logits = floats(model.forward(&batch, &mut Noise::off()));
        let last = &logits[logits.len() - config.vocab_size..];
        LogProbs::new(last).top_k(k, |id| config.special.may_follow(id))
    };
    // Wu et al. 2016, eq. 14.
    let score = |(ids, log_prob): &(Vec<u32>, f32)| log_prob / ((5.0 + ids.len() as f32) / 6.0).powf(penalty);
    let (mut alive, mut finished) = (vec![(vec![], 0.0)], vec![]);
    for _ in 0..limit {
        let mut all: Vec<(Vec<u32>, f32)> = vec![];
        for (ids, log_prob) in &alive {
            all.extend(next(ids).into_iter().map(|(id, p)| ([ids.as_slice(), &[id]].concat(), log_prob + p)));
        }
        all.sort_by(|a, b| b.1.total_cmp(&a.1));
        all.truncate(k);
        (finished, alive) = {
            let (ended, going): (Vec<_>, Vec<_>) =
                all.into_iter().partition(|h| h.0.last() == Some(&config.special.eos));
            ([finished, ended].concat(), going)
        };
        if alive.is_empty() || finished.len() >= k {
            break;
        }
    }
    let pool = if finished.is_empty() { alive } else { finished };
    pool.into_iter().max_by(|a, b| score(a).total_cmp(&score(b))).expect("a hypothesis")
}

#[test]
fn beam_search_is_the_plain_search_that_keeps_nothing() {
    for config in networks::all() {
        for (model, penalty) in [(networks::model(&config, 10), 0.0), (ending(&config, 10), 1.0)] {
            let translator = translator(&config, model.clone());
            for text in [SENTENCES[0], SENTENCES[3]] {
                let options = Options {
                    beam_size: 3,
                    length_penalty: penalty,
                    max_length: 6,
                    max_repeats: 0,
                    ..Options::default()
                };
                let (_, steps) = run(&translator, text, &options);
                let ids: Vec<u32> = steps.iter().map(|step| step.id).collect();
                let (expected, sum) = plain_beam(&model, &config, text, 3, 6, penalty);
                assert_eq!(ids, expected, "{}, `{text}`", config.mechanism);
                assert_close(&config.mechanism, &[log_prob(&steps)], &[sum], 1e-4);
            }
        }
    }
}

#[test]
fn a_beam_finds_sentences_at_least_as_probable_as_greedy_ones() {
    for config in networks::all() {
        let translator = translator(&config, ending(&config, 11));
        let of = |beam_size, text: &str| {
            let options = Options { beam_size, length_penalty: 0.0, max_repeats: 0, ..Options::default() };
            run(&translator, text, &options).1
        };
        let (mut greedy_sum, mut beam_sum) = (0.0, 0.0);
        for text in SENTENCES {
            let (greedy, beam) = (of(1, text), of(5, text));
            // A sentence that the limit cut off is no rival to one that ended.
            if greedy.last().is_some_and(|step| step.id == config.special.eos) {
                greedy_sum += log_prob(&greedy);
                beam_sum += log_prob(&beam);
            }
        }
        assert!(greedy_sum < 0.0, "{}: no sentence ended", config.mechanism);
        assert!(beam_sum >= greedy_sum - 1e-4, "{}: {beam_sum} < {greedy_sum}", config.mechanism);
    }
}

#[test]
fn a_prefix_is_kept_and_gone_on_from() {
    for config in networks::all() {
        let translator = networks::translator(&config, 12);
        let prefix = golden::tokenizer().encode_target("lb e");
        for beam_size in [1, 4] {
            let options = Options { beam_size, prefix: prefix.clone(), ..Options::default() };
            let (translation, steps) = run(&translator, SENTENCES[0], &options);
            assert_eq!(words(&config, &steps[..3]), prefix, "{}", config.mechanism);
            assert!(steps.len() > 3 && translation.text().starts_with("lb e"), "{}", config.mechanism);
        }
        // The greedy choice as a prefix changes nothing.
        let (_, steps) = run(&translator, SENTENCES[0], &Options::default());
        let prefix = words(&config, &steps[..4.min(steps.len())]);
        let (_, again) = run(&translator, SENTENCES[0], &Options { prefix, ..Options::default() });
        assert_eq!(steps, again, "{}", config.mechanism);
    }
}
