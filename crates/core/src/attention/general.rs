//! Luong's bilinear score.

use burn::module::Module;
use burn::tensor::{Device, Tensor};

use super::{Pair, Score};
use crate::layers::{Projection, matrices};

/// `score = h_tᵀ W_a h̄_s`; Luong et al. 2015, eq. 8, <https://arxiv.org/abs/1508.04025>.
#[derive(Module, Debug)]
pub struct General {
    /// `W_a`: `d_hidden → d_hidden`, no bias. `W_a h̄_s` is taken once a sentence.
    pub general: Projection,
}

impl General {
    /// Fresh weights.
    pub fn init(d_hidden: usize, device: &Device) -> Self {
        Self { general: Projection::init(d_hidden, d_hidden, d_hidden, device).without_bias() }
    }
}

impl Score for General {
    fn prepare(&self, encoder_outputs: Tensor<3>) -> Tensor<3> {
        self.general.forward(encoder_outputs)
    }

    fn pair(&self, query: Tensor<3>) -> (Tensor<3>, Pair<'_>) {
        (query, Pair::Product)
    }
}

matrices!(General: general);
