//! `seq2see evaluate`.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use seq2see_train::results::evaluation::{Evaluation, TestSet};
use seq2see_train::text::pairs;
use serde::Serialize;

use super::opened::Opened;

/// Arguments.
#[derive(Args)]
pub(crate) struct EvaluateArgs {
    /// The checkpoint's folder
    #[arg(long)]
    model: PathBuf,
    /// The pair file to evaluate on
    #[arg(long)]
    data: PathBuf,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
}

impl EvaluateArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub(crate) fn run(self) -> Result<()> {
        let opened = Opened::new(&self.model)?;
        let read = pairs::read(&self.data, "")?;
        pairs::report(&read.faults);
        if read.pairs.is_empty() {
            bail!("{} has no pairs", self.data.display());
        }
        let (set, decoder) = (TestSet::new(&read.pairs), opened.decoder());
        let evaluation = set.score(&set.translate(&decoder));
        let untranslated = set.unreadable(&decoder);
        if self.json {
            println!("{}", serde_json::to_string_pretty(&Answer { evaluation, untranslated })?);
        } else {
            print!("{evaluation}");
            let of = set.sources.len();
            println!(
                "{untranslated} of {of} sources could not be translated: each counts as an empty translation"
            );
        }
        Ok(())
    }
}

/// The JSON output.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    evaluation: Evaluation,
    /// Sources that could not be translated; each counts as an empty translation.
    untranslated: usize,
}
