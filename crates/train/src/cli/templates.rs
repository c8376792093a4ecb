//! `seq2see templates`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use seq2see_train::text::noise::{NoiseConfig, noisy};
use seq2see_train::text::{pairs, phrasebook, templates};

/// What the command is told.
#[derive(Args)]
pub(crate) struct TemplatesArgs {
    /// The file to write
    #[arg(long)]
    out: PathBuf,
    /// How many of each kind and language
    #[arg(long, default_value_t = 4000)]
    count: usize,
    /// The share of them that is written once more as visitors type
    #[arg(long, default_value_t = 0.0)]
    share: f64,
    /// Everything random hangs on it
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl TemplatesArgs {
    /// Does it.
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
