//! The text arguments that several commands share.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use seq2see_train::experiment::Experiment;
use seq2see_train::text::corpus::{Text, read_text};
use seq2see_train::text::pairs;

/// An experiment and the folder of its pair files.
#[derive(Args)]
pub(crate) struct TextArgs {
    /// The experiment's file
    #[arg(long)]
    config: PathBuf,
    /// The folder of the pair files
    #[arg(long, env = "SEQ2SEE_DATA")]
    data: PathBuf,
}

impl TextArgs {
    /// Reads the experiment and its text; reports malformed lines.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub(crate) fn read(&self) -> Result<(Experiment, Text)> {
        let experiment = Experiment::read(&self.config)?;
        let text = read_text(&experiment, &self.data)?;
        pairs::report(&text.faults);
        Ok((experiment, text))
    }
}
