//! The simple recurrent cell.

use burn::module::Module;
use burn::tensor::{Device, Tensor};

use super::{CellState, Gate, RecurrentCell, zero_hidden};
use crate::layers::{Projection, matrices};
use crate::ops::activation::tanh;
use crate::ops::gates::HeldGate;

/// `h_t = tanh(W_x x_t + b_x + W_h h_{t-1} + b_h)`; Elman 1990, <https://doi.org/10.1207/s15516709cog1402_1>.
#[derive(Module, Debug)]
pub struct Rnn {
    /// `W_x`, `b_x`: `d_input → d_hidden`.
    pub input: Projection,
    /// `W_h`, `b_h`: `d_hidden → d_hidden`.
    pub hidden: Projection,
}

impl Rnn {
    /// Fresh weights.
    pub fn init(d_input: usize, d_hidden: usize, device: &Device) -> Self {
        Self {
            input: Projection::init(d_input, d_hidden, d_hidden, device),
            hidden: Projection::init(d_hidden, d_hidden, d_hidden, device),
        }
    }
}

impl RecurrentCell for Rnn {
    fn input(&self) -> &Projection {
        &self.input
    }

    fn recurrent(&self) -> &Projection {
        &self.hidden
    }

    fn zero_state(&self, batch: usize, device: &Device) -> CellState {
        CellState { hidden: zero_hidden(&self.hidden, batch, device), memory: None }
    }

    fn gates(&self, projected: Tensor<2>, state: &CellState, _: &[HeldGate]) -> Vec<Gate> {
        vec![("state", self.step(projected, state).hidden)]
    }

    fn step(&self, projected: Tensor<2>, state: &CellState) -> CellState {
        let hidden = tanh(projected + self.hidden.forward(state.hidden.clone()));
        CellState { hidden, memory: None }
    }

    fn step_holding(&self, projected: Tensor<2>, state: &CellState, _: &[HeldGate]) -> CellState {
        self.step(projected, state)
    }
}

matrices!(Rnn: input, hidden);
