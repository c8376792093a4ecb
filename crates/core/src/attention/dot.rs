//! Luong's simplest score.

use burn::module::Module;
use burn::tensor::Tensor;

use super::{Pair, Score};
use crate::layers::matrices;

/// `score = h_tᵀ h̄_s`; Luong et al. 2015, eq. 8, <https://arxiv.org/abs/1508.04025>.
#[derive(Module, Debug, Default)]
pub struct Dot {}

impl Score for Dot {
    fn prepare(&self, encoder_outputs: Tensor<3>) -> Tensor<3> {
        encoder_outputs
    }

    fn pair(&self, query: Tensor<3>) -> (Tensor<3>, Pair<'_>) {
        (query, Pair::Product)
    }
}

matrices!(Dot:);
