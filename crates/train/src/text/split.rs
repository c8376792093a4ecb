//! The development and test sets: split off by a rule that depends on the text alone.
//!
//! The rule, for each language by itself and then for all together:
//! 1. A text is compared *normalised*: lower case, letters and digits only.
//! 2. A pair whose origin may be tested on (`origins`) is a *seed* of the test set where the hash of
//!    its normalised target, as a fraction of 2⁶⁴, is below `test`; of the development set where it
//!    is in `[1/2, 1/2 + dev)`.
//! 3. The sources of the seeds, with every target that any file has for them, are the set: several
//!    targets of one source are several references. A development source that has a text in common
//!    with the test set is left out of both sets.
//! 4. A pair of any origin and language whose normalised source or target stands anywhere in the
//!    two sets is not trained on.
//!
//! The same sentence thus always falls on the same side, whatever else the files hold.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use crate::text::origin::Origin;
use crate::text::pairs::{self, Pair};

/// Which pairs are held out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitConfig {
    /// Origins whose pairs may be held out.
    pub origins: Vec<Origin>,
    /// By language: shares of the eligible targets.
    pub share: BTreeMap<String, Share>,
}

/// Shares of a language's eligible targets.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Of the test set.
    pub test: f64,
    /// Of the development set, below one half.
    pub dev: f64,
}

/// Pairs by use.
#[derive(Debug, Default)]
pub struct Split {
    /// Training pairs.
    pub train: Vec<Pair>,
    /// Development pairs by language.
    pub dev: BTreeMap<String, Vec<Pair>>,
    /// Test pairs by language.
    pub test: BTreeMap<String, Vec<Pair>>,
    /// How many pairs are not used, because one of their texts is held out.
    pub left_out: usize,
}

/// Splits by the rule of this module.
pub fn split(pairs: Vec<Pair>, config: &SplitConfig) -> Split {
    let keys: Vec<(String, String)> =
        pairs.iter().map(|p| (normalise(&p.source), normalise(&p.target))).collect();
    let test_sources = seeds(&pairs, &keys, config, |share| 0.0..share.test);
    let mut dev_sources = seeds(&pairs, &keys, config, |share| 0.5..0.5 + share.dev);

    let test_texts = texts(&keys, &test_sources);
    let tested = |(source, target): &(String, String)| {
        test_texts.contains(source.as_str()) || test_texts.contains(target.as_str())
    };
    let spoiled: HashSet<&str> = keys.iter().filter(|key| tested(key)).map(|key| key.0.as_str()).collect();
    dev_sources.retain(|source| !spoiled.contains(source));
    let dev_texts = texts(&keys, &dev_sources);

    let uses: Vec<Use> = keys
        .iter()
        .map(|key| {
            let (source, target) = (key.0.as_str(), key.1.as_str());
            match () {
                () if test_sources.contains(source) => Use::Test,
                () if dev_sources.contains(source) => Use::Dev,
                () if tested(key) => Use::None,
                () if dev_texts.contains(source) || dev_texts.contains(target) => Use::None,
                () => Use::Train,
            }
        })
        .collect();

    let mut split = Split::default();
    for (pair, used) in pairs.into_iter().zip(uses) {
        match used {
            Use::Train => split.train.push(pair),
            Use::Dev => split.dev.entry(pair.language.clone()).or_default().push(pair),
            Use::Test => split.test.entry(pair.language.clone()).or_default().push(pair),
            Use::None => split.left_out += 1,
        }
    }
    split
}

impl Split {
    /// Adds training pairs, except those with a held-out text.
    pub fn train_on(&mut self, pairs: Vec<Pair>) {
        let measured_on = self.measured_on();
        let before = pairs.len() + self.train.len();
        let free = |pair: &Pair| !measured_on(&pair.source) && !measured_on(&pair.target);
        self.train.extend(pairs.into_iter().filter(free));
        self.left_out += before - self.train.len();
    }

    /// Whether a text is held out, on either side.
    pub fn measured_on(&self) -> impl Fn(&str) -> bool + use<> {
        let measured = self.dev.values().chain(self.test.values()).flatten();
        let texts: HashSet<String> =
            measured.flat_map(|pair| [normalise(&pair.source), normalise(&pair.target)]).collect();
        move |text| texts.contains(&normalise(text))
    }

    /// Swaps source and target of all pairs.
    pub fn reverse(&mut self) {
        let measured = self.dev.values_mut().chain(self.test.values_mut()).flatten();
        for pair in self.train.iter_mut().chain(measured) {
            std::mem::swap(&mut pair.source, &mut pair.target);
        }
    }
}

/// Writes `dev.LANGUAGE.tsv` and `test.LANGUAGE.tsv`, pair files like those read.
///
/// # Errors
/// If the folder cannot be written.
pub fn write(split: &Split, folder: &Path) -> Result<()> {
    for (name, sets) in [("dev", &split.dev), ("test", &split.test)] {
        for (language, pairs) in sets {
            pairs::write(&folder.join(format!("{name}.{language}.tsv")), pairs)?;
        }
    }
    Ok(())
}

