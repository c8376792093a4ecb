//! `metrics.json`: a checkpoint's scores, its training text and its training. Written by the export; read by the report, by
//! the plan and by runs that continue a checkpoint.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::results::confidence::Confidence;
use crate::results::evaluation::Evaluation;
use crate::run::history::Learned;

/// A checkpoint's `metrics.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// The checkpoint's name.
    pub mechanism: String,
    /// Size of its weights' file.
    pub bytes: usize,
    /// How the weights are stored.
    pub weights: String,
    /// How sentences were decoded.
    pub decoding: String,
    /// How the scores are defined.
    pub signatures: Signatures,
    /// By language, of the development sentences.
    pub dev: BTreeMap<String, Evaluation>,
    /// By language, of the test sentences.
    pub test: BTreeMap<String, Evaluation>,
    /// By language, what the page marks as doubtful of the development sentences.
    pub confidence: BTreeMap<String, Confidence>,
    /// The text.
    pub data: Data,
    /// The run.
    pub training: Training,
}

/// sacreBLEU's names of the scores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatures {
    /// Of BLEU.
    pub bleu: String,
    /// Of chrF.
    pub chrf: String,
}

/// The text that a checkpoint was trained on. Options newer than a checkpoint are absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// Names of the pair files.
    pub files: Vec<String>,
    /// Korean sentences made by rule.
    pub templates: usize,
    /// Sentences a language from the phrasebook's templates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phrasebook: Option<usize>,
    /// Sentences a language to learn copying from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copies: Option<usize>,
    /// The share of sources with a noisy copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noise: Option<f64>,
    /// Pairs by language.
    pub train_pairs: BTreeMap<String, usize>,
}

/// A checkpoint's last run, and what came before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Training {
    /// The last run.
    #[serde(flatten)]
    pub learned: Learned,
    /// The runs before it whose network it continued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continued: Option<Learned>,
    /// The step of the network that did best on the development set.
    pub best_step: Option<u64>,
    /// Decay of the average of the weights, if the weights are one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub average: Option<f64>,
    /// The random seed.
    pub seed: u64,
    /// Pairs a step.
    pub batch: usize,
    /// Parts of a batch, each on a core of its own.
    pub threads: usize,
    /// The machine.
    pub hardware: String,
}

impl Metrics {
    /// Reads a file.
    ///
    /// # Errors
    /// If it is missing or malformed.
    pub fn read(path: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        serde_json::from_str(&text).with_context(|| path.display().to_string())
    }

    /// The file's text, keys in alphabetical order.
    pub fn to_json(&self) -> String {
        // A `Value` sorts its keys.
        let value = serde_json::to_value(self).expect("strings and numbers");
        serde_json::to_string_pretty(&value).expect("strings and numbers") + "\n"
    }
}

impl Training {
    /// The first run: what the network was initialised from.
    pub fn first_run(&self) -> &Learned {
        self.continued.as_ref().unwrap_or(&self.learned)
    }

    /// All runs together.
    pub fn whole(&self) -> Learned {
        Learned::whole(self.continued.clone(), self.learned.clone())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::results::evaluation::{Scores, Stratum};

    /// Scores of so many sources.
    pub(crate) fn scores(bleu: f64, sources: usize) -> Scores {
        Scores { sources, bleu, chrf: bleu + 15.0 }
    }

    /// Scores as a whole and of sources of some lengths.
    pub(crate) fn evaluation(all: Scores, by_length: &[(&str, Scores)]) -> Evaluation {
        let stratum =
            |(words, scores): &(&str, Scores)| Stratum { words: (*words).into(), scores: scores.clone() };
        Evaluation { all, by_length: by_length.iter().map(stratum).collect() }
    }

    /// Made-up metrics without scores.
    pub(crate) fn metrics(name: &str, learned: Learned) -> Metrics {
        let signatures = Signatures { bleu: "nrefs:var".into(), chrf: "nrefs:var".into() };
        let data = Data {
            files: vec!["fra-eng.tsv".into()],
            templates: 0,
            phrasebook: None,
            copies: None,
            noise: None,
            train_pairs: BTreeMap::new(),
        };
        let training = Training {
            learned,
            continued: None,
            best_step: None,
            average: None,
            seed: 1,
            batch: 128,
            threads: 2,
            hardware: "a machine".into(),
        };
        Metrics {
            mechanism: name.into(),
            bytes: 5_700_000,
            weights: "int8".into(),
            decoding: "greedy".into(),
            signatures,
            dev: BTreeMap::new(),
            test: BTreeMap::new(),
            confidence: BTreeMap::new(),
            data,
            training,
        }
    }

    #[test]
    fn the_metrics_of_every_checkpoint_are_written_as_they_are_read() {
        let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
        let folders = std::fs::read_dir(models).expect("the checkpoints").filter_map(Result::ok);
        let files: Vec<_> =
            folders.map(|folder| folder.path().join("metrics.json")).filter(|file| file.exists()).collect();
        assert!(files.len() >= 10, "{files:?}");
        for file in files {
            let text = std::fs::read_to_string(&file).expect("text");
            assert_eq!(Metrics::read(&file).expect("metrics").to_json(), text, "{}", file.display());
        }
    }

    #[test]
    fn what_no_checkpoint_has_is_refused() {
        let mut value = serde_json::to_value(metrics("dot", Learned::default())).expect("a value");
        value["test_scores"] = serde_json::json!(1);
        assert!(serde_json::from_value::<Metrics>(value).is_err());
    }
}
