//! A network's weights as a file: `model.safetensors` beside its `config.json`.
//!
//! A matrix `NAME` is `[d_output, d_input]` int8 with `NAME.scale` `[d_output]` float32: a row is
//! `int8 × scale`. Vectors are float32. A file whose matrices are float32 or float16 is read as well.
//! The file's metadata has `format`, the version of all this, and `mechanism`, the checkpoint's name.
//!
//! ```
//! # fn file(path: &str) -> Vec<u8> {
//! #     std::fs::read(format!("{}/tests/golden/{path}", env!("CARGO_MANIFEST_DIR"))).expect("a golden file")
//! # }
//! use burn::tensor::Device;
//! use seq2see_core::checkpoint;
//!
//! let config = String::from_utf8(file("additive/config.json")).expect("text");
//! let (config, model) = checkpoint::load(&config, &file("additive/model.safetensors"), &Device::flex())?;
//! let (_, again) = checkpoint::load(&config.to_json(), &checkpoint::save(&config, &model), &Device::flex())?;
//! assert_eq!(checkpoint::save(&config, &again), checkpoint::save(&config, &model));
//! # Ok::<(), seq2see_core::Error>(())
//! ```

mod names;
mod quantize;
mod read;
mod write;

use burn::module::Module;
use burn::tensor::Device;

pub use quantize::{expand, quantize};

use crate::config::ModelConfig;
use crate::error::Result;
use crate::model::Model;
use read::Reader;
use write::{Matrices, Writer};

const FORMAT_KEY: &str = "format";
const MECHANISM_KEY: &str = "mechanism";

/// The name of the scales of a matrix.
fn scale_name(matrix: &str) -> String {
    format!("{matrix}.scale")
}

/// Builds the network that `config.json` describes with the weights of a file.
///
/// # Errors
/// [`Error::Config`](crate::Error::Config), or what is wrong with the weights: cut short, of another
/// version or mechanism, a tensor missing, misshapen, not finite, or one too many; the tensor is named.
pub fn load(config_json: &str, weights: &[u8], device: &Device) -> Result<(ModelConfig, Model)> {
    read(config_json, weights, device, false)
}

/// As [`load`], with the matrices left as the int8 of the file: products are taken with them on this
/// process's CPU, whatever the device. For translating, not for training.
///
/// # Errors
/// As [`load`].
pub fn load_int8(config_json: &str, weights: &[u8], device: &Device) -> Result<(ModelConfig, Model)> {
    read(config_json, weights, device, true)
}

fn read(config_json: &str, weights: &[u8], device: &Device, keep_int8: bool) -> Result<(ModelConfig, Model)> {
    let config = ModelConfig::from_json(config_json)?;
    let mut reader = Reader::open(weights, &config, keep_int8)?;
    let mut model = Model::undrawn(&config, device).map(&mut reader);
    reader.finish(&mut model, &config.special)?;
    Ok((config, model))
}

/// The weights file of a network, matrices as int8.
///
/// # Panics
/// If a weight is not finite.
pub fn save(config: &ModelConfig, model: &Model) -> Vec<u8> {
    write(config, model, Matrices::Int8)
}

/// The weights file of a network in float32.
///
/// # Panics
/// If a weight is not finite.
pub fn save_float(config: &ModelConfig, model: &Model) -> Vec<u8> {
    write(config, model, Matrices::Float)
}

fn write(config: &ModelConfig, model: &Model, matrices: Matrices) -> Vec<u8> {
    let mut writer = Writer::new(matrices);
    model.visit(&mut writer);
    writer.finish(config)
}

#[cfg(test)]
mod tests;
