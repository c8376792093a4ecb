//! A run: text in, a trained network in `runs/NAME/` out.
//!
//! The folder holds `state.safetensors` (everything needed to resume), `config.json`,
//! `tokenizer.json` and `model.safetensors`, the network with the best development score: it is
//! itself a checkpoint folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use burn::module::Module;
use burn::tensor::Device;
use seq2see_core::{Model, ModelConfig, Tokenizer, checkpoint};

use crate::checkpoint_folder::{open_model, open_tokenizer};
use crate::decoding::Decoder;
use crate::experiment::{Experiment, Start};
use crate::files::write_whole;
use crate::results::evaluation::TestSet;
use crate::run::account;
use crate::run::average::Average;
use crate::run::display::{Display, StepReport, describe};
use crate::run::forget_gates;
use crate::run::optimiser::Optimiser;
use crate::run::parameters::Parameters;
use crate::run::progress::{Look, Progress};
use crate::run::schedule::{Budget, Schedule};
use crate::run::shards::{Method, Recipe, gradients};
use crate::run::state;
use crate::run::target_pieces::{self, TargetPieces};
use crate::text::batches::Batches;
use crate::text::corpus::read_text;
use crate::text::examples::{self, Author, Example};
use crate::text::machine_text;
use crate::text::pairs;
use crate::text::split::Split;

/// The options of a run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The experiment's file, read.
    pub experiment: Experiment,
    /// Folder of the pair files.
    pub data: PathBuf,
    /// The vocabulary.
    pub tokenizer: PathBuf,
    /// The run's folder.
    pub folder: PathBuf,
    /// Budget in place of the experiment's.
    pub budget: Option<Budget>,
    /// A checkpoint's folder to initialise matching parameters from, and which of them.
    pub start: Option<(PathBuf, Start)>,
    /// Where to compute.
    pub device: Device,
    /// Parts of a batch and threads.
    pub threads: usize,
    /// How gradients are computed, if not by the fastest method.
    pub method: Option<Method>,
}

impl Options {
    /// The folder of all runs.
    fn runs(&self) -> &Path {
        self.folder.parent().unwrap_or(Path::new(""))
    }
}

/// Trains, or resumes the run in `folder`, until the budget is used up.
///
/// # Errors
/// If a file cannot be read or written, or the loss is no longer finite.
pub fn train(options: &Options) -> Result<()> {
    let mut text = read_text(&options.experiment, &options.data)?;
    let written = machine_text::read(&options.experiment.data, options.runs())?;
    written
        .missing
        .iter()
        .for_each(|name| println!("`{name}` has no translations yet: training without them"));
    text.split.train_on(written.pairs);
    pairs::report(&text.faults);
    let tokenizer = open_tokenizer(&options.tokenizer)?;
    let config = options.experiment.model_config(&tokenizer)?;
    let mut encoded = examples::encode(&text.split.train, &tokenizer, &config, &options.experiment.data);
    println!(
        "pairs {:?}, {} too long, {} of unknown symbols, {} broken lines, {} left out beside {} dev and {} test pairs",
        encoded.languages,
        encoded.too_long,
        encoded.unknown,
        text.faults.len(),
        text.split.left_out,
        text.split.dev.values().map(Vec::len).sum::<usize>(),
        text.split.test.values().map(Vec::len).sum::<usize>(),
    );
    std::fs::create_dir_all(&options.folder)
        .with_context(|| format!("cannot make the folder {}", options.folder.display()))?;
    let tokenizer_bytes = std::fs::read(&options.tokenizer)?;
    write_whole(&options.folder.join("tokenizer.json"), &tokenizer_bytes)?;
    let dev = development_sets(&text.split, options.experiment.training.dev_sentences);
    // From human text only, so that a run with back-translated text can continue one without.
    let real = encoded.examples.iter().filter(|example| example.by == Author::Person);
    let pieces = target_pieces::written(real, tokenizer.vocab_size(), tokenizer.special().eos);
    encoded.examples.retain(|example| pieces.spell(&example.tgt));
    Run::start(options, &tokenizer, pieces, dev)?.run(&encoded.examples)
}

fn development_sets(split: &Split, sentences: usize) -> BTreeMap<String, TestSet> {
    split.dev.iter().map(|(l, pairs)| (l.clone(), TestSet::new(pairs).some(sentences))).collect()
}

