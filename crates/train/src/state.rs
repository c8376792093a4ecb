//! What a run needs to go on after it was stopped at any moment: one file, written whole or not at all.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use burn::tensor::{Device, Tensor, TensorData};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use serde::{Deserialize, Serialize};

use crate::examples::{Author, Example};
use crate::history::Learned;
use crate::optimiser::{Moments, Optimiser};
use crate::parameters::Parameters;
use crate::schedule::Budget;

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Optimiser steps done.
    pub step: u64,
    /// Seconds of training, pauses left out.
    pub elapsed: f64,
    /// Source and target tokens learned from.
    pub tokens: u64,
    /// Of these, those of text translated back.
    #[serde(default)]
    pub back_tokens: u64,
    /// Of these, those of what a teacher made of a source.
    #[serde(default)]
    pub distilled_tokens: u64,
    /// The run's length.
    pub budget: Budget,
    /// The run's seed.
    pub seed: u64,
    /// Parts of a batch: with other parts the run would be another.
    pub shards: usize,
    /// Seconds of training when the development set was looked at last.
    pub looked: f64,
    /// The best look at the development set.
    pub best: Option<Look>,
    /// Parameters that were taken from another network at the start.
    #[serde(default)]
    pub init: Vec<String>,
    /// That network's name or folder.
    #[serde(default)]
    pub init_from: Option<String>,
    /// What that network had learned, if all parameters are from there: the run goes on with it.
    #[serde(default)]
    pub continued: Option<Learned>,
}

impl Progress {
    /// Adds the tokens of a batch; returns how many there are.
    pub fn count(&mut self, batch: &[&Example]) -> u64 {
        let before = self.tokens;
        for example in batch {
            let tokens = (example.src.len() + example.tgt.len()) as u64;
            self.tokens += tokens;
            match example.by {
                Author::Person => {}
                Author::BackTranslation => self.back_tokens += tokens,
                Author::Teacher => self.distilled_tokens += tokens,
            }
        }
        self.tokens - before
    }

    /// Whether the run has used up a budget.
    pub fn has_used(&self, budget: Budget) -> bool {
        budget.fraction(self.step, self.elapsed) >= 1.0
    }
}

/// A look at the development set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// After this many steps.
    pub step: u64,
    /// BLEU by source language.
    pub bleu: std::collections::BTreeMap<String, f64>,
    /// Their mean, by which looks are compared.
    pub mean: f64,
}

/// Writes the whole state.
///
/// # Errors
/// If the file cannot be written; the one before is left as it was.
pub fn save(path: &Path, parameters: &Parameters, optimiser: &Optimiser, progress: &Progress) -> Result<()> {
    let mut tensors: Vec<(String, Tensor<1>)> = Vec::new();
    let mut times = Vec::new();
    for ((parameter, value), moments) in
        parameters.list.iter().zip(&parameters.values).zip(optimiser.moments())
    {
        tensors.push((format!("value.{}", parameter.name), value.clone()));
        times.push(moments.as_ref().map_or(0, |m| m.0));
        if let Some((_, first, second)) = moments {
            tensors.push((format!("moment_1.{}", parameter.name), first));
            tensors.push((format!("moment_2.{}", parameter.name), second));
        }
    }
    let metadata = HashMap::from([
        ("progress".to_string(), serde_json::to_string(progress)?),
        ("times".to_string(), serde_json::to_string(&times)?),
    ]);
    let data: Vec<(String, Vec<u8>)> =
        tensors.into_iter().map(|(name, tensor)| (name, bytes_of(tensor))).collect();
    let views: Vec<(&str, TensorView)> = data
        .iter()
        .map(|(name, bytes)| Ok((name.as_str(), TensorView::new(Dtype::F32, vec![bytes.len() / 4], bytes)?)))
        .collect::<Result<_>>()?;
    write_whole(path, &safetensors::serialize(views, Some(metadata))?)
}

/// Reads the state back into parameters and optimiser of the same network.
///
/// # Errors
/// If the file is broken or another network's.
pub fn load(
    path: &Path,
    parameters: &mut Parameters,
    optimiser: &mut Optimiser,
    device: &Device,
) -> Result<Progress> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let broken = || format!("{} cannot be resumed from", path.display());
    let (_, header) = SafeTensors::read_metadata(&bytes).with_context(broken)?;
    let metadata = header.metadata().clone().unwrap_or_default();
    let entry = |name: &str| metadata.get(name).with_context(broken);
    let progress: Progress = serde_json::from_str(entry("progress")?).with_context(broken)?;
    let times: Vec<usize> = serde_json::from_str(entry("times")?).with_context(broken)?;
    let file = SafeTensors::deserialize(&bytes).with_context(broken)?;
    let read = |kind: &str, name: &str, len: usize| -> Result<Tensor<1>> {
        let view = file.tensor(&format!("{kind}.{name}")).with_context(broken)?;
        let numbers: Vec<f32> =
            view.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        if numbers.len() != len {
            bail!("{}: `{name}` has {} numbers, the network needs {len}", path.display(), numbers.len());
        }
        Ok(Tensor::from_data(TensorData::new(numbers, [len]), device))
    };
    let mut moments: Vec<Option<Moments>> = Vec::new();
    for ((parameter, value), time) in parameters.list.iter().zip(&mut parameters.values).zip(times) {
        let len = parameter.shape.iter().product();
        *value = read("value", &parameter.name, len)?;
        moments.push(if time == 0 {
            None
        } else {
            Some((time, read("moment_1", &parameter.name, len)?, read("moment_2", &parameter.name, len)?))
        });
    }
    optimiser.remember(moments);
    Ok(progress)
}

/// How far the run is whose state this file holds.
///
/// # Errors
/// If the file is broken.
pub fn read_progress(path: &Path) -> Result<Progress> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let broken = || format!("{} is no run's state", path.display());
    let (_, header) = SafeTensors::read_metadata(&bytes).with_context(broken)?;
    let metadata = header.metadata().clone().unwrap_or_default();
    serde_json::from_str(metadata.get("progress").with_context(broken)?).with_context(broken)
}

/// Little-endian float32.
fn bytes_of(tensor: Tensor<1>) -> Vec<u8> {
    let numbers: Vec<f32> = tensor.into_data().try_into_vec().expect("parameters are float32");
    numbers.iter().flat_map(|x| x.to_le_bytes()).collect()
}

/// Writes a file so that a reader, and the next start after a kill, sees the old content or the new, never a part.
///
/// # Errors
/// If it cannot be written.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let context = || format!("cannot write {}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(context)?;
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let mut file = File::create(&part).with_context(context)?;
    file.write_all(bytes).with_context(context)?;
    file.sync_all().with_context(context)?;
    std::fs::rename(&part, path).with_context(context)
}
