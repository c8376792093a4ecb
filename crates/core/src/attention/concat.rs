//! Luong's score by a layer of its own.

use burn::module::Module;
use burn::tensor::{Device, Tensor};

use super::{Pair, Score};
use crate::layers::{Projection, matrices};

/// `score = v_aᵀ tanh(W_a [h_t; h̄_s])`; Luong et al. 2015, eq. 8, <https://arxiv.org/abs/1508.04025>.
///
/// `W_a` is kept as its two halves, so that the half of `h̄_s` is multiplied once a sentence.
#[derive(Module, Debug)]
pub struct Concat {
    /// The half of `W_a` that meets `h_t`: `d_hidden → d_attention`, no bias.
    pub query: Projection,
    /// The half of `W_a` that meets `h̄_s`, with a bias: `d_hidden → d_attention`.
    pub key: Projection,
    /// `v_aᵀ`: `d_attention → 1`, no bias.
    pub energy: Projection,
}

impl Concat {
    /// Fresh weights; the fan-in is that of `[h_t; h̄_s]`.
    pub fn init(d_hidden: usize, d_attention: usize, device: &Device) -> Self {
        Self {
            query: Projection::init(d_hidden, d_attention, 2 * d_hidden, device).without_bias(),
            key: Projection::init(d_hidden, d_attention, 2 * d_hidden, device),
            energy: Projection::init(d_attention, 1, d_attention, device).without_bias(),
        }
    }
}

impl Score for Concat {
    fn prepare(&self, encoder_outputs: Tensor<3>) -> Tensor<3> {
        self.key.forward(encoder_outputs)
    }

    fn pair(&self, query: Tensor<3>) -> (Tensor<3>, Pair<'_>) {
        (self.query.forward(query), Pair::Energy(&self.energy))
    }

    fn maps_query(&self) -> bool {
        true
    }
}

matrices!(Concat: query, key, energy);