/// Lower case, letters and digits only.
pub fn normalise(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

enum Use {
    Train,
    Dev,
    Test,
    None,
}

/// The normalised sources of the eligible pairs whose target's hash falls into the range.
fn seeds<'a>(
    pairs: &[Pair],
    keys: &'a [(String, String)],
    config: &SplitConfig,
    range: impl Fn(&Share) -> std::ops::Range<f64>,
) -> HashSet<&'a str> {
    let chosen = |pair: &Pair, target: &str| {
        config.origins.contains(&pair.origin)
            && config.share.get(&pair.language).is_some_and(|s| range(s).contains(&fraction(target)))
    };
    pairs
        .iter()
        .zip(keys)
        .filter(|(pair, (source, target))| !source.is_empty() && chosen(pair, target))
        .map(|(_, (source, _))| source.as_str())
        .collect()
}

/// All normalised texts, of either side, of the pairs with these sources.
fn texts<'a>(keys: &'a [(String, String)], sources: &HashSet<&str>) -> HashSet<&'a str> {
    keys.iter()
        .filter(|(source, _)| sources.contains(source.as_str()))
        .flat_map(|(source, target)| [source.as_str(), target.as_str()])
        .collect()
}

/// The text's hash as a fraction of 2⁶⁴.
fn fraction(text: &str) -> f64 {
    stable_hash(text.as_bytes()) as f64 / 2f64.powi(64)
}

/// FNV-1a with a last mixing (the finaliser of SplitMix64), the same on every machine for ever.
pub fn stable_hash(bytes: &[u8]) -> u64 {
    let fnv = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let z = (fnv ^ (fnv >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(source: &str, target: &str, language: &str) -> Pair {
        Pair {
            source: source.into(),
            target: target.into(),
            origin: "tatoeba".into(),
            language: language.into(),
        }
    }

    fn many() -> Vec<Pair> {
        let mut pairs = Vec::new();
        for i in 0..2000 {
            pairs.push(pair(&format!("Phrase {i} !"), &format!("Sentence {}.", i % 1500), "fr"));
            pairs.push(pair(&format!("phrase {}", i % 700), &format!("Other {i}"), "fr"));
            pairs.push(pair(&format!("문장 {i}."), &format!("sentence {}!", i % 900), "ko"));
        }
        pairs
    }

    fn config() -> SplitConfig {
        let share = Share { test: 0.05, dev: 0.03 };
        SplitConfig {
            origins: vec!["tatoeba".into()],
            share: [("fr".to_string(), share), ("ko".to_string(), share)].into(),
        }
    }

    fn texts_of<'a>(pairs: impl Iterator<Item = &'a Pair>) -> HashSet<String> {
        pairs.flat_map(|p| [normalise(&p.source), normalise(&p.target)]).collect()
    }

    #[test]
    fn no_text_stands_on_both_sides() {
        let split = split(many(), &config());
        let train = texts_of(split.train.iter());
        let dev = texts_of(split.dev.values().flatten());
        let test = texts_of(split.test.values().flatten());
        assert!(!dev.is_empty() && !test.is_empty() && !train.is_empty());
        assert!(train.is_disjoint(&dev) && train.is_disjoint(&test) && dev.is_disjoint(&test));
    }

    #[test]
    fn all_targets_of_a_tested_source_are_references() {
        let all = many();
        let split = split(all.clone(), &config());
        for tested in split.test.values().flatten() {
            let key = normalise(&tested.source);
            let there = all.iter().filter(|p| normalise(&p.source) == key).count();
            let kept = split.test.values().flatten().filter(|p| normalise(&p.source) == key).count();
            assert_eq!(there, kept);
        }
    }

    #[test]
    fn what_is_added_leaves_the_sets_alone() {
        let mut split = split(many(), &config());
        let (tested, before) = (split.test["fr"].clone(), split.train.len());
        let (known, new) = (tested[0].clone(), pair("Autre chose", "Something else", "fr"));
        let twin = pair("Encore autre chose", &known.target, "fr");
        split.train_on(vec![known, new.clone(), twin]);
        assert_eq!(split.test["fr"], tested);
        assert_eq!(split.train[before..], [new]);
    }

    #[test]
    fn more_text_leaves_the_old_sentences_where_they_were() {
        let few: Vec<Pair> = many().into_iter().step_by(3).collect();
        let small: HashSet<_> = texts_of(split(few, &config()).test.values().flatten());
        let large: HashSet<_> = texts_of(split(many(), &config()).test.values().flatten());
        assert!(small.is_subset(&large));
    }

    #[test]
    fn the_hash_never_changes() {
        assert_eq!(stable_hash(b""), 17665956581633026203);
        assert_eq!(stable_hash(b"seq2see"), stable_hash("seq2see".as_bytes()));
    }

    #[test]
    fn case_spaces_and_punctuation_do_not_matter() {
        assert_eq!(normalise("C'est  la VIE !"), normalise("c est la vie"));
        assert_eq!(normalise("…!?"), "");
    }
}
