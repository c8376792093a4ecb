//! A checkpoint's row in the report.

use std::path::Path;

use anyhow::{Context, Result};
use safetensors::SafeTensors;
use serde_json::Value;

use crate::plan::read_metrics;

/// One checkpoint's numbers.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The checkpoint's name.
    pub name: String,
    /// Numbers in the network.
    pub parameters: usize,
    /// Its `metrics.json`.
    pub metrics: Value,
}

/// The checkpoints of `names` that are in a folder, in this order.
///
/// # Errors
/// If a file is broken.
pub fn read(models: &Path, names: &[String]) -> Result<Vec<Entry>> {
    let there = names.iter().filter(|name| models.join(name).join("metrics.json").exists());
    there
        .map(|name| {
            let folder = models.join(name);
            let metrics = read_metrics(&folder.join("metrics.json"))?;
            Ok(Entry {
                name: name.clone(),
                parameters: parameters(&folder.join("model.safetensors"))?,
                metrics,
            })
        })
        .collect()
}

impl Entry {
    /// A score of the test set: `bleu` or `chrf` of a language, of all lengths or of some.
    pub fn score(&self, language: &str, words: Option<&str>, which: &str) -> Option<f64> {
        self.stratum(language, words)?[which].as_f64()
    }

    /// How many sources that score is of.
    pub fn sources(&self, language: &str, words: Option<&str>) -> Option<u64> {
        self.stratum(language, words)?["sources"].as_u64()
    }

    fn stratum(&self, language: &str, words: Option<&str>) -> Option<&Value> {
        let set = self.metrics["test"].get(language)?;
        match words {
            None => set.get("all"),
            Some(words) => set["by_length"].as_array()?.iter().find(|stratum| stratum["words"] == words),
        }
    }

    /// What is told of its first run, where it was gone on with: from what it began.
    pub fn first_run(&self) -> &Value {
        let training = &self.metrics["training"];
        if training["continued"].is_null() { training } else { &training["continued"] }
    }

    /// A number about its training, all runs together where one went on with another.
    pub fn trained(&self, what: &str) -> Option<f64> {
        let training = &self.metrics["training"];
        Some(training[what].as_f64()? + training["continued"][what].as_f64().unwrap_or(0.0))
    }
}

/// Numbers in a checkpoint, without the scales of its int8 rows.
fn parameters(path: &Path) -> Result<usize> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let (_, header) = SafeTensors::read_metadata(&bytes).with_context(|| path.display().to_string())?;
    let tensors = header.tensors();
    let counted = tensors.iter().filter(|(name, _)| !name.ends_with(".scale"));
    Ok(counted.map(|(_, tensor)| tensor.shape.iter().product::<usize>()).sum())
}
