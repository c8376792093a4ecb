//! Luong's bilinear score.

use burn::module::{Module, Param};
use burn::tensor::{Device, Tensor};

use super::{Pair, Score};
use crate::ops::int8::Int8Rows;
use crate::projection::{Matrices, Projection};

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

impl Matrices for General {
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&Param<Tensor<2>>, &mut Option<Int8Rows>)) {
        self.general.each_matrix(visit);
    }
}
