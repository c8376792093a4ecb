//! A checkpoint's folder on disk: `config.json`, `model.safetensors`, and a tokenizer in it or beside it.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use burn::tensor::Device;
use seq2see_core::{Model, ModelConfig, Tokenizer, checkpoint};

/// What a checkpoint's folder holds.
#[derive(Debug)]
pub struct Checkpoint {
    /// Which network.
    pub config: ModelConfig,
    /// Its weights.
    pub model: Model,
    /// Its vocabulary.
    pub tokenizer: Arc<Tokenizer>,
}

/// Reads a folder such as `models/additive`; the tokenizer is `tokenizer.json` in the folder, else in the one above.
///
/// # Errors
/// If a file is missing or damaged.
pub fn open(folder: &Path, device: &Device) -> Result<Checkpoint> {
    with_tokenizer(folder, open_model(folder, device)?)
}

/// As [`open`], for translating on the CPU: products are taken with the file's int8, as the page takes them.
///
/// # Errors
/// If a file is missing or damaged.
pub fn open_int8(folder: &Path, device: &Device) -> Result<Checkpoint> {
    with_tokenizer(
        folder,
        read_model(folder, |config, weights| checkpoint::load_int8(config, weights, device))?,
    )
}

fn with_tokenizer(folder: &Path, (config, model): (ModelConfig, Model)) -> Result<Checkpoint> {
    let places = [folder.join("tokenizer.json"), folder.join("..").join("tokenizer.json")];
    let Some(place) = places.iter().find(|place| place.exists()) else {
        bail!("no tokenizer.json in {} or above it", folder.display());
    };
    let tokenizer = open_tokenizer(place)?;
    if tokenizer.vocab_size() != config.vocab_size {
        let (has, needs) = (tokenizer.vocab_size(), config.vocab_size);
        bail!("{} has {has} pieces, {} needs {needs}", place.display(), folder.display());
    }
    Ok(Checkpoint { config, model, tokenizer: Arc::new(tokenizer) })
}

/// Reads network and weights alone.
///
/// # Errors
/// If a file is missing or damaged.
pub fn open_model(folder: &Path, device: &Device) -> Result<(ModelConfig, Model)> {
    read_model(folder, |config, weights| checkpoint::load(config, weights, device))
}

fn read_model(
    folder: &Path,
    load: impl Fn(&str, &[u8]) -> seq2see_core::Result<(ModelConfig, Model)>,
) -> Result<(ModelConfig, Model)> {
    let config = read(&folder.join("config.json"))?;
    let config = String::from_utf8(config).context("config.json is not UTF-8")?;
    let weights = read(&folder.join("model.safetensors"))?;
    load(&config, &weights).with_context(|| format!("{} is no checkpoint", folder.display()))
}

/// Reads a `tokenizer.json`.
///
/// # Errors
/// If it is missing or damaged.
pub fn open_tokenizer(path: &Path) -> Result<Tokenizer> {
    Tokenizer::from_bytes(&read(path)?).with_context(|| path.display().to_string())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
