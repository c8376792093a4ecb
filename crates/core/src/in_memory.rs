//! Tensors whose numbers lie in this process's memory.
//!
//! There one loop can take the place of a row of tensor operations, each of which costs a token about a microsecond
//! besides its work. What has such a form keeps its plain one, for tapes and GPUs, and a test that holds the two together.

use std::ops::Deref;

use burn::tensor::{Device, Tensor, TensorData};

/// Whether the numbers lie in this process's memory, and on no tape.
#[cfg(feature = "flex")]
pub(crate) fn on_cpu<const D: usize>(x: &Tensor<D>) -> bool {
    let device = x.device();
    device == Device::flex() && !device.is_autodiff()
}

/// Whether the numbers lie in this process's memory: never, without a backend that keeps them there.
#[cfg(not(feature = "flex"))]
pub(crate) fn on_cpu<const D: usize>(_: &Tensor<D>) -> bool {
    false
}

/// The numbers of a tensor to look at, row after row; copied where another tensor shares them.
pub(crate) struct Numbers(TensorData);

impl Deref for Numbers {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        self.0.as_slice().expect("activations are float32")
    }
}

/// The numbers of a tensor to look at.
pub(crate) fn numbers<const D: usize>(x: Tensor<D>) -> Numbers {
    Numbers(x.into_data())
}

/// The numbers of a tensor to keep or to change.
pub(crate) fn floats<const D: usize>(x: Tensor<D>) -> Vec<f32> {
    x.into_data().try_into_vec().expect("activations are float32")
}

/// A tensor of numbers, row after row.
///
/// # Panics
/// If there are not as many as `shape` says.
pub(crate) fn tensor<const D: usize>(numbers: Vec<f32>, shape: [usize; D], device: &Device) -> Tensor<D> {
    Tensor::from_data(TensorData::new(numbers, shape), device)
}
