//! One experiment is one TOML file: the network, its text, the recipe.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use seq2see_core::config::{FORMAT, NetworkConfig, SpecialIds};
use seq2see_core::{ModelConfig, Tokenizer};
use serde::Deserialize;
use toml::{Table, Value};

use crate::run::schedule::{Budget, Restart};
use crate::text::noise::NoiseConfig;
use crate::text::origin::Origin;
use crate::text::split::SplitConfig;

/// What `experiments/NAME.toml` says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Experiment {
    /// Name of the checkpoint.
    pub name: String,
    /// Random seed.
    pub seed: u64,
    /// The network and its sizes, as in a checkpoint's `config.json`.
    pub network: NetworkConfig,
    /// The text.
    pub data: DataConfig,
    /// The network to initialise from.
    pub start: Option<Start>,
    /// The recipe.
    pub training: TrainingConfig,
}

/// Another experiment's network to initialise from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// The experiment's name.
    pub from: String,
    /// Prefixes of the names of the parameters to copy; all that match, if empty.
    #[serde(default)]
    pub parts: Vec<String>,
}

/// Which pairs are read and how they are sampled.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataConfig {
    /// The pair files, in the folder given on the command line.
    pub files: Vec<PairFile>,
    /// ISO 639-1 code of the target language.
    pub target_language: String,
    /// Maximum source and target length in tokens, `</s>` included.
    pub max_tokens: usize,
    /// By language: its share of the sampled pairs.
    pub share: BTreeMap<String, f64>,
    /// Sampling weight of a pair among those of its language; the first matching rule counts, else 1.
    #[serde(default)]
    pub weights: Vec<WeightRule>,
    /// How many sentences of [`templates`](crate::text::templates) are trained on besides.
    #[serde(default)]
    pub templates: usize,
    /// How many sentences a language of the [`phrasebook`](crate::text::phrasebook) are made from its templates, trained on
    /// besides, with all those written by hand; none of either if it is 0.
    #[serde(default)]
    pub phrasebook: usize,
    /// How many sentences a language with invented names and any numbers are trained on besides, to learn copying from.
    #[serde(default)]
    pub copies: usize,
    /// Copies of sources as visitors type them; see [`noise`](crate::text::noise).
    #[serde(default)]
    pub noise: NoiseConfig,
    /// What is held out.
    pub split: SplitConfig,
    /// Swaps source and target, for a network that back-translates; the split is the same either way.
    #[serde(default)]
    pub reversed: bool,
    /// Back-translated training text, of the origin `back-translated`.
    #[serde(default)]
    pub back: Vec<Back>,
    /// The experiment whose run's translations are trained on, of the origin `distilled`; see
    /// [`distillation`](crate::text::machine_text::distillation).
    #[serde(default)]
    pub teacher: Option<String>,
}

/// Text back-translated by the run of another experiment; see [`back_translation`](crate::text::machine_text::back_translation).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Back {
    /// The experiment's name.
    pub from: String,
    /// ISO 639-1 code of its target language, the source language here.
    pub language: String,
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
    pub origins: Vec<Origin>,
    /// The language it is for; all, if none is given.
    pub language: Option<String>,
    /// Sampling weight.
    pub weight: f64,
}

/// Optimiser, schedule, evaluation and saving.
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
    /// Warm restarts, by step.
    #[serde(default)]
    pub restarts: Vec<Restart>,
    /// Share of the probability spread over all pieces (Szegedy et al. 2016, §7).
    pub label_smoothing: f64,
    /// Largest norm of all gradients together (Pascanu et al. 2013).
    pub clip: f64,
    /// Decay of the [`average`](crate::run::average) of the weights, which is evaluated and exported in their place;
    /// none by default.
    #[serde(default)]
    pub average: Option<f64>,
    /// Minutes between two saves of the state.
    pub save_minutes: f64,
    /// Minutes between two development evaluations.
    pub dev_minutes: f64,
    /// Sources per language evaluated on.
    pub dev_sentences: usize,
}

