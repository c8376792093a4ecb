//! Back through one step of a recurrent cell.

use burn::tensor::Tensor;

use crate::cell::{Cell, CellState, Gru, Lstm, RecurrentCell, Rnn};
use crate::ops::gates::{GateName, HeldGate};

/// One step of a cell as it was made, of one sentence.
#[derive(Debug, Clone)]
pub(super) struct CellStep {
    /// `[1, gates × d_hidden]`: what entered the gates from outside.
    pub(super) projected: Tensor<2>,
    pub(super) before: CellState,
    pub(super) after: CellState,
    pub(super) held: Vec<HeldGate>,
}

/// Slopes of some results with respect to a cell's state, a row for each result.
#[derive(Debug, Clone)]
pub(super) struct Slopes {
    /// `[results, d_hidden]`.
    pub(super) hidden: Tensor<2>,
    /// The same of an LSTM's memory; `None`: zeros.
    pub(super) memory: Option<Tensor<2>>,
}

impl Slopes {
    /// Of results that do not read the memory.
    ///
    /// # Shapes
    /// - `hidden`: `[results, d_hidden]`
    pub(super) fn of_hidden(hidden: Tensor<2>) -> Self {
        Self { hidden, memory: None }
    }

    /// With what else reads the state.
    ///
    /// # Shapes
    /// - `hidden`: `[results, d_hidden]`
    pub(super) fn plus(self, hidden: Tensor<2>) -> Self {
        Self { hidden: self.hidden + hidden, ..self }
    }
}

/// From the slopes of the state after a step those of `projected`, `[results, gates × d_hidden]`, and of the state before it.
pub(super) fn back(cell: &Cell, step: &CellStep, after: Slopes) -> (Tensor<2>, Slopes) {
    match cell {
        Cell::Rnn(cell) => back_rnn(cell, step, after),
        Cell::Gru(cell) => back_gru(cell, step, after),
        Cell::Lstm(cell) => back_lstm(cell, step, after),
    }
}

/// [`back`] through `h' = tanh(W x + U h)`.
pub(super) fn back_rnn(cell: &Rnn, step: &CellStep, after: Slopes) -> (Tensor<2>, Slopes) {
    let of_sum = after.hidden * of_tanh(step.after.hidden.clone());
    (of_sum.clone(), Slopes::of_hidden(of_sum.matmul(cell.recurrent().weight.val())))
}

fn back_gru(cell: &Gru, step: &CellStep, after: Slopes) -> (Tensor<2>, Slopes) {
    let [r, z, n] = gates(cell, step);
    let (h, slope) = (step.before.hidden.clone(), after.hidden);
    let [_, d] = h.dims();
    let u_n = cell.recurrent().forward(h.clone()).narrow(1, 2 * d, d);
    // h' = n + z ⊙ (h - n)
    let of_z = slope.clone() * (h - n.clone());
    // n = tanh(W_n x + r ⊙ U_n h)
    let of_sum: Tensor<2> = slope.clone() * (-z.clone() + 1.0) * of_tanh(n);
    let of_r = of_gate(GateName::Reset, of_sum.clone() * u_n, &r, step);
    let of_z = of_gate(GateName::Update, of_z, &z, step);
    let of_recurrent = Tensor::cat(vec![of_r.clone(), of_z.clone(), of_sum.clone() * r], 1);
    let hidden = slope * z + of_recurrent.matmul(cell.recurrent().weight.val());
    (Tensor::cat(vec![of_r, of_z, of_sum], 1), Slopes::of_hidden(hidden))
}

fn back_lstm(cell: &Lstm, step: &CellStep, after: Slopes) -> (Tensor<2>, Slopes) {
    let [i, f, g, o] = gates(cell, step);
    let memory = |state: &CellState| state.memory.clone().expect("an LSTM's state has a memory");
    let tanh = memory(&step.after).tanh();
    // h' = o ⊙ tanh(c')
    let of_o = of_gate(GateName::OutputGate, after.hidden.clone() * tanh.clone(), &o, step);
    let through = after.hidden * o * of_tanh(tanh);
    let of_memory = match after.memory {
        Some(later) => later + through,
        None => through,
    };
    // c' = f ⊙ c + i ⊙ g
    let of_i = of_gate(GateName::InputGate, of_memory.clone() * g.clone(), &i, step);
    let of_f = of_gate(GateName::ForgetGate, of_memory.clone() * memory(&step.before), &f, step);
    let of_g = of_memory.clone() * i * of_tanh(g);
    let of_sum = Tensor::cat(vec![of_i, of_f, of_g, of_o], 1);
    let hidden = of_sum.clone().matmul(cell.recurrent().weight.val());
    (of_sum, Slopes { hidden, memory: Some(of_memory * f) })
}

/// The gates of a step, each `[1, d_hidden]`.
fn gates<const N: usize>(cell: &dyn RecurrentCell, step: &CellStep) -> [Tensor<2>; N] {
    let gates = cell.gates(step.projected.clone(), &step.before, &step.held);
    let gates: Vec<Tensor<2>> = gates.into_iter().map(|(_, gate)| gate).collect();
    gates.try_into().expect("as many as the cell has")
}

/// Back through a gate's sigmoid, whose slope is `σ (1 - σ)`; a gate that is held has none.
///
/// # Shapes
/// - `slope`: `[results, d_hidden]`, as the result; `gate`: `[1, d_hidden]`
fn of_gate(name: GateName, slope: Tensor<2>, gate: &Tensor<2>, step: &CellStep) -> Tensor<2> {
    match step.held.iter().any(|held| held.gate == name) {
        true => slope.zeros_like(),
        false => slope * (gate.clone() * (-gate.clone() + 1.0)),
    }
}

/// The slope of a tanh from its value: `1 - y²`.
///
/// # Shapes
/// - `y`: any; the result has the same
pub(super) fn of_tanh<const D: usize>(y: Tensor<D>) -> Tensor<D> {
    -y.powi_scalar(2) + 1.0
}
