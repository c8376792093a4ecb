//! Back-translation (Sennrich et al. 2016, <https://arxiv.org/abs/1511.06709>): sentences of the target language that
//! nobody translated, with sources that a network of the other direction wrote.
//!
//! Their sources begin with `<s>`, which no source of a person does, so that the network can tell them apart (Caswell
//! et al. 2019, <https://arxiv.org/abs/1906.06442>).

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;

use crate::decoding::Decoder;
use crate::text::machine_text;
use crate::text::origin::Origin;
use crate::text::pairs::{self, Pair};
use crate::text::split::{Split, normalise};

/// The file, in the folder of the run that translated.
pub const FILE: &str = "back-translated.tsv";

/// Reads the back-translations of a run, with sources in `language`; `None` if there are none yet.
///
/// # Errors
/// If a file that is there cannot be read.
pub fn read(folder: &Path, language: &str) -> Result<Option<Vec<Pair>>> {
    let path = folder.join(FILE);
    if !path.exists() {
        return Ok(None);
    }
    Ok(Some(pairs::read(&path, language)?.pairs))
}

/// Sentences worth translating back: the first column of a file's lines, once each, but for those that are known as a
/// translation already, are held out, or are longer than `longest` words.
pub fn choose<'a>(lines: &'a str, reversed: &Split, longest: usize) -> Vec<&'a str> {
    let measured_on = reversed.measured_on();
    let mut known: HashSet<String> = reversed.train.iter().map(|pair| normalise(&pair.source)).collect();
    let sentences = lines.lines().filter_map(|line| line.split('\t').next()).map(str::trim);
    sentences
        .filter(|sentence| (1..=longest).contains(&sentence.split_whitespace().count()))
        .filter(|sentence| !measured_on(sentence) && known.insert(normalise(sentence)))
        .collect()
}

/// Pairs of what the network wrote and the sentence it read; none where it wrote nothing.
pub fn translate(decoder: &Decoder, sentences: &[&str], language: &str) -> Vec<Pair> {
    let pair = |(_, sentence, source): (usize, &str, String)| Pair {
        source,
        target: sentence.into(),
        origin: Origin::BackTranslated,
        language: language.into(),
    };
    machine_text::translate(decoder, sentences).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(source: &str, target: &str) -> Pair {
        Pair { source: source.into(), target: target.into(), origin: "tatoeba".into(), language: "fr".into() }
    }

    #[test]
    fn what_is_known_measured_on_or_long_is_not_translated_back() {
        let mut split = Split { train: vec![pair("Va !", "Go.")], ..Split::default() };
        split.dev.insert("fr".into(), vec![pair("Cours !", "Run!")]);
        split.reverse();
        let lines =
            "Go!\ttatoeba\nRun.\ttatoeba\nStay here.\ttatoeba\nstay here\tx\nOne two three four.\tx\n\tx";
        assert_eq!(choose(lines, &split, 3), ["Stay here."]);
    }
}
