//! Recurrent cells: one step of time, state in, state out.
//!
//! ```
//! use burn::tensor::{Device, Tensor};
//! use seq2see_core::cell::{Gru, RecurrentCell};
//!
//! let device = Device::flex();
//! let gru = Gru::init(7, 5, &device);
//! let projected = gru.input().forward(Tensor::<2>::ones([2, 7], &device));
//! let state = gru.step(projected, &gru.zero_state(2, &device));
//! assert_eq!(state.hidden.dims(), [2, 5]);
//! ```

mod gru;
mod lstm;
mod rnn;

use burn::module::Module;
use burn::tensor::{Device, Tensor, assert_shape};

use crate::config::CellKind;
use crate::layers::{Projection, matrices};
use crate::ops::gates::HeldGate;

pub use gru::Gru;
pub use lstm::Lstm;
pub use rnn::Rnn;

/// What a recurrent cell carries from one step to the next.
#[derive(Debug, Clone)]
pub struct CellState {
    /// `h`, `[batch, d_hidden]`.
    pub hidden: Tensor<2>,
    /// `c`, the memory of an LSTM, `[batch, d_hidden]`.
    pub memory: Option<Tensor<2>>,
}

/// A named gate or candidate of one step, `[batch, d_hidden]`.
pub type Gate = (&'static str, Tensor<2>);

/// One recurrent step, the input's product with the weights taken beforehand.
pub trait RecurrentCell {
    /// The map `W x + b` of all gates, for a whole sequence in one product.
    fn input(&self) -> &Projection;

    /// The map of the state for all gates, taken at every step.
    fn recurrent(&self) -> &Projection;

    /// The state before the first step, for a batch.
    fn zero_state(&self, batch: usize, device: &Device) -> CellState;

    /// The gates of one step, in the order of the paper; those that are held, as they are held.
    ///
    /// # Shapes
    /// - `projected`: `[batch, gates × d_hidden]`, the input through [`input`](Self::input)
    fn gates(&self, projected: Tensor<2>, state: &CellState, held: &[HeldGate]) -> Vec<Gate>;

    /// One step of time.
    ///
    /// # Shapes
    /// - `projected`: `[batch, gates × d_hidden]`, the input through [`input`](Self::input)
    ///
    /// # Panics
    /// If a tensor is of another shape.
    fn step(&self, projected: Tensor<2>, state: &CellState) -> CellState;

    /// [`step`](Self::step) with gates that are held at a value; those that the cell lacks do not matter.
    ///
    /// # Shapes
    /// - as of [`step`](Self::step)
    fn step_holding(&self, projected: Tensor<2>, state: &CellState, held: &[HeldGate]) -> CellState;
}

/// The cell that a checkpoint was trained with.
#[derive(Module, Debug)]
pub enum Cell {
    /// Elman's cell.
    Rnn(Rnn),
    /// Gated recurrent unit.
    Gru(Gru),
    /// Long short-term memory.
    Lstm(Lstm),
}

impl Cell {
    /// Fresh weights.
    pub fn init(kind: CellKind, d_input: usize, d_hidden: usize, device: &Device) -> Self {
        match kind {
            CellKind::Rnn => Self::Rnn(Rnn::init(d_input, d_hidden, device)),
            CellKind::Gru => Self::Gru(Gru::init(d_input, d_hidden, device)),
            CellKind::Lstm => Self::Lstm(Lstm::init(d_input, d_hidden, device)),
        }
    }

    /// A state that begins with a given `h` (and an LSTM's memory of zeros).
    ///
    /// # Shapes
    /// - `hidden`: `[batch, d_hidden]`
    pub fn state_from(&self, hidden: Tensor<2>) -> CellState {
        let [batch, _] = hidden.dims();
        let zero = self.zero_state(batch, &hidden.device());
        CellState { hidden, memory: zero.memory }
    }

    fn as_cell(&self) -> &dyn RecurrentCell {
        match self {
            Self::Rnn(cell) => cell,
            Self::Gru(cell) => cell,
            Self::Lstm(cell) => cell,
        }
    }
}

impl RecurrentCell for Cell {
    fn input(&self) -> &Projection {
        self.as_cell().input()
    }

    fn recurrent(&self) -> &Projection {
        self.as_cell().recurrent()
    }

    fn zero_state(&self, batch: usize, device: &Device) -> CellState {
        self.as_cell().zero_state(batch, device)
    }

    fn gates(&self, projected: Tensor<2>, state: &CellState, held: &[HeldGate]) -> Vec<Gate> {
        self.as_cell().gates(projected, state, held)
    }

    fn step(&self, projected: Tensor<2>, state: &CellState) -> CellState {
        let ([batch, _], [d_gates, d_hidden]) = (projected.dims(), self.recurrent().dims());
        assert_shape!(projected, [batch, d_gates]);
        assert_shape!(state.hidden, [batch, d_hidden]);
        self.as_cell().step(projected, state)
    }

    fn step_holding(&self, projected: Tensor<2>, state: &CellState, held: &[HeldGate]) -> CellState {
        match held {
            [] => self.step(projected, state),
            _ => self.as_cell().step_holding(projected, state, held),
        }
    }
}

/// Zeros for `h`.
fn zero_hidden(hidden: &Projection, batch: usize, device: &Device) -> Tensor<2> {
    let [_, d_hidden] = hidden.dims();
    Tensor::zeros([batch, d_hidden], device)
}

matrices!(enum Cell: Rnn, Gru, Lstm);
