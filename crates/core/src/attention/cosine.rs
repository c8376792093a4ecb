//! Content-based addressing.

use burn::module::Module;
use burn::tensor::Tensor;

use super::{Pair, Score};
use crate::layers::matrices;

/// `score = cos(h_t, h̄_s) = h_tᵀ h̄_s / (|h_t| |h̄_s|)`; Graves et al. 2014, eq. 6, <https://arxiv.org/abs/1410.5401>,
/// without its key strength. From -1 to 1, so that the weights of `n` tokens differ by a factor of `e²` at most.
#[derive(Module, Debug, Default)]
pub struct Cosine {}

impl Score for Cosine {
    fn prepare(&self, encoder_outputs: Tensor<3>) -> Tensor<3> {
        unit(encoder_outputs)
    }

    fn pair(&self, query: Tensor<3>) -> (Tensor<3>, Pair<'_>) {
        (unit(query), Pair::Product)
    }

    fn maps_query(&self) -> bool {
        true
    }
}

/// Shorter vectors than this count as this long, so that nothing is divided by 0: PyTorch's for `cosine_similarity`.
const SHORTEST: f64 = 1e-8;

/// `x / |x|`.
///
/// # Shapes
/// - `x`: `[batch, len, d]`, as the result
fn unit(x: Tensor<3>) -> Tensor<3> {
    // The root of a number that is not 0 has a slope on a tape.
    let squares = x.clone().powi_scalar(2).sum_dim(2);
    x / squares.clamp_min(SHORTEST * SHORTEST).sqrt()
}

matrices!(Cosine:);
