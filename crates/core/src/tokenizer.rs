//! Text to ids and back: a Hugging Face `tokenizer.json` with joint BPE pieces.

use std::fmt;

use serde_json::{Value, json};
use tokenizers::pipeline::{EncodeOptions, Normalizer, NormalizerChain, PipelineToken, PipelineTokenizer};

use crate::config::SpecialIds;
use crate::error::{Error, Result};
use crate::trace::SourceToken;

/// Stands for the space before a word, and opens the first word.
const WORD_MARK: char = '▁';

/// Text beyond this many bytes is not looked at: it is too long whatever it says.
const MOST_BYTES: usize = 1 << 17;

/// The joint vocabulary of source and target.
pub struct Tokenizer {
    pipeline: PipelineTokenizer,
    options: EncodeOptions,
    pieces: Vec<String>,
    special: SpecialIds,
}

impl Tokenizer {
    /// Reads a `tokenizer.json`.
    ///
    /// # Errors
    /// [`Error::Tokenizer`] if it is not one, has parts this build lacks, or no `<pad>`, `<s>`, `</s>`, `<unk>`.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let wrong = |error: &dyn fmt::Display| Error::Tokenizer(error.to_string());
        let mut file: Value = serde_json::from_slice(bytes).map_err(|e| wrong(&e))?;
        let pieces = pieces(&file)?;
        canonicalize(&mut file)?;
        let pipeline = tokenizers::from_json(&file.to_string()).map_err(|e| wrong(&e))?;
        let id = |mark: &str| {
            let found = pieces.iter().position(|piece| piece == mark);
            found.and_then(|id| u32::try_from(id).ok()).ok_or_else(|| wrong(&format!("`{mark}` is missing")))
        };
        let special = SpecialIds { pad: id("<pad>")?, sos: id("<s>")?, eos: id("</s>")?, unk: id("<unk>")? };
        // A `</s>` that somebody types is text, not the end of the sentence.
        let options = EncodeOptions { encode_special_tokens: true, ..EncodeOptions::no_specials() };
        Ok(Self { pipeline, options, pieces, special })
    }

    /// The tokens of a sentence to translate, `</s>` last.
    ///
    /// Quotes, spaces and invisible characters are first made those of the training text, where a
    /// French `?`, `!`, `;` or `:` has a space before it.
    ///
    /// # Errors
    /// [`Error::EmptyText`], [`Error::NothingKnown`], and [`Error::TooLong`] beyond `limit` tokens
    /// with `</s>`, with the true length (of its first 128 KiB, for text beyond).
    pub fn encode_source(&self, text: &str, limit: usize) -> Result<Vec<SourceToken>> {
        let text = french_spacing(tidy(first_bytes(text)));
        if text.is_empty() {
            return Err(Error::EmptyText);
        }
        let ids = self.encode(&text);
        let len = ids.len() + 1;
        if len > limit {
            return Err(Error::TooLong { len, limit });
        }
        let mut tokens = self.align(&text, &ids);
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
        self.encode(&tidy(first_bytes(text)))
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
        let mut rest = marked.chars();
        let mut words = 0;
        let token = |&id: &u32| {
            let unknown = id == self.special.unk;
            let piece = self.piece(id);
            let len = if unknown { 1 } else { piece.chars().count() };
            let part: String = rest.by_ref().take(len).collect();
            words += part.chars().filter(|&c| c == WORD_MARK).count();
            let text = part.replace(WORD_MARK, "");
            SourceToken { id, piece, text, word: words.saturating_sub(1), unknown }
        };
        ids.iter().map(token).collect()
    }
}

impl fmt::Debug for Tokenizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokenizer").field("vocab_size", &self.vocab_size()).finish_non_exhaustive()
    }
}

/// The vocabulary by id.
fn pieces(file: &Value) -> Result<Vec<String>> {
    let wrong = |what: &str| Error::Tokenizer(what.to_string());
    let vocab = file.pointer("/model/vocab").and_then(Value::as_object);
    let vocab = vocab.ok_or_else(|| wrong("`model.vocab` is not an object"))?;
    let mut pieces = vec![None; vocab.len()];
    for (piece, id) in vocab {
        let place = id.as_u64().and_then(|id| pieces.get_mut(usize::try_from(id).ok()?));
        *place.ok_or_else(|| wrong("ids do not count from 0"))? = Some(piece.clone());
    }
    pieces.into_iter().collect::<Option<_>>().ok_or_else(|| wrong("two pieces have one id"))
}

