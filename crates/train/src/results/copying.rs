//! Which names and numbers of [`copying`](crate::text::copying) a network copies.

use anyhow::Result;
use seq2see_core::Translator;

use crate::results::confidence::{DOUBTFUL, translate};
use crate::results::key_words;
use crate::results::translation::block_on;
use crate::text::copying::{Sentence, sentences};

/// A judged translation.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The sentence.
    pub sentence: Sentence,
    /// The translation.
    pub translation: String,
    /// Whether the number is in it.
    pub number: bool,
    /// Whether the name is in it.
    pub name: bool,
    /// Whether the page marks the translation as doubtful.
    pub marked: bool,
}

/// Translates and judges each.
///
/// # Errors
/// If a sentence cannot be translated.
pub fn judge(translator: &Translator) -> Result<Vec<Judged>> {
    let judge = |sentence: Sentence| {
        let (translation, probability) = block_on(translate(translator, sentence.source))?;
        Ok(judged(sentence, translation, probability))
    };
    sentences().map(judge).collect()
}

fn judged(sentence: Sentence, translation: String, probability: f64) -> Judged {
    // "1,389" is the number 1389, "7:52" are two.
    let plain = translation.replace(',', "");
    Judged {
        number: key_words::hold(sentence.number, &plain),
        name: key_words::hold(sentence.name, &translation),
        marked: probability < DOUBTFUL,
        sentence,
        translation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_name_are_judged_apart() {
        let one = |start: &str| sentences().find(|one| one.source.starts_with(start)).expect("in the list");
        let judged = |start, translation: &str, probability| {
            let Judged { number, name, marked, .. } =
                super::judged(one(start), translation.into(), probability);
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
