//! Learns the joint vocabulary: byte-pair encoding of both sides of balanced text.
//!
//! Sennrich et al. 2016, <https://arxiv.org/abs/1508.07909>. The file is Hugging Face's
//! `tokenizer.json`: NFC, words marked with `▁`, punctuation and digits by themselves.

use std::path::Path;

use anyhow::{Result, anyhow};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use seq2see_core::Tokenizer;
use serde_json::{Value, json};
use tokenizers::Trainer;
use tokenizers::trainers::BpeTrainerBuilder;
use tokenizers::vocab::bucket_added_vocabulary::AddedToken;

use crate::text::pairs::Pair;

/// The special tokens, by id.
pub const MARKS: [&str; 4] = ["<pad>", "<s>", "</s>", "<unk>"];

const WORD_MARK: char = '▁';

/// Size and text of the vocabulary.
#[derive(Debug, Clone, Copy)]
pub struct VocabularyConfig {
    /// Number of pieces, special tokens included.
    pub vocab_size: usize,
    /// Symbols by themselves, the most frequent ones; the rest is `<unk>`.
    pub alphabet: usize,
    /// Minimum frequency of a piece.
    pub min_frequency: u64,
    /// A language with more pairs is sampled down to this number.
    pub pairs_per_language: usize,
    /// Random seed of the sampling.
    pub seed: u64,
}

/// Learns `tokenizer.json` from training pairs.
///
/// # Errors
/// If the text gives no vocabulary.
pub fn learn(pairs: &[Pair], config: &VocabularyConfig) -> Result<String> {
    let marks = MARKS.iter().map(|mark| AddedToken::from(*mark, true)).collect();
    let mut trainer = BpeTrainerBuilder::new()
        .vocab_size(config.vocab_size)
        .min_frequency(config.min_frequency)
        .limit_alphabet(config.alphabet)
        .special_tokens(marks)
        .show_progress(false)
        .build();
    let cutter = cutter()?;
    let words = |line: &str| Ok(cutter.words(line)?);
    trainer.feed(balanced(pairs, config).into_iter(), words).map_err(|e| anyhow!("{e}"))?;
    let (vocabulary, merges, _) = trainer.train_vocab().map_err(|e| anyhow!("{e}"))?;
    let mut pieces: Vec<(String, u32)> = vocabulary.into_iter().collect();
    pieces.sort_by_key(|(_, id)| *id);
    Ok(tokenizer_json(&pieces, &merges))
}

/// Writes the file atomically.
///
/// # Errors
/// If the folder cannot be written.
pub fn write(json: &str, path: &Path) -> Result<()> {
    crate::files::write_whole(path, json.as_bytes())
}

/// A tokenizer with only special tokens: it splits text into words as the learned one will.
fn cutter() -> Result<Tokenizer> {
    let marks: Vec<(String, u32)> = MARKS.iter().zip(0..).map(|(mark, id)| (mark.to_string(), id)).collect();
    Ok(Tokenizer::from_bytes(tokenizer_json(&marks, &[]).as_bytes())?)
}

/// Text in which each language weighs about the same: the sources of a language with few pairs count twice.
fn balanced<'a>(pairs: &'a [Pair], config: &VocabularyConfig) -> Vec<&'a str> {
    let mut languages: Vec<&str> = pairs.iter().map(|p| p.language.as_str()).collect();
    languages.sort_unstable();
    languages.dedup();
    let mut random = ChaCha8Rng::seed_from_u64(config.seed);
    let mut text = Vec::new();
    for language in languages {
        let mut own: Vec<&Pair> = pairs.iter().filter(|p| p.language == language).collect();
        let ample = own.len() > config.pairs_per_language;
        own.shuffle(&mut random);
        own.truncate(config.pairs_per_language);
        for pair in own {
            text.push(pair.source.as_str());
            if !ample {
                text.push(pair.source.as_str());
            }
            text.push(pair.target.as_str());
        }
    }
    text
}

fn tokenizer_json(pieces: &[(String, u32)], merges: &[(String, String)]) -> String {
    let marks: Vec<Value> = MARKS
        .iter()
        .enumerate()
        .map(|(id, mark)| {
            json!({"id": id, "content": mark, "single_word": false, "lstrip": false,
                   "rstrip": false, "normalized": false, "special": true})
        })
        .collect();
    let metaspace = json!({"type": "Metaspace", "replacement": WORD_MARK.to_string(),
                           "prepend_scheme": "always", "split": true});
    let vocabulary: serde_json::Map<String, Value> =
        pieces.iter().map(|(piece, id)| (piece.clone(), json!(id))).collect();
    let file = json!({
        "version": "1.0",
        "truncation": null,
        "padding": null,
        "added_tokens": marks,
        "normalizer": {"type": "NFC"},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            metaspace,
            {"type": "Punctuation", "behavior": "Isolated"},
            {"type": "Digits", "individual_digits": true},
        ]},
        "post_processor": null,
        "decoder": metaspace,
        "model": {
            "type": "BPE", "dropout": null, "unk_token": "<unk>", "continuing_subword_prefix": null,
            "end_of_word_suffix": null, "fuse_unk": false, "byte_fallback": false,
            "ignore_merges": false, "vocab": vocabulary, "merges": merges,
        },
    });
    serde_json::to_string_pretty(&file).expect("strings and numbers") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_piece_crosses_a_word_a_digit_or_punctuation() {
        let found = cutter().and_then(|cutter| Ok(cutter.words("Il a 25 ans, l'âge d'or !")?)).expect("text");
        let expected = ["▁Il", "▁a", "▁", "2", "5", "▁ans", ",", "▁l", "'", "âge", "▁d", "'", "or", "▁", "!"];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_same_text_gives_the_same_file_and_the_core_reads_it() {
        let pair = |i: usize| Pair {
            source: format!("la phrase numéro {i} est là"),
            target: format!("the sentence number {i} is here"),
            origin: "x".into(),
            language: "fr".into(),
        };
        let pairs: Vec<Pair> = (0..200).map(pair).collect();
        let config = VocabularyConfig {
            vocab_size: 80,
            alphabet: 60,
            min_frequency: 2,
            pairs_per_language: 150,
            seed: 1,
        };
        let file = learn(&pairs, &config).expect("a vocabulary");
        assert_eq!(file, learn(&pairs, &config).expect("a vocabulary"));
        let tokenizer = Tokenizer::from_bytes(file.as_bytes()).expect("readable");
        assert!(tokenizer.vocab_size() <= 80);
        let ids = tokenizer.encode_target("the sentence number 7 is here");
        assert_eq!(tokenizer.decode(&ids), "the sentence number 7 is here");
    }
}
