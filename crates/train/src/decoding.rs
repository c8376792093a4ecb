//! Batch decoding: translates many sentences with greedy search, on all cores.

use burn::tensor::Device;
use seq2see_core::search::greedy_batch;
use seq2see_core::{Model, ModelConfig, Options, Tokenizer};

use crate::text::examples::source_ids;

/// Sentences decoded together.
const BATCH: usize = 64;

/// A network with its configuration and tokenizer.
#[derive(Debug, Clone, Copy)]
pub struct Decoder<'a> {
    /// Without autodiff.
    pub model: &'a Model,
    /// The network's.
    pub config: &'a ModelConfig,
    /// The vocabulary.
    pub tokenizer: &'a Tokenizer,
    /// Where the model is.
    pub device: &'a Device,
    /// Cores to use.
    pub threads: usize,
}

/// Translations in the order of the sources; an empty one for a source that the network cannot read.
pub fn translate_all(decoder: &Decoder, sources: &[&str]) -> Vec<String> {
    let mut rows: Vec<(usize, Vec<u32>)> = sources
        .iter()
        .enumerate()
        .filter_map(|(index, text)| {
            let ids = source_ids(text, decoder.tokenizer, decoder.config).ok()?;
            Some((index, ids))
        })
        .collect();
    // Like lengths together; longest first, so that no thread starts the longest batch last.
    rows.sort_by_key(|(_, ids)| std::cmp::Reverse(ids.len()));
    let batches: Vec<&[(usize, Vec<u32>)]> = rows.chunks(BATCH).collect();
    let work = |first: usize| -> Vec<(usize, String)> {
        let mine = batches.iter().skip(first).step_by(decoder.threads.max(1));
        mine.flat_map(|batch| translate_batch(decoder, batch)).collect()
    };
    let found: Vec<(usize, String)> = std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = (0..decoder.threads.max(1)).map(|t| scope.spawn(move || work(t))).collect();
        threads.into_iter().flat_map(|t| t.join().expect("decoding does not panic")).collect()
    });
    let mut translations = vec![String::new(); sources.len()];
    for (index, text) in found {
        translations[index] = text;
    }
    translations
}

fn translate_batch(decoder: &Decoder, batch: &[(usize, Vec<u32>)]) -> Vec<(usize, String)> {
    let sources: Vec<&[u32]> = batch.iter().map(|(_, ids)| ids.as_slice()).collect();
    let targets =
        greedy_batch(decoder.model, decoder.config, &sources, Options::default().max_repeats, decoder.device);
    batch.iter().zip(targets).map(|((index, _), ids)| (*index, decoder.tokenizer.decode(&ids))).collect()
}
