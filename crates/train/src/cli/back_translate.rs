//! `seq2see back-translate`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use seq2see_train::text::machine_text::back_translation;
use seq2see_train::text::pairs;

use super::opened::Opened;
use super::text::TextArgs;

/// Arguments.
#[derive(Args)]
pub(crate) struct BackTranslateArgs {
    #[command(flatten)]
    text: TextArgs,
    /// The sentences: the first tab-separated column of each line
    #[arg(long)]
    sentences: PathBuf,
    /// Maximum sentence length in words
    #[arg(long, default_value_t = 12)]
    longest: usize,
    /// Maximum number of sentences
    #[arg(long, default_value_t = 100_000)]
    count: usize,
    /// The folder of all runs
    #[arg(long, default_value = "runs")]
    runs: PathBuf,
}

impl BackTranslateArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub(crate) fn run(self) -> Result<()> {
        let (experiment, known) = self.text.read()?;
        let lines = std::fs::read_to_string(&self.sentences)
            .with_context(|| format!("cannot read {}", self.sentences.display()))?;
        let mut chosen = back_translation::choose(&lines, &known.split, self.longest);
        chosen.shuffle(&mut ChaCha8Rng::seed_from_u64(experiment.seed));
        chosen.truncate(self.count);
        let folder = self.runs.join(&experiment.name);
        let opened = Opened::new(&folder)?;
        let language = &opened.checkpoint.config.target_language;
        let pairs = back_translation::translate(&opened.decoder(), &chosen, language);
        pairs::write(&folder.join(back_translation::FILE), &pairs)?;
        println!("{} of {} sentences back-translated", pairs.len(), chosen.len());
        Ok(())
    }
}
