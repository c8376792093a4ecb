//! Exports a run as a checkpoint: int8 weights and their metrics.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use burn::tensor::Device;
use seq2see_core::{ModelConfig, Tokenizer, Translator, checkpoint};

use crate::checkpoint_folder::open;
use crate::decoding::Decoder;
use crate::experiment::Experiment;
use crate::files::write_whole;
use crate::results::confidence::{self, Confidence};
use crate::results::evaluation::{Evaluation, TestSet};
use crate::results::metrics::{Data, Metrics, Signatures, Training};
use crate::results::{bleu, chrf};
use crate::run::history::Learned;
use crate::run::progress::Progress;
use crate::run::state::read_progress;
use crate::text::corpus::Text;
use crate::text::pairs::Pair;

/// Sentences a language that the network's confidence is measured on.
const SENTENCES: usize = 300;

/// The inputs of an export.
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
    /// The history of the runs before, in place of the one that the run records.
    pub continued: Option<&'a Learned>,
    /// Cores to use.
    pub threads: usize,
}

/// Writes `config.json`, `model.safetensors` (int8) and `metrics.json`; the scores are those of the int8 weights,
/// read back from the file.
///
/// # Errors
/// If a file cannot be read or written.
pub fn export(export: &Export, device: &Device) -> Result<Metrics> {
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
    let metrics = metrics(export, &decoder, confidence, &progress, bytes.len());
    write_whole(&export.out.join("config.json"), (config.to_json() + "\n").as_bytes())?;
    write_whole(&export.out.join("model.safetensors"), &bytes)?;
    write_whole(&export.out.join("metrics.json"), metrics.to_json().as_bytes())?;
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
    confidence: BTreeMap<String, Confidence>,
    progress: &Progress,
    bytes: usize,
) -> Metrics {
    let Export { experiment, text, .. } = export;
    Metrics {
        mechanism: experiment.name.clone(),
        bytes,
        weights: "int8 matrices with a float32 scale per row".into(),
        decoding: "greedy".into(),
        signatures: Signatures {
            bleu: bleu::SIGNATURE.replace("{refs}", "var"),
            chrf: chrf::SIGNATURE.replace("{refs}", "var"),
        },
        dev: sets(&text.split.dev, decoder),
        test: sets(&text.split.test, decoder),
        confidence,
        data: data(experiment, &text.split.train),
        training: training(export, progress),
    }
}

fn data(experiment: &Experiment, train: &[Pair]) -> Data {
    let config = &experiment.data;
    let mut train_pairs = BTreeMap::new();
    for pair in train {
        *train_pairs.entry(pair.language.clone()).or_default() += 1;
    }
    Data {
        files: config.files.iter().map(|file| file.file.clone()).collect(),
        templates: config.templates,
        phrasebook: Some(config.phrasebook),
        copies: Some(config.copies),
        noise: Some(config.noise.share),
        train_pairs,
    }
}

fn training(export: &Export, progress: &Progress) -> Training {
    let recipe = &export.experiment.training;
    let learned = Learned::from(progress);
    Training {
        learned: Learned { seconds: learned.seconds.round(), ..learned },
        continued: export.continued.or(progress.continued.as_ref()).cloned(),
        best_step: progress.best.as_ref().map(|best| best.step),
        average: recipe.average,
        seed: progress.seed,
        batch: recipe.batch,
        threads: progress.shards,
        hardware: hardware(),
    }
}

fn sets(sets: &BTreeMap<String, Vec<Pair>>, decoder: &Decoder) -> BTreeMap<String, Evaluation> {
    let score = |pairs: &Vec<Pair>| {
        let set = TestSet::new(pairs);
        set.score(&set.translate(decoder)).rounded()
    };
    sets.iter().map(|(language, pairs)| (language.clone(), score(pairs))).collect()
}

/// The processor, as the system calls it.
fn hardware() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let name = name.map_or(std::env::consts::ARCH, |(_, name)| name.trim());
    format!("{name}, {cores} cores")
}
