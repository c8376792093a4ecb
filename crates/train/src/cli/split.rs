//! `seq2see split`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use seq2see_train::text::split;

use super::text::TextArgs;

/// Arguments.
#[derive(Args)]
pub(crate) struct SplitArgs {
    #[command(flatten)]
    text: TextArgs,
    /// The folder to write to
    #[arg(long)]
    out: PathBuf,
}

impl SplitArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub(crate) fn run(self) -> Result<()> {
        let (_, text) = self.text.read()?;
        split::write(&text.split, &self.out)
    }
}
