//! Back-translation (Sennrich et al. 2016, <https://arxiv.org/abs/1511.06709>): sentences of the target language that
//! nobody translated, with sources that a network of the other direction wrote.
//!
//! Their sources begin with `<s>`, which no source of a person does, so that the network can tell them apart (Caswell
//! et al. 2019, <https://arxiv.org/abs/1906.06442>).

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;

use crate::data::{self, Pair};
use crate::decoding::{Decoder, translate_all};
use crate::everyday;
use crate::experiment::Back;
use crate::split::{Split, normalise};

/// The origin of pairs whose source a network wrote.
pub const ORIGIN: &str = "back-translated";

/// The file, in the folder of the run that translated.
pub const FILE: &str = "back-translated.tsv";

/// Puts the mark of text translated back before a source.
pub fn mark(source: &mut Vec<u32>, sos: u32) {
    source.insert(0, sos);
}

/// What runs have translated back.
#[derive(Debug, Default)]
pub struct Text {
    /// In the order of the files.
    pub pairs: Vec<Pair>,
    /// Experiments that have not translated anything back yet: the first network is trained before there is one.
    pub missing: Vec<String>,
}

/// Reads what runs have translated back.
///
/// # Errors
/// If a file that is there cannot be read.
pub fn read(wanted: &[Back], runs: &Path) -> Result<Text> {
    let mut text = Text::default();
    for back in wanted {
        let path = runs.join(&back.from).join(FILE);
        if !path.exists() {
            text.missing.push(back.from.clone());
            continue;
        }
        let found = data::read(&path, &back.language)?;
        // Of a sentence that is to be measured as unseen nothing may be known, also by way of a network.
        text.pairs.extend(found.pairs.into_iter().filter(|pair| !everyday::is_one(&pair.source)));
    }
    Ok(text)
}

/// Sentences worth translating back: the first column of a file's lines, once each, but for those that are known as a
/// translation already, are measured on, or are longer than `longest` words.
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
    let pair = |(source, target): (String, &&str)| Pair {
        source,
        target: (*target).into(),
        origin: ORIGIN.into(),
        language: language.into(),
    };
    let written = translate_all(decoder, sentences).into_iter().zip(sentences);
    written.filter(|(source, _)| !source.trim().is_empty()).map(pair).collect()
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

    #[test]
    fn text_that_is_not_there_yet_is_named() {
        let runs = std::env::temp_dir().join(format!("seq2see-back-{}", std::process::id()));
        std::fs::create_dir_all(runs.join("back-fr")).expect("made");
        data::write(&runs.join("back-fr").join(FILE), &[pair("Reste ici.", "Stay here.")]).expect("written");
        let back = |from: &str, language: &str| Back { from: from.into(), language: language.into() };
        let text = read(&[back("back-ko", "ko"), back("back-fr", "fr")], &runs).expect("read");
        assert_eq!(text.missing, ["back-ko"]);
        assert_eq!(text.pairs, [pair("Reste ici.", "Stay here.")]);
    }

    #[test]
    fn the_mark_stands_first() {
        let mut source = vec![7, 8, 2];
        mark(&mut source, 1);
        assert_eq!(source, [1, 7, 8, 2]);
    }
}
