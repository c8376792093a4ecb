//! A checkpoint's row in the report.

use std::path::Path;

use anyhow::{Context, Result};
use safetensors::SafeTensors;

use crate::results::evaluation::Scores;
use crate::results::metrics::Metrics;

/// One checkpoint's numbers.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The checkpoint's name.
    pub name: String,
    /// Numbers in the network.
    pub parameters: usize,
    /// Its `metrics.json`.
    pub metrics: Metrics,
}

/// The checkpoints of `names` that are in a folder, in this order.
///
/// # Errors
/// If a file is malformed.
pub fn read(models: &Path, names: &[String]) -> Result<Vec<Entry>> {
    let there = names.iter().filter(|name| models.join(name).join("metrics.json").exists());
    there
        .map(|name| {
            let folder = models.join(name);
            let metrics = Metrics::read(&folder.join("metrics.json"))?;
            Ok(Entry {
                name: name.clone(),
                parameters: parameters(&folder.join("model.safetensors"))?,
                metrics,
            })
        })
        .collect()
}

impl Entry {
    /// Scores of the test set, of all lengths or of some.
    pub fn scores(&self, language: &str, words: Option<&str>) -> Option<&Scores> {
        self.metrics.test.get(language)?.of(words)
    }

    /// BLEU of the test set, of all lengths or of some.
    pub fn bleu(&self, language: &str, words: Option<&str>) -> Option<f64> {
        Some(self.scores(language, words)?.bleu)
    }

    /// Millions of training tokens, all runs together.
    pub fn million_tokens(&self) -> f64 {
        self.metrics.training.whole().tokens as f64 / 1e6
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
