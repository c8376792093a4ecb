//! The long short-term memory.

use burn::module::Module;
use burn::tensor::{Device, Tensor};

use super::{CellState, Gate, RecurrentCell, zero_hidden};
use crate::layers::{Projection, matrices};
use crate::ops::gates::{HeldGate, LstmGates, lstm, lstm_holding};

/// Long short-term memory; Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al.
/// 2000, without peepholes, as in Sutskever et al. 2014, <https://arxiv.org/abs/1409.3215>:
///
/// `i, f, o = σ(W x + U h)`, `g = tanh(W_g x + U_g h)`, `c' = f ⊙ c + i ⊙ g`, `h' = o ⊙ tanh(c')`.
#[derive(Module, Debug)]
pub struct Lstm {
    /// `W` and biases of input, forget, cell and output gate, in this order: `d_input → 4 d_hidden`.
    pub input: Projection,
    /// `U` and biases of the same: `d_hidden → 4 d_hidden`.
    pub hidden: Projection,
}

impl Lstm {
    /// Fresh weights.
    pub fn init(d_input: usize, d_hidden: usize, device: &Device) -> Self {
        Self {
            input: Projection::init(d_input, 4 * d_hidden, d_hidden, device),
            hidden: Projection::init(d_hidden, 4 * d_hidden, d_hidden, device),
        }
    }

    /// `U h` and its bias, `[batch, gates × d_hidden]`.
    fn of_state(&self, state: &CellState) -> Tensor<2> {
        self.hidden.forward(state.hidden.clone())
    }
}

impl RecurrentCell for Lstm {
    fn input(&self) -> &Projection {
        &self.input
    }

    fn recurrent(&self) -> &Projection {
        &self.hidden
    }

    fn zero_state(&self, batch: usize, device: &Device) -> CellState {
        let hidden = zero_hidden(&self.hidden, batch, device);
        CellState { memory: Some(hidden.clone()), hidden }
    }

    fn gates(&self, projected: Tensor<2>, state: &CellState, held: &[HeldGate]) -> Vec<Gate> {
        let LstmGates { input, forget, cell, output } = LstmGates::new(projected, self.of_state(state), held);
        vec![("input_gate", input), ("forget_gate", forget), ("cell_gate", cell), ("output_gate", output)]
    }

    fn step(&self, projected: Tensor<2>, state: &CellState) -> CellState {
        let memory = state.memory.clone().expect("an LSTM's state has a memory");
        let [hidden, memory] = lstm(projected, self.of_state(state), memory);
        CellState { hidden, memory: Some(memory) }
    }

    fn step_holding(&self, projected: Tensor<2>, state: &CellState, held: &[HeldGate]) -> CellState {
        let memory = state.memory.clone().expect("an LSTM's state has a memory");
        let [hidden, memory] = lstm_holding(projected, self.of_state(state), memory, held);
        CellState { hidden, memory: Some(memory) }
    }
}

matrices!(Lstm: input, hidden);
