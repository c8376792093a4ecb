//! Tensors whose numbers lie in this process's memory.
//!
//! There one loop can take the place of a row of tensor operations, each of which costs a token about a microsecond
//! besides its work. What has such a form keeps its plain one, for tapes and GPUs, and a test that holds the two together.

use burn::tensor::{Device, Tensor, TensorData};

#[cfg(feature = "flex")]
pub(crate) use flex::{numbers, on_cpu};
#[cfg(not(feature = "flex"))]
pub(crate) use without_flex::{numbers, on_cpu};

#[cfg(feature = "flex")]
mod flex {
    use std::ops::Deref;

    use burn::backend::{Flex, flex::FlexTensor};
    use burn::tensor::{Device, Tensor};

    /// Whether the numbers lie in this process's memory, and on no tape.
    ///
    /// # Shapes
    /// - `x`: any
    pub(crate) fn on_cpu<const D: usize>(x: &Tensor<D>) -> bool {
        let device = x.device();
        device == Device::flex() && !device.is_autodiff()
    }

    /// The numbers of a tensor to look at, row after row, where they are.
    pub(crate) struct Numbers(FlexTensor);

    /// The numbers of a tensor to look at: not copied, unless its rows do not lie one after the other.
    ///
    /// # Shapes
    /// - `x`: any
    ///
    /// # Panics
    /// If they do not lie [in memory](on_cpu).
    pub(crate) fn numbers<const D: usize>(x: Tensor<D>) -> Numbers {
        Numbers(x.try_into_primitive::<Flex>().expect("a tensor in memory").to_contiguous())
    }

    impl Deref for Numbers {
        type Target = [f32];

        fn deref(&self) -> &[f32] {
            let (start, end) = self.0.layout().contiguous_offsets().expect("made so above");
            &self.0.storage()[start..end]
        }
    }
}

/// A core that knows no backend with numbers in memory.
#[cfg(not(feature = "flex"))]
mod without_flex {
    use burn::tensor::Tensor;

    /// # Shapes
    /// - `x`: any
    pub(crate) fn on_cpu<const D: usize>(_: &Tensor<D>) -> bool {
        false
    }

    /// # Shapes
    /// - `x`: any
    pub(crate) fn numbers<const D: usize>(x: Tensor<D>) -> Vec<f32> {
        super::floats(x)
    }
}

/// Whether a device computes with the kernels of [`dispatch`](super::dispatch): not a tape, nor this process's memory.
#[cfg(feature = "gpu")]
pub(crate) fn on_gpu(device: &Device) -> bool {
    #[cfg(feature = "flex")]
    if *device == Device::flex() {
        return false;
    }
    !device.is_autodiff()
}

/// A core that knows no GPU.
#[cfg(not(feature = "gpu"))]
pub(crate) fn on_gpu(_: &Device) -> bool {
    false
}

/// The numbers of a tensor to keep or to change.
///
/// # Shapes
/// - `x`: any
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
