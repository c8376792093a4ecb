//! The gated recurrent unit.

use burn::module::{Module, Param};
use burn::tensor::{Device, Tensor};

use super::{CellState, Gate, RecurrentCell, zero_hidden};
use crate::activation::{logistic, sigmoid, tanh, tanh_of};
use crate::in_memory::{numbers, on_cpu, tensor};
use crate::int8::Int8Rows;
use crate::kernels;
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

    fn recurrent(&self, state: &CellState) -> Tensor<2> {
        self.hidden.forward(state.hidden.clone())
    }
}

impl Gates {
    /// From what input and state give, `[batch, 3 d_hidden]` each.
    fn new(projected: Tensor<2>, recurrent: Tensor<2>) -> Self {
        let d_hidden = projected.dims()[1] / 3;
        let first_two = |x: &Tensor<2>| x.clone().narrow(1, 0, 2 * d_hidden);
        let last = |x: Tensor<2>| x.narrow(1, 2 * d_hidden, d_hidden);
        // r, z = σ(W x + U h), both in one go
        let both = sigmoid(first_two(&projected) + first_two(&recurrent));
        let reset = both.clone().narrow(1, 0, d_hidden);
        let update = both.narrow(1, d_hidden, d_hidden);
        // n = tanh(W_n x + r ⊙ U_n h)
        let new = tanh(last(projected) + reset.clone() * last(recurrent));
        Self { reset, update, new }
    }

    /// h' = (1 - z) ⊙ n + z ⊙ h = n + z ⊙ (h - n)
    fn next(self, hidden: Tensor<2>) -> Tensor<2> {
        self.new.clone() + self.update * (hidden - self.new)
    }
}

/// [`Gates::new`] and [`Gates::next`] in one pass, where the numbers lie in memory.
fn next_in_one_pass(projected: Tensor<2>, recurrent: Tensor<2>, hidden: Tensor<2>) -> Tensor<2> {
    let (shape, device) = (hidden.dims(), hidden.device());
    let [_, d] = shape;
    let (projected, recurrent, hidden) = (numbers(projected), numbers(recurrent), numbers(hidden));
    let mut next = Vec::with_capacity(hidden.len());
    let inputs = projected.chunks_exact(3 * d).zip(recurrent.chunks_exact(3 * d));
    for ((x, u), h) in inputs.zip(hidden.chunks_exact(d)) {
        let [x_r, x_z, x_n] = [0, 1, 2].map(|gate| &x[gate * d..][..d]);
        let [u_r, u_z, u_n] = [0, 1, 2].map(|gate| &u[gate * d..][..d]);
        next.extend((0..d).map(|i| {
            let r = logistic(x_r[i] + u_r[i]);
            let z = logistic(x_z[i] + u_z[i]);
            let n = tanh_of(x_n[i] + r * u_n[i]);
            n + z * (h[i] - n)
        }));
    }
    tensor(next, shape, &device)
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
        let Gates { reset, update, new } = Gates::new(projected, self.recurrent(state));
        vec![("reset", reset), ("update", update), ("new", new)]
    }

    fn step(&self, projected: Tensor<2>, state: &CellState) -> CellState {
        let (recurrent, hidden) = (self.recurrent(state), state.hidden.clone());
        let hidden = match on_cpu(&hidden) {
            true => next_in_one_pass(projected, recurrent, hidden),
            false => kernels::gru(&projected, &recurrent, &hidden)
                .unwrap_or_else(|| Gates::new(projected, recurrent).next(hidden)),
        };
        CellState { hidden, memory: None }
    }
}

impl Matrices for Gru {
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
        let (projected, recurrent, hidden) = (random(39), random(39), random(13));
        let expected = Gates::new(projected.clone(), recurrent.clone()).next(hidden.clone()).into_data();
        let found = next_in_one_pass(projected, recurrent, hidden).into_data();
        found.assert_approx_eq::<f32>(&expected, Tolerance::absolute(1e-6));
    }
}
