//! Several tensors brought from the device in one transfer.

use burn::tensor::Tensor;

use super::host::{floats, numbers, on_cpu};
use crate::error::{Error, Result};
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
    ///
    /// # Shapes
    /// - `x`: any; all but the last dimension become rows
    pub(crate) fn push<const D: usize>(&mut self, x: Tensor<D>) {
        self.push_stacked([x]);
    }

    /// Adds tensors of one width, to be read as one matrix: the rows of the first, then those of the next.
    ///
    /// # Shapes
    /// - each: `[1, rows, .., cols]`, of one shape
    ///
    /// # Panics
    /// If there is none.
    pub(crate) fn push_stacked<const D: usize>(&mut self, xs: impl IntoIterator<Item = Tensor<D>>) {
        let mut xs: Vec<Tensor<D>> = xs.into_iter().collect();
        let cols = xs[0].dims()[D - 1];
        let len: usize = xs.iter().map(|x| x.shape().num_elements()).sum();
        let data = if on_cpu(&xs[0]) {
            stacked(xs)
        } else {
            // Put together as they are: each made a row of numbers by itself would take a copy more.
            let one = if xs.len() == 1 { xs.remove(0) } else { Tensor::cat(xs, 0) };
            self.waiting.push(one.reshape([len]));
            Vec::new()
        };
        self.matrices.push(Matrix { rows: len / cols.max(1), cols, data });
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

/// The numbers of tensors that lie in memory, one after the other; of a single one without a copy.
///
/// # Shapes
/// - each: any
fn stacked<const D: usize>(xs: Vec<Tensor<D>>) -> Vec<f32> {
    let mut xs = xs.into_iter();
    let mut data = xs.next().map(floats).unwrap_or_default();
    xs.for_each(|x| data.extend_from_slice(&numbers(x)));
    data
}
