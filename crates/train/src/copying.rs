//! A hundred made sentences, each with a name and a number to be carried over: what no vocabulary can hold.
//!
//! `data/copying.tsv` has fifty a language: `language <TAB> sentence <TAB> its name <TAB> key words of the name <TAB> of the
//! number`, the [`key_words`] being those of the translation. No name stands in a source of the training text, nor do the
//! sentences; a number of two digits may stand there in another one.

use anyhow::Result;
use seq2see_core::Translator;

use crate::confidence::{DOUBTFUL, translate};
use crate::data::Pair;
use crate::key_words;
use crate::translation::block_on;

const LINES: &str = include_str!("../data/copying.tsv");

/// A sentence and what its translation must carry over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// ISO 639-1 code.
    pub language: &'static str,
    /// As it is typed.
    pub source: &'static str,
    /// The name as it is typed.
    pub typed: &'static str,
    name: &'static str,
    number: &'static str,
}

/// What became of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The sentence.
    pub sentence: Sentence,
    /// What the network wrote.
    pub translation: String,
    /// Whether the number is in it.
    pub number: bool,
    /// Whether the name is in it.
    pub name: bool,
    /// Whether the page marks the translation as doubtful.
    pub marked: bool,
}

/// All of them.
pub fn sentences() -> impl Iterator<Item = Sentence> {
    LINES.lines().map(|line| {
        let mut fields = line.split('\t');
        let mut field = || fields.next().expect("five fields");
        Sentence { language: field(), source: field(), typed: field(), name: field(), number: field() }
    })
}

/// Translates and judges each.
///
/// # Errors
/// If a sentence cannot be translated.
pub fn judge(translator: &Translator) -> Result<Vec<Judged>> {
    let judged = |sentence: Sentence| {
        let (translation, probability) = block_on(translate(translator, sentence.source))?;
        Ok(sentence.judged(translation, probability))
    };
    sentences().map(judged).collect()
}

impl Sentence {
    /// Whether the name could be learned from a pair.
    pub fn is_known_from(&self, pair: &Pair) -> bool {
        pair.language == self.language && pair.source.contains(self.typed)
    }

    fn judged(self, translation: String, probability: f64) -> Judged {
        // "1,389" is the number 1389, "7:52" are two.
        let plain = translation.replace(',', "");
        Judged {
            number: key_words::hold(self.number, &plain),
            name: key_words::hold(self.name, &translation),
            marked: probability < DOUBTFUL,
            sentence: self,
            translation,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::phrasebook;
    use crate::templates;

    #[test]
    fn there_are_fifty_different_sentences_a_language() {
        let sources: HashSet<&str> = sentences().map(|one| one.source).collect();
        assert_eq!(sources.len(), 100);
        for language in ["fr", "ko"] {
            assert_eq!(sentences().filter(|one| one.language == language).count(), 50);
        }
    }

    #[test]
    fn no_name_is_in_what_is_made() {
        let mut made = phrasebook::written();
        made.extend(phrasebook::made(20_000, 1));
        made.extend(phrasebook::copied(20_000, 1));
        made.extend(templates::korean(4000, 1));
        for one in sentences() {
            assert!(one.source.contains(one.typed), "{one:?}");
            assert!(made.iter().all(|pair| !one.is_known_from(pair)), "{one:?}");
        }
    }

    #[test]
    fn number_and_name_are_judged_apart() {
        let one = |start: &str| sentences().find(|one| one.source.starts_with(start)).expect("in the list");
        let judged = |start, translation: &str, probability| {
            let Judged { number, name, marked, .. } = one(start).judged(translation.into(), probability);
            [number, name, marked]
        };
        let price = "Cela coûte 1389";
        assert_eq!(judged(price, "That costs 1,389 euros in Vaduz.", 0.9), [true, true, false]);
        assert_eq!(judged(price, "That costs 1389 euros in Vadas.", 0.4), [true, false, true]);
        assert_eq!(judged(price, "That costs 13 euros in Vaduz.", 0.9), [false, true, false]);
        assert_eq!(judged("Le vol pour", "Brindisi's flight leaves at 6:47 p.m.", 0.9), [true, true, false]);
        assert_eq!(judged("Le vol pour", "The flight leaves at 18:74.", 0.9), [false, false, false]);
    }
}
