//! Knowledge distillation of whole sentences (Kim and Rush 2016, <https://arxiv.org/abs/1606.07947>): beside what
//! people wrote, a network learns what a better one makes of the same sources, which is easier to learn and suits a
//! search that looks at one word at a time.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use anyhow::Result;

use crate::data::{self, Pair};
use crate::decoding::Decoder;
use crate::machine_text;

/// The origin of pairs whose target a network wrote.
pub const ORIGIN: &str = "distilled";

/// Translates the sources of pairs, once each; none where the network wrote nothing.
pub fn translate(decoder: &Decoder, pairs: &[Pair]) -> Vec<Pair> {
    let mut known = HashSet::new();
    let chosen: Vec<&Pair> =
        pairs.iter().filter(|pair| known.insert((pair.language.as_str(), pair.source.as_str()))).collect();
    let sources: Vec<&str> = chosen.iter().map(|pair| pair.source.as_str()).collect();
    let pair =
        |(at, _, target): (usize, &str, String)| Pair { target, origin: ORIGIN.into(), ..chosen[at].clone() };
    machine_text::translate(decoder, &sources).map(pair).collect()
}

/// Writes `distilled.LANGUAGE.tsv`, pair files.
///
/// # Errors
/// If the folder cannot be written.
pub fn write(folder: &Path, pairs: Vec<Pair>) -> Result<()> {
    let mut by_language: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
    for pair in pairs {
        by_language.entry(pair.language.clone()).or_default().push(pair);
    }
    for (language, pairs) in by_language {
        data::write(&folder.join(file(&language)), &pairs)?;
    }
    Ok(())
}

/// Reads what a run has written for some languages; `None`, if it has written nothing yet.
///
/// # Errors
/// If a file that is there cannot be read.
pub fn read<'a>(folder: &Path, languages: impl IntoIterator<Item = &'a String>) -> Result<Option<Vec<Pair>>> {
    let mut pairs = None;
    for language in languages {
        let path = folder.join(file(language));
        if path.exists() {
            pairs.get_or_insert_with(Vec::new).extend(data::read(&path, language)?.pairs);
        }
    }
    Ok(pairs)
}

fn file(language: &str) -> String {
    format!("distilled.{language}.tsv")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_by_language() {
        let folder = std::env::temp_dir().join(format!("seq2see-distilled-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("made");
        let pair = |source: &str, language: &str| Pair {
            source: source.into(),
            target: "Go.".into(),
            origin: ORIGIN.into(),
            language: language.into(),
        };
        write(&folder, vec![pair("Va !", "fr"), pair("가.", "ko")]).expect("written");
        let read = |languages: &[String]| read(&folder, languages);
        assert_eq!(read(&["ko".into()]).expect("read"), Some(vec![pair("가.", "ko")]));
        assert_eq!(read(&["fr".into(), "ko".into()]).expect("read").map(|pairs| pairs.len()), Some(2));
        assert_eq!(read(&["de".into()]).expect("read"), None);
    }
}
