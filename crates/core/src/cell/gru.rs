//! The gated recurrent unit.

use burn::module::{Module, Param};
use burn::tensor::{Device, Tensor};

use super::{CellState, Gate, RecurrentCell, zero_hidden};
use crate::activation::{sigmoid, tanh};
use crate::int8::Int8Rows;
use crate::projection::{Matrices, Projection};

/// Gated recurrent unit; Cho et al. 2014, <https://arxiv.org/abs/1406.1078>, in the form of its
/// first version and of PyTorch, where the reset gate acts after the product:
///
/// `r = σ(W_r x + U_r h)`, `z = σ(W_z x + U_z h)`, `n = tanh(W_n x + b_n + r ⊙ (U_n h + c_n))`,
/// `h' = (1 - z) ⊙ n + z ⊙ h`.
#[derive(Module, Debug)]
pub struct Gru {
    /// `W` and biases of reset, update and new gate, in this order: `d_input → 3 d_hidden`.
    pub input: Projection,
    /// `U` and biases of the same: `d_hidden → 3 d_hidden`.
    pub hidden: Projection,
}

/// The three gates of one step, each `[batch, d_hidden]`.
struct Gates {
    reset: Tensor<2>,
    update: Tensor<2>,
    new: Tensor<2>,
}

impl Gru {
    /// Fresh weights.
    pub fn init(d_input: usize, d_hidden: usize, device: &Device) -> Self {
        Self {
            input: Projection::init(d_input, 3 * d_hidden, d_hidden, device),
            hidden: Projection::init(d_hidden, 3 * d_hidden, d_hidden, device),
        }
    }

    fn forward_gates(&self, projected: Tensor<2>, hidden: &Tensor<2>) -> Gates {
        let [_, d_hidden] = hidden.dims();
        let recurrent = self.hidden.forward(hidden.clone());
        let first_two = |x: &Tensor<2>| x.clone().narrow(1, 0, 2 * d_hidden);
        let last = |x: Tensor<2>| x.narrow(1, 2 * d_hidden, d_hidden);
        // r, z = σ(W x + U h), both in one go
        let both = sigmoid(first_two(&projected) + first_two(&recurrent));
        let reset = both.clone().narrow(1, 0, d_hidden);
        let update = both.narrow(1, d_hidden, d_hidden);
        // n = tanh(W_n x + r ⊙ U_n h)
        let new = tanh(last(projected) + reset.clone() * last(recurrent));
        Gates { reset, update, new }
    }
}

impl RecurrentCell for Gru {
    fn input(&self) -> &Projection {
        &self.input
    }

    fn hidden(&self) -> &Projection {
        &self.hidden
    }

    fn zero_state(&self, batch: usize, device: &Device) -> CellState {
        CellState { hidden: zero_hidden(&self.hidden, batch, device), memory: None }
    }

    fn gates(&self, projected: Tensor<2>, state: &CellState) -> Vec<Gate> {
        let Gates { reset, update, new } = self.forward_gates(projected, &state.hidden);
        vec![("reset", reset), ("update", update), ("new", new)]
    }

    fn step(&self, projected: Tensor<2>, state: &CellState) -> CellState {
        let Gates { update, new, .. } = self.forward_gates(projected, &state.hidden);
        // h' = (1 - z) ⊙ n + z ⊙ h = n + z ⊙ (h - n)
        let hidden = new.clone() + update * (state.hidden.clone() - new);
        CellState { hidden, memory: None }
    }
}

impl Matrices for Gru {
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&Param<Tensor<2>>, &mut Option<Int8Rows>)) {
        self.input.each_matrix(visit);
        self.hidden.each_matrix(visit);
    }
}
