//! `seq2see train`: one experiment, or all that are missing.

use std::path::PathBuf;

use anyhow::Result;
use burn::tensor::Device;
use clap::Args;
use seq2see_train::experiment::{Experiment, Start};
use seq2see_train::plan::{self, Folders, Status};
use seq2see_train::results::export::{Export, export};
use seq2see_train::results::report;
use seq2see_train::run::schedule::Budget;
use seq2see_train::run::shards::Method;
use seq2see_train::run::training::{Options, train};
use seq2see_train::text::corpus::read_text;

use super::device::{DeviceKind, cores};

/// Arguments.
#[derive(Debug, Args)]
pub(crate) struct TrainArgs {
    /// The experiment's file
    #[arg(long, required_unless_present = "all")]
    config: Option<PathBuf>,
    /// Train all experiments that are not trained yet, in the order of all.toml; exports checkpoints and writes the report
    #[arg(long, conflicts_with_all = ["config", "minutes", "steps", "init"])]
    all: bool,
    /// The folder of the experiments
    #[arg(long, default_value = "experiments")]
    experiments: PathBuf,
    /// The folder of the pair files
    #[arg(long, env = "SEQ2SEE_DATA")]
    data: PathBuf,
    /// The vocabulary
    #[arg(long, default_value = "models/tokenizer.json")]
    tokenizer: PathBuf,
    /// Budget in minutes, in place of the experiment's
    #[arg(long, conflicts_with = "steps")]
    minutes: Option<f64>,
    /// Budget in steps, in place of the experiment's
    #[arg(long)]
    steps: Option<u64>,
    /// Device
    #[arg(long, default_value = "cpu")]
    device: DeviceKind,
    /// The folder of all runs
    #[arg(long, default_value = "runs")]
    out: PathBuf,
    /// The folder of all checkpoints
    #[arg(long, default_value = "models")]
    models: PathBuf,
    /// Initialise from the matching parameters of this checkpoint or run, in place of the experiment's `[start]`
    #[arg(long)]
    init: Option<PathBuf>,
    /// Initialise only parameters whose names start with one of these, such as `embedding`
    #[arg(long, requires = "init", value_delimiter = ',')]
    init_parts: Vec<String>,
    /// Number of threads; a run must be resumed with the same number
    #[arg(long)]
    threads: Option<usize>,
    /// Use Burn's automatic differentiation even where hand-written gradients exist, to compare
    #[arg(long)]
    tape: bool,
}

impl TrainArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If a file cannot be read or written, or a loss is no longer finite.
    pub(crate) fn run(self) -> Result<()> {
        match &self.config {
            Some(config) => self.train(Experiment::read(config)?),
            None => self.train_all(),
        }
    }

    fn folders(&self) -> Folders {
        Folders { experiments: self.experiments.clone(), runs: self.out.clone(), models: self.models.clone() }
    }

    fn train(&self, experiment: Experiment) -> Result<()> {
        let budget = self.minutes.map(Budget::Minutes).or(self.steps.map(Budget::Steps));
        train(&Options {
            folder: self.out.join(&experiment.name),
            start: self.start(&experiment)?,
            experiment,
            data: self.data.clone(),
            tokenizer: self.tokenizer.clone(),
            budget,
            device: self.device.open()?,
            threads: self.device.threads(self.threads),
            method: self.tape.then_some(Method::Autodiff),
        })
    }

    /// The network to initialise from: the command line's, else the experiment's; none once the run has a state.
    fn start(&self, experiment: &Experiment) -> Result<Option<(PathBuf, Start)>> {
        if self.out.join(&experiment.name).join("state.safetensors").exists() {
            return Ok(None);
        }
        if let Some(folder) = &self.init {
            let start = Start { from: folder.display().to_string(), parts: self.init_parts.clone() };
            return Ok(Some((folder.clone(), start)));
        }
        let start = experiment.start.clone();
        start.map(|start| Ok((self.folders().start(&start)?, start))).transpose()
    }

    /// Trains what is missing, one after the other, exports each checkpoint when its run is complete, and writes the report last.
    fn train_all(&self) -> Result<()> {
        let (folders, names) = (self.folders(), plan::order(&self.experiments)?);
        for name in &names {
            let experiment = folders.experiment(name)?;
            let status = folders.status(&experiment)?;
            println!("{name}: {}", describe(status));
            if status == Status::Missing {
                self.train(experiment.clone())?;
            }
            if status != Status::Done {
                let text = read_text(&experiment, &self.data)?;
                let (run, out) = (self.out.join(name), self.models.join(name));
                let threads = self.device.threads(self.threads).min(cores());
                let job = Export {
                    run: &run,
                    out: &out,
                    experiment: &experiment,
                    text: &text,
                    continued: None,
                    threads,
                };
                export(&job, &Device::flex())?;
                report::write(&self.models, &names)?;
            }
        }
        report::write(&self.models, &names)
    }
}

fn describe(status: Status) -> &'static str {
    match status {
        Status::Done => "done",
        Status::Trained => "trained; to be exported",
        Status::Missing => "to be trained",
    }
}