/// Brings the file into the form that `tokenizers` 1.0 reads.
///
/// Its converter takes a `Metaspace` apart (a normalizer that marks the words, a split before the
/// marks) only where that stands alone, so the members that follow it in a sequence wait outside.
fn canonicalize(file: &mut Value) -> Result<()> {
    let members = file.pointer_mut("/pre_tokenizer/pretokenizers").and_then(Value::as_array_mut);
    let waiting = match members {
        Some(members) if members.first().is_some_and(|first| first["type"] == "Metaspace") => {
            let waiting = members.split_off(1);
            file["pre_tokenizer"] = file["pre_tokenizer"]["pretokenizers"][0].take();
            waiting
        }
        _ => Vec::new(),
    };
    tokenizers::convert::canonicalize_value(file).map_err(|e| Error::Tokenizer(e.to_string()))?;
    if !waiting.is_empty() {
        let mut members = vec![file["pre_tokenizer"].take()];
        members.extend(waiting);
        file["pre_tokenizer"] = json!({"type": "Sequence", "pretokenizers": members});
    }
    Ok(())
}

/// The beginning of a text, whole characters.
fn first_bytes(text: &str) -> &str {
    let mut end = text.len().min(MOST_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Straight quotes, single plain spaces, nothing invisible.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        let c = match c {
            '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' => '\'',
            '“' | '”' | '„' | '‟' | '″' => '"',
            c if c.is_whitespace() || c == WORD_MARK => ' ',
            // Soft hyphen, zero-width characters, marks of direction, byte-order mark.
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{feff}' => continue,
            c if c.is_control() => continue,
            c => c,
        };
        if c == ' ' {
            gap = true;
            continue;
        }
        if gap && !tidied.is_empty() {
            tidied.push(' ');
        }
        gap = false;
        tidied.push(c);
    }
    tidied
}

/// Puts a space before `?`, `!`, `;` and `:` after a word, as French writes them; Korean does not.
fn french_spacing(text: String) -> String {
    let is_hangul =
        |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}');
    if text.contains(is_hangul) {
        return text;
    }
    let is_high = |c: char| matches!(c, '?' | '!' | ';' | ':');
    let mut spaced = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        // Not in "12:30" nor in an address.
        let ends = rest
            .peek()
            .is_none_or(|&next| next == ' ' || is_high(next) || matches!(next, '"' | '»' | ')' | '.' | '…'));
        if is_high(c) && ends && (before.is_alphanumeric() || matches!(before, '»' | ')' | '%')) {
            spaced.push(' ');
        }
        spaced.push(c);
        before = c;
    }
    spaced
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{RngCore, SeedableRng};

    use super::*;

    /// Letters, digits, some punctuation and Hangul, and a few merges.
    fn small() -> Tokenizer {
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
        let file = json!({
            "version": "1.0", "truncation": null, "padding": null, "post_processor": null,
            "added_tokens": [mark(0), mark(1), mark(2), mark(3)],
            "normalizer": {"type": "NFC"},
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
                metaspace, {"type": "Punctuation", "behavior": "Isolated"}, {"type": "Digits", "individual_digits": true},
            ]},
            "decoder": metaspace,
            "model": {"type": "BPE", "unk_token": "<unk>", "fuse_unk": false, "byte_fallback": false,
                      "vocab": vocab, "merges": merges},
        });
        Tokenizer::from_bytes(file.to_string().as_bytes()).expect("a tokenizer")
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
    fn text_is_made_like_the_training_text() {
        let made = |text: &str| french_spacing(tidy(text));
        assert_eq!(made("  Quel âge\u{202f}?  "), "Quel âge ?");
        assert_eq!(made("Quoi?! “Oui”, dit-il\u{200b}; à 12:30\n:"), "Quoi ?! \"Oui\", dit-il ; à 12:30 :");
        assert_eq!(made("뭐라고? a!"), "뭐라고? a!");
        assert_eq!(made("voir https://a.fr/?q=1"), "voir https://a.fr/?q=1");
        assert_eq!(made("▁a▁▁b\u{7}"), "a b");
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
            let seen = french_spacing(tidy(&text));
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
