//! A hundred held-out sentences, each with a name and a number to be copied: what no vocabulary contains.
//!
//! `data/copying.tsv` has fifty a language: `language <TAB> sentence <TAB> its name <TAB> key words of the name <TAB> of the
//! number`, the [`key_words`](crate::results::key_words) being those of the translation. No name stands in a source of the training text, nor do the
//! sentences; a number of two digits may stand there in another one.

use crate::text::pairs::Pair;

const LINES: &str = include_str!("../../data/copying.tsv");

/// A sentence and what its translation must carry over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// ISO 639-1 code.
    pub language: &'static str,
    /// As it is typed.
    pub source: &'static str,
    /// The name as it is typed.
    pub typed: &'static str,
    /// Key words of the name.
    pub name: &'static str,
    /// Key words of the number.
    pub number: &'static str,
}

/// All of them.
pub fn sentences() -> impl Iterator<Item = Sentence> {
    LINES.lines().map(|line| {
        let mut fields = line.split('\t');
        let mut field = || fields.next().expect("five fields");
        Sentence { language: field(), source: field(), typed: field(), name: field(), number: field() }
    })
}

impl Sentence {
    /// Whether the name could be learned from a pair.
    pub fn is_known_from(&self, pair: &Pair) -> bool {
        pair.language == self.language && pair.source.contains(self.typed)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::text::{phrasebook, templates};

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
}
