//! Bahdanau's score.

use burn::module::Module;
use burn::tensor::{Device, Tensor};

use super::{Pair, Score};
use crate::layers::{Projection, matrices};

/// `e_ij = vᵀ tanh(W s_{i-1} + U h_j)`; Bahdanau et al. 2015, A.1.2, <https://arxiv.org/abs/1409.0473>.
#[derive(Module, Debug)]
pub struct Additive {
    /// `W`: `d_hidden → d_attention`, no bias.
    pub query: Projection,
    /// `U`, with the layer's bias: `d_hidden → d_attention`.
    pub key: Projection,
    /// `vᵀ`: `d_attention → 1`, no bias.
    pub energy: Projection,
}

impl Additive {
    /// Fresh weights.
    pub fn init(d_hidden: usize, d_attention: usize, device: &Device) -> Self {
        Self {
            query: Projection::init(d_hidden, d_attention, d_hidden, device).without_bias(),
            key: Projection::init(d_hidden, d_attention, d_hidden, device),
            energy: Projection::init(d_attention, 1, d_attention, device).without_bias(),
        }
    }
}

impl Score for Additive {
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

matrices!(Additive: query, key, energy);
