//! `seq2see translate`.

use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use burn::tensor::Device;
use clap::Args;
use seq2see_train::checkpoint_folder::open_int8;
use seq2see_train::results::translation::translate_lines;

/// Arguments.
#[derive(Args)]
pub(crate) struct TranslateArgs {
    /// The checkpoint's folder
    #[arg(long)]
    model: PathBuf,
    /// Beam size; 1 is greedy search
    #[arg(long, default_value_t = 1)]
    beam: usize,
}

impl TranslateArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If the checkpoint cannot be read, or input or output break.
    pub(crate) fn run(self) -> Result<ExitCode> {
        if self.beam == 0 {
            bail!("the beam must keep at least one hypothesis");
        }
        let device = Device::flex();
        let checkpoint = open_int8(&self.model, &device)?;
        let output = BufWriter::new(io::stdout().lock());
        let errors = io::stderr().lock();
        let failed = translate_lines(checkpoint, self.beam, device, io::stdin().lock(), output, errors)?;
        Ok(if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}
