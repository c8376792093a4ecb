//! `seq2see templates`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use seq2see_train::text::noise::{NoiseConfig, noisy};
use seq2see_train::text::{pairs, phrasebook, templates};

/// Arguments.
#[derive(Args)]
pub(crate) struct TemplatesArgs {
    /// The file to write
    #[arg(long)]
    out: PathBuf,
    /// Sentences per kind and language
    #[arg(long, default_value_t = 4000)]
    count: usize,
    /// Share of them that also get a copy with typing noise
    #[arg(long, default_value_t = 0.0)]
    share: f64,
    /// Random seed
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl TemplatesArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(crate) fn run(self) -> Result<()> {
        let Self { count, share, seed, .. } = self;
        let mut made = templates::korean(count, seed);
        made.extend(phrasebook::written());
        made.extend(phrasebook::made(count, seed));
        made.extend(phrasebook::copied(count, seed));
        let noisy = noisy(&made, NoiseConfig { share }, seed);
        made.extend(noisy);
        pairs::write(&self.out, &made)
    }
}
