//! The part of a source that a step looks at.

use burn::tensor::{Bool, Device, Tensor, TensorData};

/// Which steps some queries are of, and how long their sources are.
#[derive(Debug, Clone, Copy)]
pub struct Places<'a> {
    /// The step, from 0, of the first query; those after it follow.
    pub first: usize,
    /// Tokens of each source, `</s>` included: one a row of the batch, or one for all rows of a beam.
    pub lens: &'a [usize],
}

/// Where queries look, for a score that is read in a window of the source only; Luong et al. 2015, §3.2.
///
/// Places count from 0, in the order of reading.
#[derive(Debug, Clone)]
pub struct Window {
    /// `[batch, tgt_len, 1]`: `p_t`, the middle.
    pub position: Tensor<3>,
    /// `[batch, tgt_len, src_len]`: true outside the window.
    pub outside: Tensor<3, Bool>,
    /// Where the middle was predicted: how, and how the weights fall off from it.
    pub predicted: Option<Predicted>,
}

/// A middle that was predicted.
#[derive(Debug, Clone)]
pub struct Predicted {
    /// `[batch, tgt_len, d_hidden]`: `tanh(W_p h_t)`.
    pub hidden: Tensor<3>,
    /// `[1, d_hidden]`: `v_pᵀ`.
    pub energy: Tensor<2>,
    /// `[batch, tgt_len, src_len]`: `exp(-(s - p_t)² / 2σ²)`, by which the weights are multiplied.
    pub gaussian: Tensor<3>,
}

impl Window {
    /// `[p_t - D, p_t + D]`, cut at the ends of the source by its mask.
    ///
    /// # Shapes
    /// - `position`: `[batch, tgt_len, 1]`
    pub(super) fn around(position: Tensor<3>, half_width: usize, src_len: usize) -> Self {
        let squares = distance(&position, src_len).powi_scalar(2);
        let outside = squares.greater_elem((half_width * half_width) as f32);
        Self { position, outside, predicted: None }
    }
}

/// `s - p_t` of every place.
///
/// # Shapes
/// - `position`: `[batch, tgt_len, 1]`
/// - returns `[batch, tgt_len, src_len]`
pub(crate) fn distance(position: &Tensor<3>, src_len: usize) -> Tensor<3> {
    let places: Vec<f32> = (0..src_len).map(|s| s as f32).collect();
    let device = position.device().inner();
    Tensor::from_data(TensorData::new(places, [1, 1, src_len]), &device) - position.clone()
}

/// Numbers of each source, one a row of the batch.
pub(super) fn of_sources(numbers: impl Iterator<Item = f32>, device: &Device) -> Tensor<3> {
    let numbers: Vec<f32> = numbers.collect();
    let batch = numbers.len();
    Tensor::from_data(TensorData::new(numbers, [batch, 1, 1]), &device.clone().inner())
}
