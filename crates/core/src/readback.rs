//! Several tensors brought from the device in one transfer.

use burn::tensor::Tensor;

use crate::error::{Error, Result};
use crate::trace::Matrix;

/// Collects tensors on the device, then reads them back together: one wait for the device, however many there are.
#[derive(Default)]
pub(crate) struct Readback {
    parts: Vec<Tensor<1>>,
    shapes: Vec<[usize; 2]>,
}

impl Readback {
    /// Adds a tensor, to be read as a matrix: leading dimensions become rows.
    pub(crate) fn push<const D: usize>(&mut self, x: Tensor<D>) {
        let dims = x.dims();
        let cols = dims[D - 1];
        let len = dims.iter().product::<usize>();
        self.shapes.push([len / cols.max(1), cols]);
        self.parts.push(x.reshape([len]));
    }

    /// Waits for the device; returns the matrices in the order they were pushed.
    pub(crate) async fn read(self) -> Result<Vec<Matrix>> {
        let device = |error: &dyn std::fmt::Display| Error::Device(error.to_string());
        let all = Tensor::cat(self.parts, 0).into_data_async().await.map_err(|e| device(&e))?;
        let all: Vec<f32> = all.try_into_vec().map_err(|e| device(&e))?;
        let mut rest = all.as_slice();
        Ok(self
            .shapes
            .iter()
            .map(|&[rows, cols]| {
                let (data, tail) = rest.split_at(rows * cols);
                rest = tail;
                Matrix::new(rows, cols, data.to_vec())
            })
            .collect())
    }
}
