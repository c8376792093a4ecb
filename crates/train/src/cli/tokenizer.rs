//! `seq2see tokenizer`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use seq2see_train::text::vocabulary::{self, VocabularyConfig};

use super::text::TextArgs;

/// Arguments.
#[derive(Args)]
pub(crate) struct TokenizerArgs {
    #[command(flatten)]
    text: TextArgs,
    /// The file to write
    #[arg(long, default_value = "models/tokenizer.json")]
    out: PathBuf,
    /// Vocabulary size, special tokens included
    #[arg(long, default_value_t = 8000)]
    vocab_size: usize,
}

impl TokenizerArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub(crate) fn run(self) -> Result<()> {
        let (experiment, text) = self.text.read()?;
        let config = VocabularyConfig {
            vocab_size: self.vocab_size,
            alphabet: 2200,
            min_frequency: 2,
            pairs_per_language: 60_000,
            seed: experiment.seed,
        };
        vocabulary::write(&vocabulary::learn(&text.split.train, &config)?, &self.out)
    }
}
