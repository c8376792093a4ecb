//! Text to ids and back: a Hugging Face `tokenizer.json` with joint BPE pieces.

mod capitals;
mod file;
mod folds;
mod letters;
mod look_alikes;
mod runs;
mod tidy;
mod words;

use std::collections::HashSet;
use std::fmt;

use tokenizers::pipeline::{EncodeOptions, Normalizer, NormalizerChain, PipelineToken, PipelineTokenizer};

use crate::config::SpecialIds;
use crate::error::{Error, Result};
use crate::trace::SourceToken;
pub use tidy::Reading;
use tidy::tidy;

/// Stands for the space before a word, and opens the first word.
const WORD_MARK: char = '▁';

/// The joint vocabulary of source and target.
pub struct Tokenizer {
    pipeline: PipelineTokenizer,
    options: EncodeOptions,
    pieces: Vec<String>,
    /// The characters that are pieces.
    alphabet: HashSet<char>,
    special: SpecialIds,
}

impl Tokenizer {
    /// Reads a `tokenizer.json` as this project's trainer writes it: BPE on words cut at punctuation and digits.
    ///
    /// # Errors
    /// [`Error::Tokenizer`] if it is not one, or has no `<pad>`, `<s>`, `</s>`, `<unk>`.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let (pieces, pipeline) = file::read(bytes)?;
        let id = |mark: &str| {
            let found = pieces.iter().position(|piece| piece == mark);
            let found = found.and_then(|id| u32::try_from(id).ok());
            found.ok_or_else(|| Error::Tokenizer(format!("`{mark}` is missing")))
        };
        let special = SpecialIds { pad: id("<pad>")?, sos: id("<s>")?, eos: id("</s>")?, unk: id("<unk>")? };
        // A `</s>` that somebody types is text, not the end of the sentence.
        let options = EncodeOptions { encode_special_tokens: true, ..EncodeOptions::no_specials() };
        let alphabet = pieces.iter().filter_map(|piece| one_char(piece)).collect();
        Ok(Self { pipeline, options, pieces, alphabet, special })
    }

    /// A sentence as the networks read it: characters that look alike, rows of marks, capitals of a whole sentence and
    /// letters that the vocabulary lacks made those of the training text, where a French `?`, `!`, `;` or `:` has a
    /// space before it.
    pub fn read(&self, text: &str) -> Reading {
        tidy::read(text, |c| self.alphabet.contains(&c))
    }

    /// The tokens of a sentence to translate as it is [`read`](Self::read), `</s>` last.
    ///
    /// # Errors
    /// [`Error::EmptyText`], [`Error::NothingKnown`], and [`Error::TooLong`] beyond `limit` tokens
    /// with `</s>`, with the true length (of its first 128 KiB, for text beyond).
    pub fn encode_source(&self, text: &str, limit: usize) -> Result<Vec<SourceToken>> {
        self.encode_reading(&self.read(text), limit)
    }

    /// The tokens of a sentence that has been read.
    ///
    /// # Errors
    /// As [`encode_source`](Self::encode_source).
    pub fn encode_reading(&self, Reading { text, .. }: &Reading, limit: usize) -> Result<Vec<SourceToken>> {
        if text.is_empty() {
            return Err(Error::EmptyText);
        }
        let ids = self.encode(text);
        let len = ids.len() + 1;
        if len > limit {
            return Err(Error::TooLong { len, limit });
        }
        let mut tokens = self.align(text, &ids);
        if tokens.iter().all(|token| token.unknown || token.text.is_empty()) {
            return Err(Error::NothingKnown);
        }
        tokens.push(SourceToken {
            id: self.special.eos,
            piece: self.piece(self.special.eos),
            text: String::new(),
            word: tokens.last().map_or(0, |token| token.word + 1),
            unknown: false,
        });
        Ok(tokens)
    }

    /// The ids of a sentence to learn to write, without marks.
    pub fn encode_target(&self, text: &str) -> Vec<u32> {
        self.encode(&tidy(text))
    }

    /// The text of `ids`, without marks and unknown symbols.
    pub fn decode(&self, ids: &[u32]) -> String {
        self.pipeline.decode(ids, true).unwrap_or_default()
    }

    /// The piece as the vocabulary has it; empty for an id outside of it.
    pub fn piece(&self, id: u32) -> String {
        self.pieces.get(id as usize).cloned().unwrap_or_default()
    }

    /// Pieces, marks included.
    pub fn vocab_size(&self) -> usize {
        self.pieces.len()
    }

    /// Ids of the marks.
    pub fn special(&self) -> SpecialIds {
        self.special
    }

    fn encode(&self, text: &str) -> Vec<u32> {
        let mut ids = Vec::new();
        match self.pipeline.encode_into(text, &self.options, &mut ids) {
            Ok(()) => ids.into_iter().map(PipelineToken::id).collect(),
            // Only a model without `<unk>` fails, and `from_bytes` refuses that.
            Err(_) => Vec::new(),
        }
    }

    /// Finds the part of the text that each id stands for: a known piece stands for itself, `<unk>` for one character.
    fn align(&self, text: &str, ids: &[u32]) -> Vec<SourceToken> {
        let chain = NormalizerChain(self.pipeline.get_normalizers());
        let marked = chain.normalize(text, 0).map_or_else(|_| text.to_string(), |text| text.into_owned());
        // The first word is 0, whether or not it has a mark.
        let marks = usize::from(marked.starts_with(WORD_MARK));
        let mut rest = marked.chars();
        let mut words = 0_usize;
        let token = |&id: &u32| {
            let unknown = id == self.special.unk;
            let piece = self.piece(id);
            let len = if unknown { 1 } else { piece.chars().count() };
            let part: String = rest.by_ref().take(len).collect();
            words += part.chars().filter(|&c| c == WORD_MARK).count();
            let text = part.replace(WORD_MARK, "");
            SourceToken { id, piece, text, word: words.saturating_sub(marks), unknown }
        };
        ids.iter().map(token).collect()
    }
}

