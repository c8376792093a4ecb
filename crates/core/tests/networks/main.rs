//! What must hold for every network, whatever its weights.

mod burns_modules;
mod elman;
mod ends;
mod inspection;
mod inspection_transformer;
mod int8;
mod interventions;
mod masks;
mod matrices;
mod operands;
mod options;
mod room;
mod score;
mod search;
mod slopes;
mod steps;
#[path = "../support/mod.rs"]
mod support;
mod tree;

use burn::tensor::{Device, Tensor};
use seq2see_core::batch::Batch;
use seq2see_core::trace::Step;
use seq2see_core::{ModelConfig, Options, Translation, Translator};
use support::{block_on, golden};

/// Sentences of the golden vocabulary, of unequal length.
const SENTENCES: [&str; 5] = ["c ab lk f", "ha", "e dil bb", "j", "gah ik l cc de f a"];

fn floats<const D: usize>(x: Tensor<D>) -> Vec<f32> {
    x.into_data().try_into_vec().expect("float32")
}

/// The ids of a sentence as the encoder reads them.
fn source(config: &ModelConfig, text: &str) -> Vec<u32> {
    let tokens = golden::tokenizer().encode_source(text, config.max_source).expect("a source");
    config.reading_order(tokens.len()).into_iter().map(|j| tokens[j].id).collect()
}

/// Pairs for teacher forcing: each sentence with the next one as its target.
fn batch(config: &ModelConfig, sentences: &[&str]) -> Batch {
    let sources: Vec<Vec<u32>> = sentences.iter().map(|text| source(config, text)).collect();
    let next = sentences.iter().cycle().skip(1);
    let targets: Vec<Vec<u32>> =
        next.take(sentences.len()).map(|t| golden::tokenizer().encode_target(t)).collect();
    let pairs: Vec<(&[u32], &[u32])> =
        sources.iter().zip(&targets).map(|(s, t)| (s.as_slice(), t.as_slice())).collect();
    Batch::new(&pairs, &config.special, &Device::flex())
}

/// A translation to its end, with its steps.
fn run(translator: &Translator, text: &str, options: &Options) -> (Translation, Vec<Step>) {
    block_on(async {
        let mut translation = translator.start(text, options).await.expect("a source");
        let mut steps = vec![];
        while let Some(step) = translation.step().await.expect("a step") {
            steps.push(step);
        }
        (translation, steps)
    })
}
