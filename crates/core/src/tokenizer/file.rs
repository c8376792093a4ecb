//! `tokenizer.json` into the parts that `tokenizers` runs.
//!
//! The crate's own reader takes only its newer form of the file, and its converter no `Metaspace`
//! inside a sequence. Python's `tokenizers` reads the older form; so the file stays in that, and here
//! it goes straight into the crate's parts, which also spares a browser two readings of the JSON.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Value, json};
use tokenizers::SplitDelimiterBehavior::{Isolated, MergedWithNext};
use tokenizers::decoders::DecoderRuntime;
use tokenizers::decoders::metaspace::{MetaspaceDecoder, PrependScheme};
use tokenizers::models::bpe::{BpeConfig, PipelineBPE, Vocab};
use tokenizers::normalizers::NFC;
use tokenizers::normalizers::metaspace::{MetaspaceNormalizer, PrependBehavior};
use tokenizers::pipeline::{
    NormalizerChain, PipelineModel, PipelineNormalizer, PipelinePostProcessor, PipelinePreTokenizer,
    PipelineTokenizer,
};
use tokenizers::pre_tokenizers::{
    digits::Digits, punctuation::Punctuation, sequence::PipelineSequence, split::Split, split::SplitPattern,
};
use tokenizers::vocab::bucket_added_vocabulary::{AddedToken, AddedVocabulary};

use super::WORD_MARK;
use crate::error::{Error, Result};

/// What of the file is not the same in every file that this project writes.
#[derive(serde::Deserialize)]
struct File {
    added_tokens: Vec<Mark>,
    model: Bpe,
    #[serde(flatten)]
    rest: HashMap<String, Value>,
}

#[derive(serde::Deserialize)]
struct Mark {
    content: String,
}

#[derive(serde::Deserialize)]
struct Bpe {
    r#type: String,
    vocab: Vocabulary,
    merges: Vec<(String, String)>,
    unk_token: Option<String>,
    #[serde(flatten)]
    rest: HashMap<String, Value>,
}

/// Pieces and their ids in the order of the file: looking up begins in the crate's own table.
struct Vocabulary(Vec<(String, u32)>);

impl<'de> Deserialize<'de> for Vocabulary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Vocabulary;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("pieces and their ids")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vocabulary, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Vocabulary(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// The pieces by id, and the pipeline from text to ids and back.
///
/// # Errors
/// [`Error::Tokenizer`] says what cannot be used.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<String>, PipelineTokenizer)> {
    let file: File = serde_json::from_slice(bytes).map_err(|e| wrong(&e))?;
    check(&file)?;
    let pieces = pieces(&file.model.vocab)?;
    let pipeline = pipeline(file).map_err(|e| wrong(&e))?;
    Ok((pieces, pipeline))
}

fn wrong(what: &dyn fmt::Display) -> Error {
    Error::Tokenizer(what.to_string())
}

/// Whether the first word of a text has a mark too: always, or, in a vocabulary of letters, never.
fn first_word_marked(file: &File) -> bool {
    file.rest.get("decoder").is_none_or(|decoder| decoder["prepend_scheme"] != "never")
}

