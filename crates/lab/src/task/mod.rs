//! What a network is to learn.

mod dates;
mod french;
mod kinds;
mod korean;
mod letters;
mod next_letter;
pub mod pairs;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::random::{Numbers, Stream};

/// A task by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Task {
    /// After each letter of a word, the next one.
    NextLetter {
        /// The word; Hangul is taken apart into its letters.
        word: String,
    },
    /// One in, many out: a digit into its English name.
    OneToMany,
    /// Many in, one out: French or Korean?
    ManyToOne,
    /// As many out as in: vowel or consonant, letter by letter.
    ManyToMany,
    /// A row of letters backwards.
    Reverse,
    /// A row of letters in alphabetical order.
    Sort,
    /// `mille neuf cent quatre-vingt-douze` into `1992`.
    FrenchNumbers,
    /// `천구백구십이` into `1992`.
    KoreanNumbers,
    /// `아흔아홉` into `99`.
    NativeNumbers,
    /// A date in French, Korean or English into ISO 8601.
    Dates,
    /// The reader's own.
    Pairs {
        /// A pair a line, as [`pairs::read`] takes it.
        text: String,
        /// What a token is.
        unit: Unit,
    },
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A letter.
    Letters,
    /// A word.
    Words,
}

/// A source and its target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// What is read.
    pub source: String,
    /// What is to be written.
    pub target: String,
}

/// A task's pairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    /// To learn from.
    pub training: Vec<Pair>,
    /// Held back to be asked; shares no source with those, but where a task has one pair alone.
    pub held: Vec<Pair>,
    /// What a token is.
    pub unit: Unit,
    /// Whether each letter is answered as it is read.
    pub as_it_reads: bool,
    /// What each look draws: a source of the held back ones where there is a good one.
    pub shown: Option<String>,
}

/// The most pairs held back.
const MOST_HELD: usize = 300;

impl Task {
    /// The pairs of a task: the same for the same seed.
    ///
    /// # Errors
    /// If there are too few of the reader's own.
    pub fn material(&self, seed: u64) -> Result<Material, Error> {
        let mut numbers = Numbers::new(seed, Stream::Pairs, 0);
        // In an order of its own, whatever a task drew before.
        let made =
            |pairs: Vec<Pair>| Ok(split(pairs, &mut Numbers::new(seed, Stream::Pairs, 1), Unit::Letters));
        match self {
            Self::NextLetter { word } => next_letter::material(word),
            Self::OneToMany => Ok(kinds::one_to_many()),
            Self::ManyToOne => made(kinds::many_to_one()),
            Self::ManyToMany => made(kinds::many_to_many(&mut numbers)).map(as_it_reads),
            Self::Reverse => made(letters::reverse(&mut numbers)),
            Self::Sort => made(letters::sort(&mut numbers)),
            Self::FrenchNumbers => {
                made(french::numbers()).map(|m| showing(m, "mille neuf cent quatre-vingt-douze"))
            }
            Self::KoreanNumbers => made(korean::sino()).map(|m| showing(m, "천구백구십이")),
            Self::NativeNumbers => made(korean::native()).map(|m| showing(m, "아흔둘")),
            Self::Dates => made(dates::dates(&mut numbers)),
            Self::Pairs { text, unit } => {
                let read = pairs::read(text).pairs;
                if read.len() < pairs::LEAST {
                    return Err(Error::TooFewPairs { found: read.len(), least: pairs::LEAST });
                }
                Ok(split(read, &mut numbers, *unit))
            }
        }
    }
}

/// Holds some of the sources back: a tenth, [`MOST_HELD`] at most.
fn split(mut pairs: Vec<Pair>, numbers: &mut Numbers, unit: Unit) -> Material {
    let mut seen = BTreeSet::new();
    pairs.retain(|pair| seen.insert(pair.source.clone()));
    numbers.shuffle(&mut pairs);
    let held = pairs.split_off(pairs.len() - (pairs.len() / 10).clamp(1, MOST_HELD));
    Material { training: pairs, held, unit, as_it_reads: false, shown: None }
}

fn as_it_reads(material: Material) -> Material {
    Material { as_it_reads: true, ..material }
}

/// Holds this source back, too, so that a look shows what was not learned by heart.
fn showing(mut material: Material, source: &str) -> Material {
    if let Some(place) = material.training.iter().position(|pair| pair.source == source) {
        let pair = material.training.swap_remove(place);
        material.held.insert(0, pair);
    }
    material.shown = Some(source.into());
    material
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tasks() -> Vec<Task> {
        let text = (0..40).map(|i| format!("a{i}\tb{i}\n")).collect();
        vec![
            Task::ManyToOne,
            Task::ManyToMany,
            Task::Reverse,
            Task::Sort,
            Task::FrenchNumbers,
            Task::KoreanNumbers,
            Task::NativeNumbers,
            Task::Dates,
            Task::Pairs { text, unit: Unit::Letters },
        ]
    }

    #[test]
    fn training_and_held_back_parts_share_no_input() {
        for task in tasks() {
            let Material { training, held, shown, .. } = task.material(7).expect("material");
            let trained: BTreeSet<&str> = training.iter().map(|pair| pair.source.as_str()).collect();
            assert_eq!(trained.len(), training.len(), "{task:?}");
            assert!(
                !held.is_empty() && held.iter().all(|pair| !trained.contains(pair.source.as_str())),
                "{task:?}"
            );
            assert!(shown.is_none_or(|shown| held.iter().any(|pair| pair.source == shown)), "{task:?}");
        }
    }

    #[test]
    fn a_seed_gives_the_same_pairs_and_another_another() {
        for task in tasks() {
            assert_eq!(task.material(3), task.material(3), "{task:?}");
            assert_ne!(task.material(3), task.material(4), "{task:?}");
        }
    }
}
