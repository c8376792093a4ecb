//! Several tensors brought from the device in one transfer.

use burn::tensor::Tensor;

use crate::error::{Error, Result};
use crate::in_memory::{floats, numbers, on_cpu};
use crate::trace::Matrix;

/// Collects tensors on the device, then reads them back together: one wait for the device, however many there are.
/// Those that lie in this process's memory are read as they come.
#[derive(Default)]
pub(crate) struct Readback {
    /// In the order they were pushed; without their numbers where those are on a device.
    matrices: Vec<Matrix>,
    /// The numbers of all of them that are on a device.
    waiting: Vec<Tensor<1>>,
}

impl Readback {
    /// Adds a tensor, to be read as a matrix: leading dimensions become rows.
    pub(crate) fn push<const D: usize>(&mut self, x: Tensor<D>) {
        self.push_stacked([x]);
    }

    /// Adds tensors of one width, to be read as one matrix: the rows of the first, then those of the next.
    pub(crate) fn push_stacked<const D: usize>(&mut self, xs: impl IntoIterator<Item = Tensor<D>>) {
        let mut stacked = Matrix::default();
        for x in xs {
            let (dims, len) = (x.dims(), x.shape().num_elements());
            stacked.cols = dims[D - 1];
            stacked.rows += len / dims[D - 1].max(1);
            if !on_cpu(&x) {
                self.waiting.push(x.reshape([len]));
            } else if stacked.data.is_empty() {
                stacked.data = floats(x);
            } else {
                stacked.data.extend_from_slice(&numbers(x));
            }
        }
        self.matrices.push(stacked);
    }

    /// Waits for the device; returns the matrices in the order they were pushed.
    pub(crate) async fn read(mut self) -> Result<Vec<Matrix>> {
        if self.waiting.is_empty() {
            return Ok(self.matrices);
        }
        let device = |error: &dyn std::fmt::Display| Error::Device(error.to_string());
        let all = Tensor::cat(self.waiting, 0).into_data_async().await.map_err(|e| device(&e))?;
        let all: Vec<f32> = all.try_into_vec().map_err(|e| device(&e))?;
        let mut rest = all.as_slice();
        for matrix in &mut self.matrices {
            let (data, tail) = rest.split_at(matrix.rows * matrix.cols);
            matrix.data = data.to_vec();
            rest = tail;
        }
        Ok(self.matrices)
    }
}
