//! The long short-term memory.

use burn::module::{Module, Param};
use burn::tensor::{Device, Tensor};

use super::{CellState, Gate, RecurrentCell, zero_hidden};
use crate::activation::{logistic, sigmoid, tanh, tanh_of};
use crate::in_memory::{floats, numbers, on_cpu, tensor};
use crate::int8::Int8Rows;
use crate::kernels;
use crate::projection::{Matrices, Projection};

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

/// The four gates of one step, each `[batch, d_hidden]`.
struct Gates {
    input: Tensor<2>,
    forget: Tensor<2>,
    cell: Tensor<2>,
    output: Tensor<2>,
}

impl Lstm {
    /// Fresh weights.
    pub fn init(d_input: usize, d_hidden: usize, device: &Device) -> Self {
        Self {
            input: Projection::init(d_input, 4 * d_hidden, d_hidden, device),
            hidden: Projection::init(d_hidden, 4 * d_hidden, d_hidden, device),
        }
    }

    fn recurrent(&self, state: &CellState) -> Tensor<2> {
        self.hidden.forward(state.hidden.clone())
    }
}

impl Gates {
    /// From what input and state give, `[batch, 4 d_hidden]` each.
    fn new(projected: Tensor<2>, recurrent: Tensor<2>) -> Self {
        let all = projected + recurrent;
        let d_hidden = all.dims()[1] / 4;
        let part = |k: usize| all.clone().narrow(1, k * d_hidden, d_hidden);
        Self {
            input: sigmoid(part(0)),
            forget: sigmoid(part(1)),
            cell: tanh(part(2)),
            output: sigmoid(part(3)),
        }
    }

    /// The state after a step from the memory before it.
    fn next(self, memory: Tensor<2>) -> CellState {
        // c' = f ⊙ c + i ⊙ g
        let memory = self.forget * memory + self.input * self.cell;
        // h' = o ⊙ tanh(c')
        CellState { hidden: self.output * tanh(memory.clone()), memory: Some(memory) }
    }
}

/// [`Gates::new`] and [`Gates::next`] in one pass, where the numbers lie in memory.
fn next_in_one_pass(projected: Tensor<2>, recurrent: Tensor<2>, memory: Tensor<2>) -> CellState {
    let (shape, device) = (memory.dims(), memory.device());
    let [_, d] = shape;
    let (projected, recurrent, mut memory) = (numbers(projected), numbers(recurrent), floats(memory));
    let mut hidden = Vec::with_capacity(memory.len());
    let inputs = projected.chunks_exact(4 * d).zip(recurrent.chunks_exact(4 * d));
    for ((x, u), c) in inputs.zip(memory.chunks_exact_mut(d)) {
        let [x_i, x_f, x_g, x_o] = [0, 1, 2, 3].map(|gate| &x[gate * d..][..d]);
        let [u_i, u_f, u_g, u_o] = [0, 1, 2, 3].map(|gate| &u[gate * d..][..d]);
        hidden.extend((0..d).map(|k| {
            c[k] = logistic(x_f[k] + u_f[k]) * c[k] + logistic(x_i[k] + u_i[k]) * tanh_of(x_g[k] + u_g[k]);
            logistic(x_o[k] + u_o[k]) * tanh_of(c[k])
        }));
    }
    CellState { hidden: tensor(hidden, shape, &device), memory: Some(tensor(memory, shape, &device)) }
}

impl RecurrentCell for Lstm {
    fn input(&self) -> &Projection {
        &self.input
    }

    fn hidden(&self) -> &Projection {
        &self.hidden
    }

    fn zero_state(&self, batch: usize, device: &Device) -> CellState {
        let hidden = zero_hidden(&self.hidden, batch, device);
        CellState { memory: Some(hidden.clone()), hidden }
    }

    fn gates(&self, projected: Tensor<2>, state: &CellState) -> Vec<Gate> {
        let Gates { input, forget, cell, output } = Gates::new(projected, self.recurrent(state));
        vec![("input_gate", input), ("forget_gate", forget), ("cell_gate", cell), ("output_gate", output)]
    }

    fn step(&self, projected: Tensor<2>, state: &CellState) -> CellState {
        let memory = state.memory.clone().expect("an LSTM's state has a memory");
        let recurrent = self.recurrent(state);
        match on_cpu(&memory) {
            true => next_in_one_pass(projected, recurrent, memory),
            false => match kernels::lstm(&projected, &recurrent, &memory) {
                Some([hidden, memory]) => CellState { hidden, memory: Some(memory) },
                None => Gates::new(projected, recurrent).next(memory),
            },
        }
    }
}

impl Matrices for Lstm {
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&Param<Tensor<2>>, &mut Option<Int8Rows>)) {
        self.input.each_matrix(visit);
        self.hidden.each_matrix(visit);
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Distribution, Tolerance};

    use super::*;

    #[test]
    fn one_pass_gives_the_state_that_the_gates_give() {
        let device = Device::flex();
        let random = |cols| Tensor::<2>::random([2, cols], Distribution::Normal(0.0, 2.0), &device);
        let (projected, recurrent, memory) = (random(52), random(52), random(13));
        let numbers = |state: CellState| [Some(state.hidden), state.memory].map(|x| x.map(Tensor::into_data));
        let expected = numbers(Gates::new(projected.clone(), recurrent.clone()).next(memory.clone()));
        let found = numbers(next_in_one_pass(projected, recurrent, memory));
        for (found, expected) in found.into_iter().flatten().zip(expected.into_iter().flatten()) {
            found.assert_approx_eq::<f32>(&expected, Tolerance::absolute(1e-6));
        }
    }
}
