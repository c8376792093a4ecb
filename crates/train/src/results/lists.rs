//! Translations of the held-out lists.

use crate::decoding::{Decoder, translate_all};
use crate::text::unseen::{List, Sentence, Typed};

/// Translations of a list's sentences, in their order.
pub fn translate(list: List, decoder: &Decoder, typed: Typed) -> Vec<(Sentence, String)> {
    let sentences: Vec<Sentence> = list.sentences().collect();
    let sources: Vec<String> = sentences.iter().map(|sentence| typed.apply(sentence.source)).collect();
    let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
    sentences.into_iter().zip(translate_all(decoder, &sources)).collect()
}
