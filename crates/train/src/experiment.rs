//! One experiment is one TOML file: the network, its text, the recipe.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use seq2see_core::config::{FORMAT, NetworkConfig, SpecialIds};
use seq2see_core::{ModelConfig, Tokenizer};
use serde::Deserialize;

use crate::schedule::Budget;
use crate::split::SplitConfig;

/// What `experiments/NAME.toml` says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Experiment {
    /// Name of the checkpoint.
    pub name: String,
    /// Everything random hangs on it.
    pub seed: u64,
    /// The network and its sizes, as in a checkpoint's `config.json`.
    pub network: NetworkConfig,
    /// The text.
    pub data: DataConfig,
    /// The recipe.
    pub training: TrainingConfig,
}

/// Which pairs are read and how often each is drawn.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataConfig {
    /// The pair files, in the folder given on the command line.
    pub files: Vec<PairFile>,
    /// ISO 639-1 code of what is written.
    pub target_language: String,
    /// Longest source and target in tokens, `</s>` included.
    pub max_tokens: usize,
    /// By language: its share of what is drawn.
    pub share: BTreeMap<String, f64>,
    /// How often a pair is drawn beside the others of its language; the first rule that fits counts, else 1.
    #[serde(default)]
    pub weights: Vec<WeightRule>,
    /// What is set aside for measuring.
    pub split: SplitConfig,
}

/// A pair file and its source language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairFile {
    /// Name in the data folder.
    pub file: String,
    /// ISO 639-1 code.
    pub language: String,
}

/// The weight of an origin.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeightRule {
    /// The origins it is for.
    pub origins: Vec<String>,
    /// The language it is for; all, if none is given.
    pub language: Option<String>,
    /// Times a pair counts.
    pub weight: f64,
}

/// Optimiser, schedule and what is noted on the way.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainingConfig {
    /// Length of the run, unless the command line says otherwise.
    pub budget: Budget,
    /// Pairs a step.
    pub batch: usize,
    /// Peak learning rate.
    pub rate: f64,
    /// Steps of warm-up.
    pub warmup: u64,
    /// Share of the peak rate left at the end.
    pub end: f64,
    /// Share of the probability spread over all pieces (Szegedy et al. 2016, §7).
    pub label_smoothing: f64,
    /// Largest norm of all gradients together (Pascanu et al. 2013).
    pub clip: f64,
    /// Minutes between two writings of the state.
    pub save_minutes: f64,
    /// Minutes between two looks at the development set.
    pub dev_minutes: f64,
    /// Sources per language looked at.
    pub dev_sentences: usize,
}

impl Experiment {
    /// Reads an experiment's file.
    ///
    /// # Errors
    /// If it cannot be read, or says something impossible.
    pub fn read(path: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let experiment: Self =
            toml::from_str(&text).with_context(|| format!("{} is no experiment", path.display()))?;
        experiment.check().with_context(|| path.display().to_string())?;
        Ok(experiment)
    }

    /// The checkpoint's `config.json`.
    ///
    /// # Errors
    /// If the sizes are impossible.
    pub fn model_config(&self, tokenizer: &Tokenizer) -> Result<ModelConfig> {
        self.model_config_of(tokenizer.vocab_size(), tokenizer.special())
    }

    /// The same without a tokenizer at hand.
    ///
    /// # Errors
    /// If the sizes are impossible.
    pub fn model_config_of(&self, vocab_size: usize, special: SpecialIds) -> Result<ModelConfig> {
        let mut source_languages: Vec<String> = Vec::new();
        for file in &self.data.files {
            if !source_languages.contains(&file.language) {
                source_languages.push(file.language.clone());
            }
        }
        let config = ModelConfig {
            format: FORMAT,
            mechanism: self.name.clone(),
            source_languages,
            target_language: self.data.target_language.clone(),
            vocab_size,
            special,
            max_source: self.data.max_tokens,
            max_target: self.data.max_tokens,
            network: self.network.clone(),
        };
        Ok(ModelConfig::from_json(&config.to_json())?)
    }

    fn check(&self) -> Result<()> {
        let training = &self.training;
        if training.batch == 0 {
            bail!("the batch must hold a pair");
        }
        if !(0.0..1.0).contains(&training.label_smoothing) {
            bail!("label_smoothing must be at least 0 and below 1");
        }
        if training.rate <= 0.0 || training.clip <= 0.0 {
            bail!("rate and clip must be positive");
        }
        for file in &self.data.files {
            if !self.data.share.contains_key(&file.language) {
                bail!("data.share says nothing of `{}`", file.language);
            }
        }
        Ok(())
    }
}
