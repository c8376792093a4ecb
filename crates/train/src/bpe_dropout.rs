//! BPE dropout (Provilkov et al. 2020, <https://arxiv.org/abs/1910.13267>): the same sentence in other pieces each time
//! it is read, so that a network learns what pieces are made of.

use std::collections::HashMap;

use anyhow::{Context, Result};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use seq2see_core::ModelConfig;
use serde_json::Value;

use crate::examples::Example;

/// The merges of a vocabulary, each of which is left out by chance.
#[derive(Debug)]
pub struct BpeDropout {
    /// By a pair of pieces: which merge it is, counted from the most frequent, and what it makes.
    merges: HashMap<(u32, u32), (usize, u32)>,
    /// By piece: the two that it was merged from.
    parts: HashMap<u32, (u32, u32)>,
    /// Opens every word.
    word_mark: u32,
    /// The chance that a merge is left out.
    rate: f64,
}

impl BpeDropout {
    /// The merges of a `tokenizer.json`, each left out at `rate`.
    ///
    /// # Errors
    /// If the file is not a BPE vocabulary's.
    pub fn new(tokenizer: &[u8], rate: f64) -> Result<Self> {
        let file: Value = serde_json::from_slice(tokenizer)?;
        let id = |piece: &str| file["model"]["vocab"][piece].as_u64().and_then(|id| u32::try_from(id).ok());
        let (mut merges, mut parts) = (HashMap::new(), HashMap::new());
        for (rank, merge) in file["model"]["merges"].as_array().context("no merges")?.iter().enumerate() {
            let read = || {
                let (left, right) = (merge[0].as_str()?, merge[1].as_str()?);
                Some((id(left)?, id(right)?, id(&format!("{left}{right}"))?))
            };
            let (left, right, whole) = read().with_context(|| format!("merge {rank} is none: {merge}"))?;
            merges.insert((left, right), (rank, whole));
            parts.insert(whole, (left, right));
        }
        Ok(Self { merges, parts, word_mark: id("▁").context("nothing opens a word")?, rate })
    }

    /// The examples of a step with their sources in other pieces; an example as it was where these would be too many.
    pub fn vary(&self, examples: &[&Example], network: &ModelConfig, seed: u64, step: u64) -> Vec<Example> {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(step);
        let vary = |example: &&Example| {
            let mut example = Example::clone(example);
            let order = network.reading_order(example.src.len());
            let mut text = vec![0; example.src.len()];
            order.iter().zip(&example.src).for_each(|(&at, &id)| text[at] = id);
            let text = self.segment(&text, &mut random);
            if text.len() <= network.max_source {
                example.src = network.reading_order(text.len()).into_iter().map(|at| text[at]).collect();
            }
            example
        };
        examples.iter().map(vary).collect()
    }

    /// Other pieces for the same text.
    fn segment(&self, ids: &[u32], random: &mut impl Rng) -> Vec<u32> {
        let mut symbols = Vec::new();
        ids.iter().for_each(|&id| self.take_apart(id, &mut symbols));
        let words = symbols.chunk_by(|_, &next| next != self.word_mark);
        words.flat_map(|word| self.merge(word.to_vec(), random)).collect()
    }

    /// Merges the symbols of a word, the most frequent pair first; algorithm 1 of the paper.
    fn merge(&self, mut symbols: Vec<u32>, random: &mut impl Rng) -> Vec<u32> {
        loop {
            let pairs = symbols.windows(2).enumerate();
            let known = pairs.filter_map(|(at, pair)| Some((self.merges.get(&(pair[0], pair[1]))?, at)));
            // Left out or not is drawn anew before every merge.
            let Some((&(_, whole), at)) = known.filter(|_| random.random::<f64>() >= self.rate).min() else {
                return symbols;
            };
            symbols.splice(at..at + 2, [whole]);
        }
    }

    fn take_apart(&self, id: u32, symbols: &mut Vec<u32>) {
        match self.parts.get(&id) {
            Some(&(left, right)) => [left, right].into_iter().for_each(|part| self.take_apart(part, symbols)),
            None => symbols.push(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use seq2see_core::Tokenizer;

    use super::*;

    const VOCABULARY: &[u8] = include_bytes!("../../../models/tokenizer.json");
    const TEXT: [&str; 3] =
        ["Je ne sais pas, l'ami : 25 %.", "저 새가 예쁘다.", "Tom lui a dit « non » hier matin !"];

    fn sentences() -> Vec<Vec<u32>> {
        let tokenizer = Tokenizer::from_bytes(VOCABULARY).expect("a vocabulary");
        let ids = |text| tokenizer.encode_source(text, 64).expect("text").iter().map(|t| t.id).collect();
        TEXT.into_iter().map(ids).collect()
    }

    fn dropout(rate: f64) -> BpeDropout {
        BpeDropout::new(VOCABULARY, rate).expect("merges")
    }

    #[test]
    fn no_dropout_gives_the_tokenizers_own_pieces() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        for ids in sentences() {
            assert_eq!(dropout(0.0).segment(&ids, &mut random), ids);
        }
    }

    #[test]
    fn whatever_is_left_out_the_text_stays() {
        let tokenizer = Tokenizer::from_bytes(VOCABULARY).expect("a vocabulary");
        let text = |ids: &[u32]| ids.iter().map(|&id| tokenizer.piece(id)).collect::<String>();
        let mut random = ChaCha8Rng::seed_from_u64(1);
        for ids in sentences() {
            let (some, all) =
                (dropout(0.3).segment(&ids, &mut random), dropout(1.0).segment(&ids, &mut random));
            assert!(ids.len() < some.len() && some.len() < all.len());
            assert_eq!([text(&some), text(&all)], [text(&ids), text(&ids)]);
        }
    }
}
