//! Knowledge distillation of whole sentences (Kim and Rush 2016, <https://arxiv.org/abs/1606.07947>): beside what
//! people wrote, a network learns what a better one makes of the same sources, which is easier to learn and suits a
//! search that looks at one word at a time. Where it is far from what people wrote, the better one is wrong more often
//! than free, and it is left out.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use crate::decoding::Decoder;
use crate::results::chrf;
use crate::text::machine_text;
use crate::text::origin::Origin;
use crate::text::pairs::{self, Pair};

/// The chrF with what a person wrote below which a translation is taken for wrong; a paraphrase is above it mostly.
const CLOSE: f64 = 40.0;

/// Translates the sources of pairs, once each; a translation far from all that people wrote for it is left out.
pub fn translate(decoder: &Decoder, pairs: &[Pair]) -> Vec<Pair> {
    let mut of_source: BTreeMap<(&str, &str), Vec<&Pair>> = BTreeMap::new();
    for pair in pairs {
        of_source.entry((&pair.language, &pair.source)).or_default().push(pair);
    }
    let sources: Vec<&str> = of_source.keys().map(|&(_, source)| source).collect();
    let peoples: Vec<&Vec<&Pair>> = of_source.values().collect();
    machine_text::translate(decoder, &sources)
        .filter(|(at, _, target)| is_close(target, peoples[*at]))
        .map(|(at, _, target)| Pair { target, origin: Origin::Distilled, ..peoples[at][0].clone() })
        .collect()
}

fn is_close(target: &str, peoples: &[&Pair]) -> bool {
    let references = peoples.iter().map(|pair| pair.target.clone()).collect();
    chrf::corpus(&[target.into()], &[references]) >= CLOSE
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
        pairs::write(&folder.join(file(&language)), &pairs)?;
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
            pairs.get_or_insert_with(Vec::new).extend(pairs::read(&path, language)?.pairs);
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
    fn a_paraphrase_is_close_and_something_else_is_not() {
        let person = |target: &str| Pair {
            source: "Ça semble correct.".into(),
            target: target.into(),
            origin: "tatoeba".into(),
            language: "fr".into(),
        };
        let (one, other) = (person("It seems correct."), person("That sounds right."));
        assert!(is_close("That sounds correct.", &[&one, &other]));
        assert!(!is_close("I need a lot of flowers.", &[&one, &other]));
    }

    #[test]
    fn what_is_written_is_read_by_language() {
        let folder = std::env::temp_dir().join(format!("seq2see-distilled-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("made");
        let pair = |source: &str, language: &str| Pair {
            source: source.into(),
            target: "Go.".into(),
            origin: Origin::Distilled,
            language: language.into(),
        };
        write(&folder, vec![pair("Va !", "fr"), pair("가.", "ko")]).expect("written");
        let read = |languages: &[String]| read(&folder, languages);
        assert_eq!(read(&["ko".into()]).expect("read"), Some(vec![pair("가.", "ko")]));
        assert_eq!(read(&["fr".into(), "ko".into()]).expect("read").map(|pairs| pairs.len()), Some(2));
        assert_eq!(read(&["de".into()]).expect("read"), None);
    }
}
