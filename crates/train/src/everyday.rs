//! Sixty everyday Korean sentences that are never trained on, and the words by which a translation counts as right.
//!
//! `data/everyday.ko.tsv` holds a sentence a line and, behind a tab, what must be in its translation: of alternatives
//! with ` | ` between them, one; of an alternative, every entry; of an entry `big/large`, one word; of `!word`, not
//! that word. Words are compared in lower case.

use crate::decoding::{Decoder, translate_all};
use crate::split::normalise;

const LIST: &str = include_str!("../data/everyday.ko.tsv");

/// A sentence and what its translation must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Everyday {
    /// Korean.
    pub source: &'static str,
    keys: &'static str,
}

/// All of them.
pub fn list() -> impl Iterator<Item = Everyday> {
    LIST.lines().map(|line| {
        let (source, keys) = line.split_once('\t').expect("a sentence and its key words");
        Everyday { source, keys }
    })
}

/// Whether a text is one of these sentences, compared as [`normalise`] does.
pub fn is_one(text: &str) -> bool {
    static TEXTS: std::sync::OnceLock<std::collections::HashSet<String>> = std::sync::OnceLock::new();
    TEXTS.get_or_init(|| list().map(|one| normalise(one.source)).collect()).contains(&normalise(text))
}

/// What a network makes of each of them, in their order.
pub fn translate(decoder: &Decoder) -> Vec<(Everyday, String)> {
    let sentences: Vec<Everyday> = list().collect();
    let sources: Vec<&str> = sentences.iter().map(|sentence| sentence.source).collect();
    let translations = translate_all(decoder, &sources);
    sentences.into_iter().zip(translations).collect()
}

impl Everyday {
    /// Whether a translation has the right meaning, as far as key words can tell.
    pub fn is_right(&self, translation: &str) -> bool {
        let lower = translation.to_lowercase().replace('’', "'");
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|word| !word.is_empty())
            .collect();
        let holds = |entry: &str| match entry.strip_prefix('!') {
            Some(word) => !words.contains(&word),
            None => entry.split('/').any(|word| words.contains(&word)),
        };
        self.keys.split(" | ").any(|alternative| alternative.split(' ').all(holds))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn there_are_sixty_different_sentences_with_key_words() {
        let sources: HashSet<String> = list().map(|one| normalise(one.source)).collect();
        assert_eq!(sources.len(), 60);
        assert!(list().all(|one| one.keys.split(" | ").all(|keys| !keys.trim().is_empty())));
    }

    #[test]
    fn key_words_tell_right_from_wrong() {
        let one = |start: &str| list().find(|one| one.source.starts_with(start)).expect("in the list");
        assert!(one("저 새가").is_right("That bird is pretty."));
        assert!(!one("저 새가").is_right("This bird is pretty."));
        assert!(one("지금 몇 시").is_right("What’s the time?"));
        assert!(one("길을 잃").is_right("I lost my way."));
        assert!(!one("길을 잃").is_right("The road lost."));
        assert!(!one("기차는 언제").is_right("When did you leave the train?"));
    }

    #[test]
    fn a_sentence_is_known_whatever_its_punctuation() {
        assert!(is_one("저 새가 예쁘다!") && is_one("저새가 예쁘다"));
        assert!(!is_one("저 새가 작다."));
    }
}
