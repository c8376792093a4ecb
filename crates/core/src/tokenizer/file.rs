//! `tokenizer.json` into the parts that `tokenizers` runs.
//!
//! The crate's own reader takes only its newer form of the file, and its converter no `Metaspace`
//! inside a sequence. Python's `tokenizers` reads the older form; so the file stays in that, and here
//! it goes straight into the crate's parts, which also spares a browser two readings of the JSON.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use serde::Deserialize;
use serde_json::{Value, json};
use tokenizers::SplitDelimiterBehavior::{Isolated, MergedWithNext};
use tokenizers::decoders::DecoderRuntime;
use tokenizers::decoders::metaspace::{MetaspaceDecoder, PrependScheme};
use tokenizers::models::bpe::{BpeConfig, PipelineBPE};
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
#[derive(Deserialize)]
struct File {
    added_tokens: Vec<Mark>,
    model: Bpe,
    #[serde(flatten)]
    rest: HashMap<String, Value>,
}

#[derive(Deserialize)]
struct Mark {
    content: String,
}

#[derive(Deserialize)]
struct Bpe {
    r#type: String,
    vocab: HashMap<String, usize>,
    merges: Vec<(String, String)>,
    unk_token: Option<String>,
    #[serde(flatten)]
    rest: HashMap<String, Value>,
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

/// Refuses what [`pipeline`] would do otherwise than the file says.
fn check(file: &File) -> Result<()> {
    let metaspace =
        json!({"type": "Metaspace", "replacement": WORD_MARK, "prepend_scheme": "always", "split": true});
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
    for (a, b) in &model.merges {
        let merged = format!("{a}{b}");
        if let Some(absent) = [a, b, &merged].into_iter().find(|piece| !model.vocab.contains_key(*piece)) {
            return Err(wrong(&format!("a merge has `{absent}`, which is no piece")));
        }
    }
    let absent = file.added_tokens.iter().find(|mark| !model.vocab.contains_key(&mark.content));
    absent.map_or(Ok(()), |mark| Err(wrong(&format!("added token `{}` is no piece", mark.content))))
}

/// The vocabulary by id.
fn pieces(vocab: &HashMap<String, usize>) -> Result<Vec<String>> {
    let mut pieces = vec![None; vocab.len()];
    for (piece, &id) in vocab {
        *pieces.get_mut(id).ok_or_else(|| wrong(&"ids do not count from 0"))? = Some(piece.clone());
    }
    pieces.into_iter().collect::<Option<_>>().ok_or_else(|| wrong(&"two pieces have one id"))
}

/// NFC; `▁` before every word; words cut at punctuation and digits; BPE; `▁` back to spaces.
fn pipeline(file: File) -> tokenizers::Result<PipelineTokenizer> {
    let Bpe { vocab, merges, unk_token, .. } = file.model;
    let words = Split::native(SplitPattern::String(WORD_MARK.to_string()), MergedWithNext, false)?;
    let pre_tokenizer = PipelinePreTokenizer::Sequence(PipelineSequence::new(vec![
        PipelinePreTokenizer::Split(words),
        PipelinePreTokenizer::Punctuation(Punctuation::new(Isolated)),
        PipelinePreTokenizer::Digits(Digits::new(true)),
    ]));
    let id = |piece: &str| vocab.get(piece).and_then(|&id| u32::try_from(id).ok());
    let mut marks: Vec<AddedToken> =
        file.added_tokens.into_iter().map(|mark| AddedToken::from(mark.content, true)).collect();
    marks.sort_by_key(|mark| id(&mark.content));
    let mut added = AddedVocabulary::new();
    added.add_tokens(marks, vocab.len(), id, None::<&NormalizerChain>)?;
    let vocab = vocab.into_iter().map(|(piece, id)| Ok((piece, u32::try_from(id)?)));
    let vocab = vocab.collect::<Result<_, std::num::TryFromIntError>>()?;
    let model = PipelineBPE::from_config(BpeConfig { vocab, merges, unk_token, ..BpeConfig::default() })?;
    let marker = MetaspaceNormalizer::new(WORD_MARK, PrependBehavior::Always, false);
    Ok(PipelineTokenizer::from_parts(
        added,
        vec![PipelineNormalizer::NFC(NFC), PipelineNormalizer::Metaspace(marker)],
        pre_tokenizer,
        PipelineModel::BPE(model),
        PipelinePostProcessor::default(),
        Some(DecoderRuntime::Metaspace(MetaspaceDecoder::new(WORD_MARK, PrependScheme::Always))),
        BTreeMap::new(),
        None,
        None,
    ))
}
