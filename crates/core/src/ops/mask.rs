//! What is not read.

use burn::tensor::activation::softmax;
use burn::tensor::{Bool, Tensor};

/// Stands for minus infinity: `exp` of it is 0 in float32, and no row of it becomes NaN.
pub(crate) const MASKED: f32 = -1e9;

/// Softmax over the last dimension, of what is not masked; where all of a row is, its weights are 0, not uniform.
///
/// # Shapes
/// - `mask`: as `scores`, true = masked out; `None` where nothing is
pub(crate) fn masked_softmax<const D: usize>(scores: Tensor<D>, mask: Option<Tensor<D, Bool>>) -> Tensor<D> {
    match mask {
        Some(mask) => softmax(scores.mask_fill(mask.clone(), MASKED), D - 1).mask_fill(mask, 0.0),
        None => softmax(scores, D - 1),
    }
}