impl Experiment {
    /// Reads an experiment's file, and the file that it `extends`.
    ///
    /// # Errors
    /// If one cannot be read, or says something impossible.
    pub fn read(path: &Path) -> Result<Self> {
        let table = read_table(path)?;
        let experiment: Self =
            table.try_into().with_context(|| format!("{} is not an experiment", path.display()))?;
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
        let mut target_language = self.data.target_language.clone();
        if self.data.reversed {
            std::mem::swap(&mut source_languages[0], &mut target_language);
        }
        let config = ModelConfig {
            format: FORMAT,
            mechanism: self.name.clone(),
            source_languages,
            target_language,
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
        if training.average.is_some_and(|decay| !(0.0..1.0).contains(&decay)) {
            bail!("average must be at least 0 and below 1");
        }
        if !training.restarts.is_sorted_by_key(|restart| restart.step) {
            bail!("restarts must ascend");
        }
        if !training.restarts.is_empty() && matches!(training.budget, Budget::Minutes(_)) {
            bail!("a run with restarts is to be counted in steps");
        }
        let one = self.data.files.iter().all(|file| file.language == self.data.files[0].language);
        if self.data.reversed && !one {
            bail!("a network that back-translates has one target language");
        }
        for file in &self.data.files {
            if !self.data.share.contains_key(&file.language) {
                bail!("data.share says nothing of `{}`", file.language);
            }
        }
        Ok(())
    }
}

/// The file's table over the one that it `extends`, a file beside it; that one extends no other.
fn read_table(path: &Path) -> Result<Table> {
    let read = |path: &Path| -> Result<Table> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        text.parse().with_context(|| format!("{} is not TOML", path.display()))
    };
    let mut table = read(path)?;
    let Some(base) = table.remove("extends") else {
        return Ok(table);
    };
    let base = base.as_str().with_context(|| format!("{}: `extends` is not a name", path.display()))?;
    let mut merged = read(&path.with_file_name(base))?;
    lay_over(&mut merged, table);
    Ok(merged)
}

/// Tables are merged key by key; anything else is replaced.
fn lay_over(under: &mut Table, over: Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(Value::Table(under)), Value::Table(over)) => lay_over(under, over),
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use seq2see_core::config::AttentionKind;

    use super::*;

    fn experiments() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../experiments")
    }

    #[test]
    fn what_a_file_says_goes_before_what_it_extends() {
        let mut under: Table = "a = 1\nb = [1, 2]\n[c]\nd = 3\ne = 4".parse().expect("a table");
        lay_over(&mut under, "b = [5]\n[c]\ne = 6\n[f]\ng = 7".parse().expect("a table"));
        let expected: Table = "a = 1\nb = [5]\n[c]\nd = 3\ne = 6\n[f]\ng = 7".parse().expect("a table");
        assert_eq!(under, expected);
    }

    #[test]
    fn a_budget_replaces_the_one_below_and_leaves_the_rest() {
        let read = |name: &str| Experiment::read(&experiments().join(name)).expect("an experiment");
        let (dot, transformer) = (read("dot.toml"), read("transformer.toml"));
        assert_ne!(dot.training.rate, transformer.training.rate);
        assert_eq!(dot.training.batch, transformer.training.batch);
        assert_eq!(dot.data.weights.len(), transformer.data.weights.len());
    }

    /// A difference between two of them is to be the mechanism's.
    #[test]
    fn recurrent_experiments_differ_in_the_mechanism_alone() {
        let order = crate::plan::order(&experiments()).expect("an order");
        let all = order.iter().map(|name| {
            let mut experiment =
                Experiment::read(&experiments().join(format!("{name}.toml"))).expect("an experiment");
            assert_eq!(experiment.name, *name);
            if let NetworkConfig::Seq2Seq(network) = &mut experiment.network {
                assert_eq!((network.d_embed, network.d_hidden), (256, 512), "{name}");
                let attends =
                    !matches!(network.attention, AttentionKind::FirstState | AttentionKind::FixedContext);
                assert_eq!(network.bidirectional, attends, "{name}");
            }
            experiment
        });
        let all: Vec<Experiment> = all.collect();
        let recipe = |e: &Experiment| (e.seed, format!("{:?}", e.data));
        assert!(all.iter().all(|e| recipe(e) == recipe(&all[0])));
        let recurrent = all.iter().filter(|e| !matches!(e.network, NetworkConfig::Transformer(_)));
        assert!(recurrent.clone().all(|e| e.training.budget == all[0].training.budget));
    }
}
