//! The vocabulary of a task, as a `tokenizer.json` that the core reads.

use std::collections::BTreeSet;

use seq2see_core::Tokenizer;
use serde_json::{Map, Value, json};

use crate::error::Error;
use crate::task::{Material, Unit};

const MARKS: [&str; 4] = ["<pad>", "<s>", "</s>", "<unk>"];
const SPACE: char = '▁';

/// The file's text, and what the core reads of it.
///
/// Letters: every letter is a piece, and nothing stands before the first. Words: every word is one, by merges that
/// begin with its space, letter after letter, so that what is no word falls apart into letters.
///
/// # Errors
/// If the core cannot use it.
pub fn of(material: &Material) -> Result<(String, Tokenizer), Error> {
    let pairs = || material.training.iter().chain(&material.held);
    let texts: Vec<&str> = pairs().flat_map(|pair| [pair.source.as_str(), pair.target.as_str()]).collect();
    let letters: BTreeSet<char> =
        texts.iter().flat_map(|text| text.chars()).filter(|c| !c.is_whitespace()).collect();
    let mut pieces: Vec<String> = MARKS.map(String::from).to_vec();
    pieces.push(SPACE.into());
    pieces.extend(letters.into_iter().map(String::from));
    let merges = match material.unit {
        Unit::Letters => Vec::new(),
        Unit::Words => merges(&texts),
    };
    pieces.extend(merges.iter().map(|(a, b)| format!("{a}{b}")));
    let file = file(&pieces, &merges, material.unit).to_string();
    let tokenizer = Tokenizer::from_bytes(file.as_bytes())?;
    Ok((file, tokenizer))
}

/// `▁` and a word's first letter, that and the second, and so on, of all words: shorter beginnings first.
fn merges(texts: &[&str]) -> Vec<(String, String)> {
    let cut = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || c.is_ascii_digit();
    let words: BTreeSet<&str> =
        texts.iter().flat_map(|text| text.split(cut)).filter(|w| !w.is_empty()).collect();
    let mut merges: BTreeSet<(usize, String, String)> = BTreeSet::new();
    for word in words {
        let mut begun = String::from(SPACE);
        for letter in word.chars() {
            merges.insert((begun.len(), begun.clone(), letter.into()));
            begun.push(letter);
        }
    }
    merges.into_iter().map(|(_, a, b)| (a, b)).collect()
}

fn file(pieces: &[String], merges: &[(String, String)], unit: Unit) -> Value {
    let scheme = if unit == Unit::Letters { "never" } else { "always" };
    let space = json!({"type": "Metaspace", "replacement": SPACE, "prepend_scheme": scheme, "split": true});
    let mark = |(id, content): (usize, &&str)| {
        json!({"id": id, "content": content, "single_word": false, "lstrip": false, "rstrip": false,
               "normalized": false, "special": true})
    };
    let vocab: Map<String, Value> =
        pieces.iter().enumerate().map(|(id, piece)| (piece.clone(), json!(id))).collect();
    let splits = json!([
        space,
        {"type": "Punctuation", "behavior": "Isolated"},
        {"type": "Digits", "individual_digits": true},
    ]);
    json!({
        "version": "1.0", "truncation": null, "padding": null, "post_processor": null,
        "added_tokens": MARKS.iter().enumerate().map(mark).collect::<Vec<_>>(),
        "normalizer": {"type": "NFC"},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": splits},
        "decoder": space,
        "model": {"type": "BPE", "unk_token": "<unk>", "fuse_unk": false, "byte_fallback": false,
                  "vocab": vocab, "merges": merges},
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::{Pair, Task};

    fn read(tokenizer: &Tokenizer, text: &str) -> Vec<String> {
        tokenizer.encode_source(text, 99).expect("tokens").into_iter().map(|token| token.piece).collect()
    }

    #[test]
    fn letters_are_read_and_written_one_by_one() {
        let material = Task::KoreanNumbers.material(1).expect("material");
        let (_, tokenizer) = of(&material).expect("a vocabulary");
        assert_eq!(read(&tokenizer, "천구백구십이"), ["천", "구", "백", "구", "십", "이", "</s>"]);
        let ids = tokenizer.encode_target("1992");
        assert_eq!((ids.len(), tokenizer.decode(&ids).as_str()), (4, "1992"));
    }

    #[test]
    fn spaces_and_hyphens_come_back() {
        let material = Task::FrenchNumbers.material(1).expect("material");
        let (_, tokenizer) = of(&material).expect("a vocabulary");
        let text = "mille neuf cent quatre-vingt-douze";
        assert_eq!(tokenizer.decode(&tokenizer.encode_target(text)), text);
        assert_eq!(read(&tokenizer, "dix et"), ["d", "i", "x", "▁", "e", "t", "</s>"]);
    }

    #[test]
    fn jamo_stay_as_they_are() {
        let material = Task::NextLetter { word: "한글".into() }.material(1).expect("material");
        let (_, tokenizer) = of(&material).expect("a vocabulary");
        assert_eq!(read(&tokenizer, "ㅎㅏㄴ"), ["ㅎ", "ㅏ", "ㄴ", "</s>"]);
    }

    #[test]
    fn words_are_pieces_and_what_is_none_falls_apart() {
        let pair = |source: &str, target: &str| Pair { source: source.into(), target: target.into() };
        let training =
            vec![pair("le chat", "the cat"), pair("les chats", "the cats"), pair("l'eau", "water")];
        let material =
            Material { training, held: vec![], unit: Unit::Words, as_it_reads: false, shown: None };
        let (_, tokenizer) = of(&material).expect("a vocabulary");
        assert_eq!(read(&tokenizer, "les chat"), ["▁les", "▁chat", "</s>"]);
        assert_eq!(read(&tokenizer, "les tas"), ["▁les", "▁t", "a", "s", "</s>"]);
        assert_eq!(tokenizer.decode(&tokenizer.encode_target("the cats")), "the cats");
    }
}
