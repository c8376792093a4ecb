//! The gated recurrent unit.

use burn::module::Module;
use burn::tensor::{Device, Tensor};

use super::{CellState, Gate, RecurrentCell, zero_hidden};
use crate::layers::{Projection, matrices};
use crate::ops::gates::{GruGates, HeldGate, gru, gru_holding};

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

impl Gru {
    /// Fresh weights.
    pub fn init(d_input: usize, d_hidden: usize, device: &Device) -> Self {
        Self {
            input: Projection::init(d_input, 3 * d_hidden, d_hidden, device),
            hidden: Projection::init(d_hidden, 3 * d_hidden, d_hidden, device),
        }
    }

    /// `U h` and its bias, `[batch, gates × d_hidden]`.
    fn of_state(&self, state: &CellState) -> Tensor<2> {
        self.hidden.forward(state.hidden.clone())
    }
}

impl RecurrentCell for Gru {
    fn input(&self) -> &Projection {
        &self.input
    }

    fn recurrent(&self) -> &Projection {
        &self.hidden
    }

    fn zero_state(&self, batch: usize, device: &Device) -> CellState {
        CellState { hidden: zero_hidden(&self.hidden, batch, device), memory: None }
    }

    fn gates(&self, projected: Tensor<2>, state: &CellState, held: &[HeldGate]) -> Vec<Gate> {
        let GruGates { reset, update, new } = GruGates::new(projected, self.of_state(state), held);
        vec![("reset", reset), ("update", update), ("new", new)]
    }

    fn step(&self, projected: Tensor<2>, state: &CellState) -> CellState {
        CellState { hidden: gru(projected, self.of_state(state), state.hidden.clone()), memory: None }
    }

    fn step_holding(&self, projected: Tensor<2>, state: &CellState, held: &[HeldGate]) -> CellState {
        let hidden = gru_holding(projected, self.of_state(state), state.hidden.clone(), held);
        CellState { hidden, memory: None }
    }
}

matrices!(Gru: input, hidden);
