//! `seq2see export`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use burn::tensor::Device;
use clap::Args;
use seq2see_train::results::export::{Export, export};
use seq2see_train::run::account;
use seq2see_train::run::history::Learned;

use super::device::cores;
use super::text::TextArgs;

/// Arguments.
#[derive(Args)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    text: TextArgs,
    /// The folder of all runs
    #[arg(long, default_value = "runs")]
    runs: PathBuf,
    /// The folder of all checkpoints
    #[arg(long, default_value = "models")]
    out: PathBuf,
    /// Folders of the runs that this run continues, oldest first, if its state does not record them
    #[arg(long)]
    continued: Vec<PathBuf>,
}

impl ExportArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub(crate) fn run(self) -> Result<()> {
        let (experiment, text) = self.text.read()?;
        let before = self.before()?;
        let metrics = export(
            &Export {
                run: &self.runs.join(&experiment.name),
                out: &self.out.join(&experiment.name),
                experiment: &experiment,
                text: &text,
                continued: before.as_ref(),
                threads: cores(),
            },
            &Device::flex(),
        )?;
        print!("{}", metrics.to_json());
        Ok(())
    }

    /// The training history of the runs that the command line names.
    fn before(&self) -> Result<Option<Learned>> {
        let mut before = None;
        for folder in &self.continued {
            let then = account::of(folder)?
                .with_context(|| format!("{} is neither a run nor a checkpoint", folder.display()))?;
            before = Some(Learned::whole(before, then));
        }
        Ok(before)
    }
}
