//! `seq2see noisy`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use seq2see_train::results::noisy_copy::{Cost, costs};

use super::opened::Opened;
use super::text::TextArgs;

/// Arguments.
#[derive(Args)]
pub(crate) struct NoisyArgs {
    #[command(flatten)]
    text: TextArgs,
    /// The checkpoint's folder
    #[arg(long)]
    model: PathBuf,
}

impl NoisyArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub(crate) fn run(self) -> Result<()> {
        let (_, known) = self.text.read()?;
        let opened = Opened::new(&self.model)?;
        println!("language noise                 sources  as written  as typed");
        for (language, pairs) in &known.split.dev {
            for Cost { name, sources, written, typed } in costs(pairs, language, &opened.decoder()) {
                println!("{language:<8} {name:<21} {sources:>8} {written:>11.2} {typed:>9.2}");
            }
        }
        Ok(())
    }
}
