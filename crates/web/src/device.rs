//! Where the tensors live: the backend that this package was built for.

use burn::tensor::Device;
use seq2see_core::{Model, ModelConfig, checkpoint};

use crate::fault::Fault;

/// Opens the package's device.
///
/// # Errors
/// Code `device-unavailable`, with the reason that WebGPU gives. The CPU is always there.
#[cfg(feature = "gpu")]
pub(crate) async fn open() -> Result<Device, Fault> {
    let device = Device::wgpu_options().init_async().await;
    device.map_err(|error| Fault::new("device-unavailable", error))
}

/// Opens the package's device.
///
/// # Errors
/// None: the CPU is always there. The signature is that of the WebGPU package.
#[cfg(all(feature = "cpu", not(feature = "gpu")))]
pub(crate) async fn open() -> Result<Device, Fault> {
    Ok(Device::flex())
}

/// Without a backend the crate can be checked, not used.
#[cfg(not(any(feature = "cpu", feature = "gpu")))]
pub(crate) async fn open() -> Result<Device, Fault> {
    Err(Fault::new("device-unavailable", "this package was built without a backend"))
}

/// Reads a checkpoint for the package's device: the CPU multiplies with int8 as it is in the file, a GPU with float32.
///
/// # Errors
/// Those of [`checkpoint::load`].
pub(crate) fn read(
    config: &str,
    weights: &[u8],
    device: &Device,
) -> seq2see_core::Result<(ModelConfig, Model)> {
    if cfg!(feature = "gpu") {
        checkpoint::load(config, weights, device)
    } else {
        checkpoint::load_int8(config, weights, device)
    }
}
