//! Luong's local attention: the bilinear score, read in a window of the source.
//!
//! Luong et al. 2015, §3.2, <https://arxiv.org/abs/1508.04025>. The paper leaves the score within a window open; here it is
//! `general`, the best of its table 4. Places count from 0, in the order of reading; a window is cut at the ends of the
//! source, and the softmax is over what is left of it.

use burn::module::Module;
use burn::tensor::{Device, Tensor};

use super::window::{Predicted, Window, distance, of_sources};
use super::{General, Pair, Places, Score};
use crate::layers::{Projection, matrices};
use crate::ops::activation::{Activation, sigmoid};

/// `local-m`, monotonic: `p_t = t`. After the end of the source it stays at the last token, so that there is always
/// something to read.
#[derive(Module, Debug)]
pub struct LocalMonotonic {
    /// `W_a`: `d_hidden → d_hidden`, no bias.
    pub general: Projection,
    /// `D`: places on either side of `p_t`.
    #[module(skip)]
    pub half_width: usize,
}

/// `local-p`, predictive: `p_t = S σ(v_pᵀ tanh(W_p h_t))`, eq. 9, of a source of `S` tokens; and the weights of the window are
/// multiplied by `exp(-(s - p_t)² / 2σ²)` with `σ = D / 2`, eq. 10, after which they need not sum to 1.
#[derive(Module, Debug)]
pub struct LocalPredictive {
    /// `W_a`: `d_hidden → d_hidden`, no bias.
    pub general: Projection,
    /// `W_p`: `d_hidden → d_hidden`, no bias.
    pub position: Projection,
    /// `v_pᵀ`: `d_hidden → 1`, no bias.
    pub position_energy: Projection,
    /// `D`: places on either side of `p_t`.
    #[module(skip)]
    pub half_width: usize,
}

impl LocalMonotonic {
    /// Fresh weights.
    pub fn init(d_hidden: usize, half_width: usize, device: &Device) -> Self {
        Self { general: General::init(d_hidden, device).general, half_width }
    }
}

impl LocalPredictive {
    /// Fresh weights.
    pub fn init(d_hidden: usize, half_width: usize, device: &Device) -> Self {
        let map = |d_output| Projection::init(d_hidden, d_output, d_hidden, device).without_bias();
        Self {
            general: General::init(d_hidden, device).general,
            position: map(d_hidden),
            position_energy: map(1),
            half_width,
        }
    }
}

impl Score for LocalMonotonic {
    fn prepare(&self, encoder_outputs: Tensor<3>) -> Tensor<3> {
        self.general.forward(encoder_outputs)
    }

    fn pair(&self, query: Tensor<3>) -> (Tensor<3>, Pair<'_>) {
        (query, Pair::Product)
    }

    fn window(&self, query: &Tensor<3>, places: Places<'_>, src_len: usize) -> Option<Window> {
        let ([batch, tgt_len, _], device) = (query.dims(), query.device());
        let last = || places.lens.iter().map(|len| len - 1);
        let at = |t: usize| of_sources(last().map(|last| last.min(places.first + t) as f32), &device);
        let positions = Tensor::cat((0..tgt_len).map(at).collect(), 1).expand([batch, tgt_len, 1]);
        Some(Window::around(positions, self.half_width, src_len))
    }
}

impl Score for LocalPredictive {
    fn prepare(&self, encoder_outputs: Tensor<3>) -> Tensor<3> {
        self.general.forward(encoder_outputs)
    }

    fn pair(&self, query: Tensor<3>) -> (Tensor<3>, Pair<'_>) {
        (query, Pair::Product)
    }

    fn window(&self, query: &Tensor<3>, places: Places<'_>, src_len: usize) -> Option<Window> {
        let lens = of_sources(places.lens.iter().map(|&len| len as f32), &query.device());
        let hidden = self.position.forward_then(query.clone(), Activation::Tanh);
        // p_t = S σ(v_pᵀ tanh(W_p h_t))
        let position = sigmoid(self.position_energy.forward(hidden.clone())) * lens;
        // exp(-(s - p_t)² / 2σ²), σ = D / 2
        let width = self.half_width as f64;
        let squares = distance(&position, src_len).powi_scalar(2);
        let gaussian = (squares * (-2.0 / (width * width))).exp();
        let predicted = Predicted { hidden, energy: self.position_energy.weight.val(), gaussian };
        Some(Window { predicted: Some(predicted), ..Window::around(position, self.half_width, src_len) })
    }
}

matrices!(LocalMonotonic: general);
matrices!(LocalPredictive: general, position, position_energy);
