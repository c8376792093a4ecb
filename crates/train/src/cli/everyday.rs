//! `seq2see everyday`.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use seq2see_train::text::pairs;
use seq2see_train::text::unseen::{self, EVERYDAY, Typed};

use super::lists::judge;

/// Arguments.
#[derive(Args)]
pub(crate) struct EverydayArgs {
    /// The checkpoint's folder
    #[arg(long)]
    model: PathBuf,
    /// Pair files to check for the sentences: an error if one contains any
    #[arg(long)]
    unseen_in: Vec<PathBuf>,
}

impl EverydayArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If the checkpoint or a file cannot be read, or a file holds one of the sentences.
    pub(crate) fn run(self) -> Result<()> {
        judge(&self.model, EVERYDAY, Typed::AsWritten)?;
        for file in &self.unseen_in {
            let known = pairs::read(file, "ko")?.pairs;
            let seen: Vec<_> = known.iter().filter(|pair| unseen::is_one(&pair.source)).collect();
            if let Some(pair) = seen.first() {
                bail!("{} holds {} of the sentences, such as {}", file.display(), seen.len(), pair.source);
            }
            println!("none in {}", file.display());
        }
        Ok(())
    }
}
