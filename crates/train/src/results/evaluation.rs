//! BLEU and chrF of a checkpoint on a pair file, whole and by the length of the source.

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::decoding::{Decoder, translate_all};
use crate::results::{bleu, chrf};
use crate::text::examples::source_ids;
use crate::text::pairs::Pair;

/// Lengths in words, as a name and what belongs to it.
pub const STRATA: [(&str, std::ops::RangeInclusive<usize>); 5] =
    [("1-4", 0..=4), ("5-8", 5..=8), ("9-12", 9..=12), ("13-20", 13..=20), ("21+", 21..=usize::MAX)];

/// Sources, each with all its references.
#[derive(Debug, Default, Clone)]
pub struct TestSet {
    /// Each once.
    pub sources: Vec<String>,
    /// Of each source, at least one.
    pub references: Vec<Vec<String>>,
}

/// Scores of one set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Of all sources.
    pub all: Scores,
    /// Of the sources of some lengths, shortest first; a length that no source has is left out.
    pub by_length: Vec<Stratum>,
}

/// Scores of the sources of some lengths.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stratum {
    /// Words of the source, such as `5-8`.
    pub words: String,
    /// Their scores.
    #[serde(flatten)]
    pub scores: Scores,
}

/// BLEU and chrF of some sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// How many.
    pub sources: usize,
    /// From 0 to 100.
    pub bleu: f64,
    /// From 0 to 100.
    pub chrf: f64,
}

impl TestSet {
    /// Puts the targets of equal sources together.
    pub fn new(pairs: &[Pair]) -> Self {
        let mut set = Self::default();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for pair in pairs {
            let place = *places.entry(&pair.source).or_insert_with(|| {
                set.sources.push(pair.source.clone());
                set.references.push(Vec::new());
                set.sources.len() - 1
            });
            if !set.references[place].contains(&pair.target) {
                set.references[place].push(pair.target.clone());
            }
        }
        set
    }

    /// About `count` of the sources, evenly from the whole.
    pub fn some(&self, count: usize) -> Self {
        let step = self.sources.len().div_ceil(count.max(1)).max(1);
        Self {
            sources: self.sources.iter().step_by(step).cloned().collect(),
            references: self.references.iter().step_by(step).cloned().collect(),
        }
    }

    /// Translates the sources.
    pub fn translate(&self, decoder: &Decoder) -> Vec<String> {
        let sources: Vec<&str> = self.sources.iter().map(String::as_str).collect();
        translate_all(decoder, &sources)
    }

    /// How many sources the network cannot read; each is translated to nothing.
    pub fn unreadable(&self, decoder: &Decoder) -> usize {
        let readable = |text: &String| source_ids(text, decoder.tokenizer, decoder.config).is_ok();
        self.sources.iter().filter(|text| !readable(text)).count()
    }

    /// Scores translations of the sources.
    pub fn score(&self, translations: &[String]) -> Evaluation {
        let of = |wanted: &std::ops::RangeInclusive<usize>| {
            let rows: Vec<usize> = (0..self.sources.len())
                .filter(|&i| wanted.contains(&self.sources[i].split_whitespace().count()))
                .collect();
            let hypotheses: Vec<String> = rows.iter().map(|&i| translations[i].clone()).collect();
            let references: Vec<Vec<String>> = rows.iter().map(|&i| self.references[i].clone()).collect();
            Scores {
                sources: rows.len(),
                bleu: bleu::corpus(&hypotheses, &references),
                chrf: chrf::corpus(&hypotheses, &references),
            }
        };
        let strata =
            STRATA.iter().map(|(words, range)| Stratum { words: (*words).into(), scores: of(range) });
        Evaluation {
            all: of(&(0..=usize::MAX)),
            by_length: strata.filter(|stratum| stratum.scores.sources > 0).collect(),
        }
    }
}

impl Evaluation {
    /// The scores of the sources of so many words, such as `5-8`; of all, if no length is given.
    pub fn of(&self, words: Option<&str>) -> Option<&Scores> {
        let Some(words) = words else { return Some(&self.all) };
        self.by_length.iter().find(|stratum| stratum.words == words).map(|stratum| &stratum.scores)
    }

    /// Scores to two digits behind the point.
    pub fn rounded(mut self) -> Self {
        let strata = self.by_length.iter_mut().map(|stratum| &mut stratum.scores);
        for scores in strata.chain([&mut self.all]) {
            scores.bleu = (scores.bleu * 100.0).round() / 100.0;
            scores.chrf = (scores.chrf * 100.0).round() / 100.0;
        }
        self
    }
}

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:>12} {:>8} {:>7} {:>7}", "source words", "sources", "BLEU", "chrF")?;
        let mut row = |name: &str, scores: &Scores| {
            writeln!(f, "{name:>12} {:>8} {:>7.2} {:>7.2}", scores.sources, scores.bleu, scores.chrf)
        };
        row("all", &self.all)?;
        self.by_length.iter().try_for_each(|stratum| row(&stratum.words, &stratum.scores))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(source: &str, target: &str) -> Pair {
        let text = String::from;
        Pair { source: text(source), target: text(target), origin: "x".into(), language: text("fr") }
    }

    #[test]
    fn targets_of_one_source_are_its_references_and_lengths_are_apart() {
        let set = TestSet::new(&[
            pair("Va !", "Go."),
            pair("un deux trois quatre cinq", "one two three four five"),
            pair("Va !", "Go!"),
            pair("Va !", "Go."),
        ]);
        assert_eq!(set.sources, ["Va !", "un deux trois quatre cinq"]);
        assert_eq!(set.references[0], ["Go.", "Go!"]);
        let scores = set.score(&["Go!".into(), "one two three four five".into()]);
        assert_eq!(scores.all.sources, 2);
        assert!((scores.all.chrf - 100.0).abs() < 1e-9);
        let names: Vec<_> = scores.by_length.iter().map(|s| (s.words.as_str(), s.scores.sources)).collect();
        assert_eq!(names, [("1-4", 1), ("5-8", 1)]);
    }
}
