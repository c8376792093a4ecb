//! The device of a command.

use anyhow::Result;
use burn::tensor::Device;
use clap::ValueEnum;

/// Where to compute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DeviceKind {
    /// All cores of the processor
    Cpu,
    /// A GPU; needs a build with the feature `vulkan`
    Vulkan,
}

impl DeviceKind {
    /// Opens it.
    pub(crate) fn open(self) -> Result<Device> {
        match self {
            Self::Cpu => Ok(Device::flex()),
            #[cfg(feature = "vulkan")]
            Self::Vulkan => Ok(Device::vulkan(burn::tensor::DeviceKind::DefaultDevice)),
            #[cfg(not(feature = "vulkan"))]
            Self::Vulkan => anyhow::bail!("this build has no Vulkan: build with --features vulkan"),
        }
    }

    /// Threads, each with a part of the batch, for a requested number; a GPU takes the whole batch at once.
    pub(crate) fn threads(self, wanted: Option<usize>) -> usize {
        match self {
            Self::Cpu => wanted.unwrap_or_else(cores).max(1),
            Self::Vulkan => 1,
        }
    }
}

/// The processor's cores.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