/// A run between two steps.
pub struct Run<'a> {
    options: &'a Options,
    tokenizer: &'a Tokenizer,
    dev: BTreeMap<String, TestSet>,
    recipe: Recipe,
    model: Model,
    parameters: Parameters,
    optimiser: Optimiser,
    /// Evaluated and exported in place of the parameters, if the experiment asks for it.
    average: Option<Average>,
    progress: Progress,
    display: Display,
}

impl<'a> Run<'a> {
    /// A fresh run, or the one whose state is in the folder.
    ///
    /// # Errors
    /// If the state is of another experiment, or a file cannot be read or written.
    pub fn start(
        options: &'a Options,
        tokenizer: &'a Tokenizer,
        pieces: TargetPieces,
        dev: BTreeMap<String, TestSet>,
    ) -> Result<Self> {
        let experiment = &options.experiment;
        let config = experiment.model_config(tokenizer)?;
        let mut run = Self::fresh(options, tokenizer, (pieces, dev), config)?;
        let path = options.folder.join("state.safetensors");
        if path.exists() {
            let (parameters, optimiser) = (&mut run.parameters, &mut run.optimiser);
            let found = state::load(&path, parameters, optimiser, run.average.as_mut(), &options.device)?;
            if found.seed != experiment.seed || found.shards != run.progress.shards {
                bail!("{} was made with another random seed or number of threads", path.display());
            }
            run.progress = Progress { budget: options.budget.unwrap_or(found.budget), ..found };
            let progress = &run.progress;
            run.display.say(&format!("resumed at step {}, {:.0} s", progress.step, progress.elapsed));
        } else if let Some((folder, start)) = &options.start {
            let (_, other) = open_model(folder, &options.device)?;
            let copied = run.parameters.copy_from(&Parameters::of(&other), &start.parts);
            let all = run.parameters.list.len();
            run.display.say(&format!("{} of {all} parameters from {}", copied.len(), folder.display()));
            run.display.say(&copied.join(" "));
            if copied.len() == all {
                run.progress.continued = account::of(folder)?;
            }
            run.progress.init = copied;
            run.progress.init_from = Some(start.from.clone());
        }
        target_pieces::forbid_others(&run.recipe.pieces, &mut run.parameters, &mut run.optimiser);
        if !path.exists() {
            run.average = experiment.training.average.map(|decay| Average::of(&run.parameters, decay));
        }
        run.model = run.parameters.write_to(run.model);
        Ok(run)
    }

    fn fresh(
        options: &'a Options,
        tokenizer: &'a Tokenizer,
        (pieces, dev): (TargetPieces, BTreeMap<String, TestSet>),
        config: ModelConfig,
    ) -> Result<Self> {
        let experiment = &options.experiment;
        options.device.seed(experiment.seed);
        let model = Model::init(&config, &options.device);
        let mut parameters = Parameters::of(&model);
        forget_gates::open(&mut parameters, &config.network);
        let display = Display::new();
        display.say(&format!("{}: {} parameters", experiment.name, parameters.count()));
        write_whole(&options.folder.join("config.json"), config.to_json().as_bytes())?;
        Ok(Self {
            tokenizer,
            dev,
            recipe: Recipe {
                method: options.method.unwrap_or_else(|| Method::fastest(&options.device, &config.network)),
                config,
                pieces,
                smoothing: experiment.training.label_smoothing,
                seed: experiment.seed,
                shards: options.threads,
                device: options.device.clone(),
            },
            average: experiment.training.average.map(|decay| Average::of(&parameters, decay)),
            optimiser: Optimiser::new(parameters.list.len(), experiment.training.clip, options.threads),
            progress: Progress {
                step: 0,
                elapsed: 0.0,
                tokens: 0,
                back_tokens: 0,
                distilled_tokens: 0,
                budget: options.budget.unwrap_or(experiment.training.budget),
                seed: experiment.seed,
                shards: options.threads,
                looked: 0.0,
                best: None,
                init: Vec::new(),
                init_from: None,
                continued: None,
            },
            model,
            parameters,
            display,
            options,
        })
    }

