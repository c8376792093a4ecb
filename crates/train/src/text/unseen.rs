//! Held-out lists of sentences, with key words by which a translation counts as right.
//!
//! A list holds a sentence a line and, behind a tab, the [`key_words`] of its translation.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::results::key_words;
use crate::text::split::normalise;

/// Sentences of one language, in a file of `data/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    /// Name of the list.
    pub name: &'static str,
    /// ISO 639-1 code of its language.
    pub language: &'static str,
    lines: &'static str,
}

/// Sixty everyday sentences.
pub const EVERYDAY: List =
    List { name: "everyday", language: "ko", lines: include_str!("../../data/everyday.ko.tsv") };

/// What visitors type first, sixty sentences a language. The greetings among them are learned all the same: see
/// [`phrasebook`](crate::text::phrasebook).
pub const FIRST: [List; 2] = [
    List { name: "first", language: "fr", lines: include_str!("../../data/first.fr.tsv") },
    List { name: "first", language: "ko", lines: include_str!("../../data/first.ko.tsv") },
];

/// A sentence and what its translation must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// As it is typed.
    pub source: &'static str,
    /// Its key words.
    keys: &'static str,
}

/// How a list is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// As it is written.
    AsWritten,
    /// Without the last mark.
    WithoutMark,
    /// In small letters.
    Small,
}

impl Typed {
    /// A text typed so.
    pub fn apply(self, text: &str) -> String {
        match self {
            Self::AsWritten => text.into(),
            Self::WithoutMark => text.trim_end_matches(['.', '!', '?', ' ']).into(),
            Self::Small => text.to_lowercase(),
        }
    }
}

impl List {
    /// Its sentences.
    pub fn sentences(self) -> impl Iterator<Item = Sentence> {
        self.lines.lines().map(|line| {
            let (source, keys) = line.split_once('\t').expect("a sentence and its key words");
            Sentence { source, keys }
        })
    }
}

/// Whether a text is a sentence of any list, compared as [`normalise`] does.
pub fn is_one(text: &str) -> bool {
    static TEXTS: OnceLock<HashSet<String>> = OnceLock::new();
    let all = || FIRST.into_iter().chain([EVERYDAY]).flat_map(List::sentences);
    TEXTS.get_or_init(|| all().map(|one| normalise(one.source)).collect()).contains(&normalise(text))
}

impl Sentence {
    /// Whether a translation has the right meaning, as far as key words can tell.
    pub fn is_right(&self, translation: &str) -> bool {
        key_words::hold(self.keys, translation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_sixty_different_sentences_with_key_words() {
        for list in FIRST.into_iter().chain([EVERYDAY]) {
            let sources: HashSet<String> = list.sentences().map(|one| normalise(one.source)).collect();
            assert_eq!(sources.len(), 60, "{list:?}");
            let keys = list.sentences().flat_map(|one| one.keys.split(" | "));
            assert!(keys.into_iter().all(|keys| !keys.trim().is_empty()));
        }
    }

    #[test]
    fn key_words_tell_right_from_wrong() {
        let one = |start: &str| {
            EVERYDAY.sentences().find(|one| one.source.starts_with(start)).expect("in the list")
        };
        assert!(one("저 새가").is_right("That bird is pretty."));
        assert!(!one("저 새가").is_right("This bird is pretty."));
        assert!(one("지금 몇 시").is_right("What’s the time?"));
        assert!(one("길을 잃").is_right("I lost my way."));
        assert!(!one("길을 잃").is_right("The road lost."));
        assert!(!one("기차는 언제").is_right("When did you leave the train?"));
    }

    #[test]
    fn a_sentence_is_known_whatever_its_punctuation() {
        assert!(
            is_one("저 새가 예쁘다!")
                && is_one("저새가 예쁘다")
                && is_one("elle lit un livre dans le jardin")
        );
        assert!(!is_one("저 새가 작다."));
    }

    #[test]
    fn a_list_can_be_typed_otherwise() {
        assert_eq!(Typed::WithoutMark.apply("Tu habites où ?"), "Tu habites où");
        assert_eq!(Typed::Small.apply("Où est Léa ?"), "où est léa ?");
    }
}