/// Refuses what [`pipeline`] would do otherwise than the file says.
fn check(file: &File) -> Result<()> {
    let scheme = if first_word_marked(file) { "always" } else { "never" };
    let metaspace =
        json!({"type": "Metaspace", "replacement": WORD_MARK, "prepend_scheme": scheme, "split": true});
    let pre_tokenizer = json!({"type": "Sequence", "pretokenizers": [
        metaspace,
        {"type": "Punctuation", "behavior": "Isolated"},
        {"type": "Digits", "individual_digits": true},
    ]});
    let parts = [
        ("normalizer", json!({"type": "NFC"})),
        ("pre_tokenizer", pre_tokenizer),
        ("decoder", metaspace),
        ("post_processor", Value::Null),
        ("truncation", Value::Null),
        ("padding", Value::Null),
    ];
    for (part, expected) in parts {
        let found = file.rest.get(part).unwrap_or(&Value::Null);
        if *found != expected {
            return Err(wrong(&format!("`{part}` is {found}, expected {expected}")));
        }
    }
    let model = &file.model;
    if model.r#type != "BPE" {
        return Err(wrong(&format!("`model.type` is `{}`, expected `BPE`", model.r#type)));
    }
    // Dropout, prefixes, byte fallback and the like: absent, null or false.
    if let Some((option, value)) =
        model.rest.iter().find(|(_, value)| !matches!(value, Value::Null | Value::Bool(false)))
    {
        return Err(wrong(&format!("`model.{option}` is {value}, expected null")));
    }
    if model.unk_token.as_deref() != Some("<unk>") {
        return Err(wrong(&"`model.unk_token` is not `<unk>`"));
    }
    // Of a merge that makes no piece the crate tells, unless it is longer than any piece.
    let longest = model.vocab.0.iter().map(|(piece, _)| piece.len()).max().unwrap_or(0);
    match model.merges.iter().find(|(a, b)| a.len() + b.len() > longest) {
        None => Ok(()),
        Some((a, b)) => Err(wrong(&format!("a merge makes `{a}{b}`, which is no piece"))),
    }
}

/// The vocabulary by id.
fn pieces(vocab: &Vocabulary) -> Result<Vec<String>> {
    let mut pieces = vec![None; vocab.0.len()];
    for (piece, id) in &vocab.0 {
        let place = pieces.get_mut(*id as usize);
        *place.ok_or_else(|| wrong(&"ids do not count from 0"))? = Some(piece.clone());
    }
    pieces.into_iter().collect::<Option<_>>().ok_or_else(|| wrong(&"two pieces have one id"))
}

/// NFC; `▁` before every word; words cut at punctuation and digits; BPE; `▁` back to spaces.
fn pipeline(file: File) -> tokenizers::Result<PipelineTokenizer> {
    let (prepend, scheme) = match first_word_marked(&file) {
        true => (PrependBehavior::Always, PrependScheme::Always),
        false => (PrependBehavior::Never, PrependScheme::Never),
    };
    let Bpe { vocab, merges, unk_token, .. } = file.model;
    let words = Split::native(SplitPattern::String(WORD_MARK.to_string()), MergedWithNext, false)?;
    let pre_tokenizer = PipelinePreTokenizer::Sequence(PipelineSequence::new(vec![
        PipelinePreTokenizer::Split(words),
        PipelinePreTokenizer::Punctuation(Punctuation::new(Isolated)),
        PipelinePreTokenizer::Digits(Digits::new(true)),
    ]));
    let vocab: Vocab = vocab.0.into_iter().collect();
    let id = |piece: &str| vocab.get(piece).copied();
    if let Some(mark) = file.added_tokens.iter().find(|mark| id(&mark.content).is_none()) {
        return Err(format!("added token `{}` is no piece", mark.content).into());
    }
    let mut marks: Vec<AddedToken> =
        file.added_tokens.into_iter().map(|mark| AddedToken::from(mark.content, true)).collect();
    marks.sort_by_key(|mark| id(&mark.content));
    let mut added = AddedVocabulary::new();
    added.add_tokens(marks, vocab.len(), id, None::<&NormalizerChain>)?;
    let model = PipelineBPE::from_config(BpeConfig { vocab, merges, unk_token, ..BpeConfig::default() })?;
    let marker = MetaspaceNormalizer::new(WORD_MARK, prepend, false);
    Ok(PipelineTokenizer::from_parts(
        added,
        vec![PipelineNormalizer::NFC(NFC), PipelineNormalizer::Metaspace(marker)],
        pre_tokenizer,
        PipelineModel::BPE(model),
        PipelinePostProcessor::default(),
        Some(DecoderRuntime::Metaspace(MetaspaceDecoder::new(WORD_MARK, scheme))),
        BTreeMap::new(),
        None,
        None,
    ))
}
