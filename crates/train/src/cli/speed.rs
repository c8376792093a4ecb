//! `seq2see speed`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use seq2see_train::experiment::Experiment;
use seq2see_train::run::shards::Method;
use seq2see_train::run::speed;

use super::device::DeviceKind;

/// Arguments.
#[derive(Args)]
pub(crate) struct SpeedArgs {
    /// The experiment's file
    #[arg(long)]
    config: PathBuf,
    /// Vocabulary size
    #[arg(long, default_value_t = 8000)]
    vocab_size: usize,
    /// Steps to time
    #[arg(long, default_value_t = 20)]
    steps: usize,
    /// Device
    #[arg(long, default_value = "cpu")]
    device: DeviceKind,
    /// Number of threads
    #[arg(long)]
    threads: Option<usize>,
    /// Use Burn's automatic differentiation even where hand-written gradients exist, to compare
    #[arg(long)]
    tape: bool,
}

impl SpeedArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If the experiment cannot be read, or the device cannot be opened.
    pub(crate) fn run(self) -> Result<()> {
        let experiment = Experiment::read(&self.config)?;
        let (threads, device) = (self.device.threads(self.threads), self.device.open()?);
        let method = self.tape.then_some(Method::Autodiff);
        let speed = speed::measure(&experiment, self.vocab_size, self.steps, &device, threads, method)?;
        println!(
            "{}: {:.0} ms per step, {:.0} tokens/s, batch {}, {threads} threads",
            experiment.name, speed.ms_per_step, speed.tokens_per_second, experiment.training.batch,
        );
        Ok(())
    }
}
