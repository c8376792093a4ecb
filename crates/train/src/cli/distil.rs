//! `seq2see distil`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use seq2see_train::text::machine_text::distillation;

use super::opened::Opened;
use super::text::TextArgs;

/// Arguments.
#[derive(Args)]
pub(crate) struct DistilArgs {
    #[command(flatten)]
    text: TextArgs,
    /// The folder of all runs
    #[arg(long, default_value = "runs")]
    runs: PathBuf,
}

impl DistilArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub(crate) fn run(self) -> Result<()> {
        let (experiment, known) = self.text.read()?;
        let folder = self.runs.join(&experiment.name);
        let pairs = distillation::translate(&Opened::new(&folder)?.decoder(), &known.split.train);
        println!("{} translations close to a reference", pairs.len());
        distillation::write(&folder, pairs)
    }
}
