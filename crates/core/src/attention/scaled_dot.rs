//! The Transformer's score in a recurrent network.

use burn::module::Module;
use burn::tensor::Tensor;

use super::{Pair, Score};
use crate::layers::matrices;

/// `score = h_tᵀ h̄_s / √d_hidden`; Vaswani et al. 2017, eq. 1, <https://arxiv.org/abs/1706.03762>, with one head and no
/// maps: [`Dot`](super::Dot) whose scores do not grow with the width.
#[derive(Module, Debug, Default)]
pub struct ScaledDot {}

impl Score for ScaledDot {
    fn prepare(&self, encoder_outputs: Tensor<3>) -> Tensor<3> {
        encoder_outputs
    }

    fn pair(&self, query: Tensor<3>) -> (Tensor<3>, Pair<'_>) {
        let [_, _, d_hidden] = query.dims();
        (query / (d_hidden as f64).sqrt(), Pair::Product)
    }

    fn maps_query(&self) -> bool {
        true
    }
}

matrices!(ScaledDot:);
