//! `seq2see report`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use seq2see_train::plan;
use seq2see_train::results::report;

/// Arguments.
#[derive(Args)]
pub(crate) struct ReportArgs {
    /// The folder of all checkpoints
    #[arg(long, default_value = "models")]
    models: PathBuf,
    /// The folder of the experiments
    #[arg(long, default_value = "experiments")]
    experiments: PathBuf,
}

impl ReportArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub(crate) fn run(self) -> Result<()> {
        report::write(&self.models, &plan::order(&self.experiments)?)
    }
}
