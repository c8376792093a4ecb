//! A checkpoint opened for batch decoding.

use std::path::Path;

use anyhow::Result;
use burn::tensor::Device;
use seq2see_train::checkpoint_folder::{Checkpoint, open};
use seq2see_train::decoding::Decoder;

use super::device::cores;

/// A checkpoint and where it is.
pub(crate) struct Opened {
    /// The checkpoint.
    pub(crate) checkpoint: Checkpoint,
    device: Device,
}

impl Opened {
    /// Opens a folder on the CPU.
    ///
    /// # Errors
    /// If a file is missing or damaged.
    pub(crate) fn new(folder: &Path) -> Result<Self> {
        let device = Device::flex();
        Ok(Self { checkpoint: open(folder, &device)?, device })
    }

    /// A decoder on all cores.
    pub(crate) fn decoder(&self) -> Decoder<'_> {
        let Self { checkpoint: Checkpoint { config, model, tokenizer }, device } = self;
        Decoder { model, config, tokenizer, device, threads: cores() }
    }
}
