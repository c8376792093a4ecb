//! From a run's folder to a checkpoint that can be published: int8 weights and what they score.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use burn::tensor::Device;
use seq2see_core::{ModelConfig, Tokenizer, Translator, checkpoint};
use serde::Serialize;
use serde_json::{Value, json};

use crate::checkpoint_folder::open;
use crate::decoding::Decoder;
use crate::experiment::Experiment;
use crate::files::write_whole;
use crate::results::confidence::{self, Confidence};
use crate::results::evaluation::{Evaluation, TestSet};
use crate::results::{bleu, chrf};
use crate::run::history::Learned;
use crate::run::progress::Progress;
use crate::run::state::read_progress;
use crate::text::corpus::Text;
use crate::text::pairs::Pair;

/// Sentences a language that the network's confidence is measured on.
const SENTENCES: usize = 300;

/// What an export is made from.
#[derive(Debug, Clone, Copy)]
pub struct Export<'a> {
    /// The run's folder.
    pub run: &'a Path,
    /// The checkpoint's folder.
    pub out: &'a Path,
    /// What was trained.
    pub experiment: &'a Experiment,
    /// The development and test sets.
    pub text: &'a Text,
    /// What the network had learned before the run, if that is not what the run says.
    pub continued: Option<&'a Learned>,
    /// Cores to use.
    pub threads: usize,
}

/// Writes `config.json`, `model.safetensors` (int8) and `metrics.json`; the scores are those of the int8 weights,
/// read back from the file.
///
/// # Errors
/// If a file cannot be read or written.
pub fn export(export: &Export, device: &Device) -> Result<Value> {
    let float = open(export.run, device)?;
    let bytes = checkpoint::save(&float.config, &float.model);
    let (config, model) = checkpoint::load(&float.config.to_json(), &bytes, device)?;
    let decoder = Decoder {
        model: &model,
        config: &config,
        tokenizer: &float.tokenizer,
        device,
        threads: export.threads,
    };
    let confidence = confidence(export, &float.tokenizer, (&float.config, &bytes), device)?;
    let progress = read_progress(&export.run.join("state.safetensors"))?;
    let metrics = metrics(export, &decoder, &confidence, &progress, bytes.len());
    write_whole(&export.out.join("config.json"), (config.to_json() + "\n").as_bytes())?;
    write_whole(&export.out.join("model.safetensors"), &bytes)?;
    let text = serde_json::to_string_pretty(&metrics)? + "\n";
    write_whole(&export.out.join("metrics.json"), text.as_bytes())?;
    Ok(metrics)
}

/// On the development set, by language, with the weights as the page multiplies with them.
fn confidence(
    export: &Export,
    tokenizer: &Arc<Tokenizer>,
    (config, bytes): (&ModelConfig, &[u8]),
    device: &Device,
) -> Result<BTreeMap<String, Confidence>> {
    let (config, model) = checkpoint::load_int8(&config.to_json(), bytes, device)?;
    let translator = Translator::new(tokenizer.clone(), config, model, device.clone())?;
    let sets = export.text.split.dev.iter();
    sets.map(|(language, pairs)| {
        let set = TestSet::new(pairs).some(SENTENCES);
        Ok((language.clone(), confidence::measure(&translator, &set)?))
    })
    .collect()
}

fn metrics(
    export: &Export,
    decoder: &Decoder,
    confidence: &BTreeMap<String, Confidence>,
    progress: &Progress,
    bytes: usize,
) -> Value {
    let training = &export.experiment.training;
    let files: Vec<&str> = export.experiment.data.files.iter().map(|f| f.file.as_str()).collect();
    let best_step = progress.best.as_ref().map(|best| best.step);
    json!({
        "mechanism": export.experiment.name,
        "bytes": bytes,
        "weights": "int8 matrices with a float32 scale per row",
        "decoding": "greedy",
        "signatures": {
            "bleu": bleu::SIGNATURE.replace("{refs}", "var"),
            "chrf": chrf::SIGNATURE.replace("{refs}", "var"),
        },
        "dev": rounded(&sets(&export.text.split.dev, decoder)),
        "test": rounded(&sets(&export.text.split.test, decoder)),
        "confidence": confidence,
        "data": {
            "files": files,
            "templates": export.experiment.data.templates,
            "phrasebook": export.experiment.data.phrasebook,
            "copies": export.experiment.data.copies,
            "noise": export.experiment.data.noise.share,
            "train_pairs": count(&export.text.split.train),
        },
        "training": {
            "steps": progress.step,
            "best_step": best_step,
            "tokens": progress.tokens,
            "back_translated_tokens": progress.back_tokens,
            "distilled_tokens": progress.distilled_tokens,
            "seconds": progress.elapsed.round(),
            "seed": progress.seed,
            "batch": training.batch,
            "threads": progress.shards,
            "initialised_from": progress.init_from,
            "initialised_from_another": progress.init,
            "continued": export.continued.or(progress.continued.as_ref()),
            "hardware": hardware(),
        },
    })
}

fn sets(sets: &BTreeMap<String, Vec<Pair>>, decoder: &Decoder) -> BTreeMap<String, Evaluation> {
    let score = |pairs: &Vec<Pair>| {
        let set = TestSet::new(pairs);
        set.score(&set.translate(decoder))
    };
    sets.iter().map(|(language, pairs)| (language.clone(), score(pairs))).collect()
}

fn count(pairs: &[Pair]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for pair in pairs {
        *counts.entry(pair.language.as_str()).or_default() += 1;
    }
    counts
}

/// Scores to two digits behind the point.
fn rounded(value: &impl Serialize) -> Value {
    fn round(value: Value) -> Value {
        match value {
            Value::Number(n) if n.is_f64() => {
                json!((n.as_f64().unwrap_or_default() * 100.0).round() / 100.0)
            }
            Value::Array(items) => items.into_iter().map(round).collect(),
            Value::Object(entries) => entries.into_iter().map(|(k, v)| (k, round(v))).collect(),
            other => other,
        }
    }
    round(serde_json::to_value(value).expect("scores are numbers"))
}

/// The processor, as the system calls it.
fn hardware() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let name = name.map_or(std::env::consts::ARCH, |(_, name)| name.trim());
    format!("{name}, {cores} cores")
}