/// The piece's character, where it has but one.
fn one_char(piece: &str) -> Option<char> {
    let mut chars = piece.chars();
    chars.next().filter(|_| chars.next().is_none())
}

impl fmt::Debug for Tokenizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokenizer").field("vocab_size", &self.vocab_size()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{RngCore, SeedableRng};
    use serde_json::{Value, json};

    use super::*;

    /// Letters, digits, some punctuation and Hangul, and a few merges.
    fn small_file() -> Value {
        let mut pieces: Vec<String> = ["<pad>", "<s>", "</s>", "<unk>", "▁"].map(String::from).to_vec();
        pieces
            .extend("abcdefghijklmnopqrstuvwxyzéèâçJQ0123456789'\"?!;:.,<>/나는가".chars().map(String::from));
        let merges = [["▁", "s"], ["▁s", "u"], ["i", "s"], ["▁su", "is"], ["▁", "나"], ["▁나", "는"]];
        pieces.extend(merges.iter().map(|[a, b]| format!("{a}{b}")));
        let vocab: serde_json::Map<String, Value> =
            pieces.iter().enumerate().map(|(id, piece)| (piece.clone(), json!(id))).collect();
        let metaspace =
            json!({"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true});
        let mark = |id: usize| {
            json!({"id": id, "content": pieces[id], "single_word": false, "lstrip": false,
                                      "rstrip": false, "normalized": false, "special": true})
        };
        json!({
            "version": "1.0", "truncation": null, "padding": null, "post_processor": null,
            "added_tokens": [mark(0), mark(1), mark(2), mark(3)],
            "normalizer": {"type": "NFC"},
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
                metaspace, {"type": "Punctuation", "behavior": "Isolated"}, {"type": "Digits", "individual_digits": true},
            ]},
            "decoder": metaspace,
            "model": {"type": "BPE", "unk_token": "<unk>", "fuse_unk": false, "byte_fallback": false,
                      "vocab": vocab, "merges": merges},
        })
    }

    fn small() -> Tokenizer {
        Tokenizer::from_bytes(small_file().to_string().as_bytes()).expect("a tokenizer")
    }

    fn parts(text: &str) -> Vec<(String, String, usize)> {
        let tokens = small().encode_source(text, 64).expect("text");
        tokens.into_iter().map(|t| (t.piece, t.text, t.word)).collect()
    }

    fn owned<const N: usize>(parts: [(&str, &str, usize); N]) -> Vec<(String, String, usize)> {
        parts.map(|(piece, text, word)| (piece.into(), text.into(), word)).to_vec()
    }

    #[test]
    fn pieces_know_their_text_and_their_word() {
        let expected = [
            ("▁", "", 0),
            ("J", "J", 0),
            ("'", "'", 0),
            ("a", "a", 0),
            ("i", "i", 0),
            ("▁suis", "suis", 1),
            ("▁", "", 2),
            ("1", "1", 2),
            ("2", "2", 2),
            (".", ".", 2),
            ("</s>", "", 3),
        ];
        assert_eq!(parts("J’ai suis\u{a0}12."), owned(expected));
        assert_eq!(parts("나는"), owned([("▁나는", "나는", 0), ("</s>", "", 1)]));
    }

    #[test]
    fn an_unknown_symbol_keeps_its_text() {
        let tokens = small().encode_source("a漢😀 b", 64).expect("text");
        let unknown: Vec<_> =
            tokens.iter().filter(|t| t.unknown).map(|t| (t.text.as_str(), t.word)).collect();
        assert_eq!(unknown, [("漢", 0), ("😀", 0)]);
        assert_eq!(tokens.last().map(|t| t.word), Some(2));
    }

    #[test]
    fn a_decomposed_letter_is_the_composed_one() {
        assert_eq!(parts("e\u{301}te\u{301}"), parts("été"));
        assert_eq!(parts("\u{1102}\u{1161}"), parts("나"));
    }

    #[test]
    fn marks_that_are_typed_are_text() {
        let ids: Vec<u32> = small().encode_source("</s> a", 64).expect("text").iter().map(|t| t.id).collect();
        assert_eq!(ids.iter().filter(|&&id| id == 2).count(), 1);
    }

    #[test]
    fn what_cannot_be_translated_is_told() {
        let error = |text: &str| small().encode_source(text, 64).expect_err("no text");
        assert_eq!(error(""), Error::EmptyText);
        assert_eq!(error(" \t\u{a0}\u{200b}\u{1b}\n"), Error::EmptyText);
        assert_eq!(error("漢 字 😀"), Error::NothingKnown);
        assert_eq!(error(&"suis ".repeat(300)), Error::TooLong { len: 301, limit: 64 });
        assert_eq!(small().encode_source(&"suis ".repeat(63), 64).map(|t| t.len()), Ok(64));
        assert_eq!(error(&"suis ".repeat(64)), Error::TooLong { len: 65, limit: 64 });
        let Error::TooLong { len, .. } = error(&"é".repeat(3_000_000)) else { panic!("another error") };
        assert!(len > 60_000, "{len}");
    }

    #[test]
    fn a_file_that_cannot_be_used_is_refused() {
        let error = |bytes: &[u8]| Tokenizer::from_bytes(bytes).expect_err("no tokenizer").to_string();
        let changed = |at: &str, value: Value| {
            let mut file = small_file();
            *file.pointer_mut(at).expect("a place") = value;
            error(file.to_string().as_bytes())
        };
        let whole = small_file().to_string();
        for len in 0..whole.len() {
            error(&whole.as_bytes()[..len]);
        }
        assert!(changed("/model/type", json!("Unigram")).contains("`model.type`"));
        assert!(changed("/normalizer/type", json!("NFKC")).contains("`normalizer`"));
        assert!(
            changed("/pre_tokenizer/pretokenizers/0/prepend_scheme", json!("first"))
                .contains("`pre_tokenizer`")
        );
        assert!(changed("/post_processor", json!({"type": "ByteLevel"})).contains("`post_processor`"));
        assert!(changed("/model/unk_token", Value::Null).contains("`<unk>`"));
        assert!(changed("/model/vocab/<s>", json!(2)).contains("two pieces"));
        assert!(changed("/model/vocab/<s>", json!(4_000_000)).contains("count from 0"));
        assert!(changed("/model/merges/0", json!(["▁suis", "▁suis"])).contains("`▁suis▁suis`"));
        assert!(changed("/model/merges/0", json!(["ß", "s"])).contains("ß"));
        assert!(changed("/model/vocab", json!({"a": 0})).contains("is no piece"));
        let markless = json!({"type": "BPE", "unk_token": "<unk>", "vocab": {"<unk>": 0}, "merges": []});
        let mut file = small_file();
        file["added_tokens"] = json!([]);
        file["model"] = markless;
        assert!(error(file.to_string().as_bytes()).contains("`<pad>` is missing"));
    }

    #[test]
    fn what_is_encoded_is_decoded() {
        let tokenizer = small();
        for text in ["suis a 12, bis!", "나는 가", "\"a\" : 'b'?"] {
            assert_eq!(tokenizer.decode(&tokenizer.encode_target(text)), text);
        }
        assert_eq!(tokenizer.decode(&[1, 0, 99_999, 3, 2]), "");
        assert_eq!(tokenizer.piece(99_999), "");
    }

    #[test]
    fn ten_thousand_random_texts_do_no_harm() {
        let tokenizer = small();
        let mut random = ChaCha8Rng::seed_from_u64(7);
        for _ in 0..10_000 {
            let len = random.next_u32() % 30;
            let text: String = (0..len).map(|_| any_char(&mut random)).collect();
            tokenizer.encode_target(&text);
            let Ok(tokens) = tokenizer.encode_source(&text, 64) else { continue };
            assert_eq!(tokens.last().map(|t| t.id), Some(2));
            let joined: String = tokens.iter().map(|t| t.text.as_str()).collect();
            let chain = NormalizerChain(tokenizer.pipeline.get_normalizers());
            let seen = tokenizer.read(&text).text;
            let seen = chain.normalize(&seen, 0).expect("normalised").replace(WORD_MARK, "");
            assert_eq!(joined, seen, "{text:?}");
        }
    }

    /// A letter of the vocabulary, something awkward, or any character at all.
    fn any_char(random: &mut ChaCha8Rng) -> char {
        let mut below = |bound: u32| random.next_u32() % bound;
        match below(4) {
            0 => char::from_u32(below(0x11_0000)).unwrap_or('\u{301}'),
            1 => char::from_u32(below(0x300)).unwrap_or(' '),
            2 => ['나', '\u{1102}', '▁', '\u{301}', '\u{200d}', '?', '’', ' '][below(8) as usize],
            _ => char::from_u32(u32::from('a') + below(26)).expect("a letter"),
        }
    }
}