    /// Trains until the budget is used up.
    ///
    /// # Errors
    /// If a file cannot be written, or the loss is no longer finite.
    pub fn run(mut self, examples: &[Example]) -> Result<()> {
        let training = &self.options.experiment.training;
        let mut batches = Batches::new(examples, training.batch, self.recipe.seed);
        let mut saved = Instant::now();
        self.display.say(&format!("training for {}", describe(self.progress.budget)));
        while self.fraction() < 1.0 {
            self.step(&mut batches)?;
            if self.progress.elapsed - self.progress.looked >= training.dev_minutes * 60.0 {
                self.look()?;
            }
            if saved.elapsed().as_secs_f64() >= training.save_minutes * 60.0 {
                self.save()?;
                saved = Instant::now();
            }
        }
        self.look()?;
        self.save()
    }

    fn fraction(&self) -> f64 {
        self.progress.budget.fraction(self.progress.step, self.progress.elapsed)
    }

    /// One step on the next batch; returns the loss per target token before the update.
    ///
    /// # Errors
    /// If the loss or its gradient is not finite: no parameter changes then.
    pub fn step(&mut self, batches: &mut Batches) -> Result<f64> {
        let started = Instant::now();
        let batch = batches.get(self.progress.step);
        let training = &self.options.experiment.training;
        let schedule = Schedule {
            peak: training.rate,
            warmup: training.warmup,
            end: training.end,
            restarts: &training.restarts,
        };
        let rate = schedule.rate(self.progress.step, self.progress.elapsed, self.progress.budget);
        let (loss, slopes) =
            gradients(&self.model, &mut self.parameters, &batch, self.progress.step, &self.recipe);
        if !loss.sum.is_finite() {
            bail!("the loss of step {} is not finite", self.progress.step);
        }
        let step = self.progress.step;
        let norm = self
            .optimiser
            .step(rate, &mut self.parameters, &slopes, &self.options.device)
            .with_context(|| format!("step {step}"))?;
        if self.recipe.method == Method::Autodiff {
            self.model = self.parameters.write_to(self.model.clone());
        }
        if let Some(average) = &mut self.average {
            average.add(&self.parameters, step, self.options.threads);
        }
        let seconds = started.elapsed().as_secs_f64();
        let tokens = self.progress.count(&batch);
        self.progress.step += 1;
        self.progress.elapsed += seconds;
        let report = StepReport { loss: loss.mean(), rate, norm, tokens, seconds };
        self.display.step(report, &self.progress);
        Ok(loss.mean())
    }

    /// Evaluates on the development set; saves the network if it is the best so far.
    fn look(&mut self) -> Result<()> {
        self.progress.looked = self.progress.elapsed;
        let averaged = self.average.as_ref().map(|a| a.parameters(&self.parameters, &self.options.device));
        let model = averaged.as_ref().unwrap_or(&self.parameters).write_to(self.model.valid());
        let decoder = Decoder {
            model: &model,
            config: &self.recipe.config,
            tokenizer: self.tokenizer,
            device: &self.options.device,
            threads: self.options.threads,
        };
        let bleu: BTreeMap<String, f64> = self
            .dev
            .iter()
            .map(|(language, set)| (language.clone(), set.score(&set.translate(&decoder)).all.bleu))
            .collect();
        let mean = bleu.values().sum::<f64>() / bleu.len().max(1) as f64;
        let look = Look { step: self.progress.step, bleu, mean };
        let better = self.progress.best.as_ref().is_none_or(|best| look.mean >= best.mean);
        let told: Vec<String> = look.bleu.iter().map(|(l, b)| format!("{l} {b:.2}")).collect();
        let mark = if better { ", best so far" } else { "" };
        self.display.say(&format!("step {} dev BLEU {}{mark}", look.step, told.join(", ")));
        if better {
            self.progress.best = Some(look);
            let bytes = checkpoint::save_float(&self.recipe.config, &model);
            write_whole(&self.options.folder.join("model.safetensors"), &bytes)?;
            // The best network and the state must match.
            self.save()?;
        }
        Ok(())
    }

    /// Saves the state.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn save(&self) -> Result<()> {
        let path = self.options.folder.join("state.safetensors");
        state::save(&path, &self.parameters, &self.optimiser, self.average.as_ref(), &self.progress)
    }
}
