//! What a gated cell makes of the products of its input and its state.

#[cfg(feature = "gpu")]
pub(super) mod kernel;

use burn::tensor::Tensor;
use serde::{Deserialize, Serialize};

use super::activation::{sigmoid, tanh};
use super::host::{floats, numbers, on_cpu, tensor};
use super::numbers::{logistic, tanh_of};

/// The state after a step of a GRU; [`Gru`](crate::cell::Gru).
///
/// # Shapes
/// - `projected`, `recurrent`: `[batch, 3 d_hidden]`
/// - `hidden`: `[batch, d_hidden]`, as the result
pub(crate) fn gru(projected: Tensor<2>, recurrent: Tensor<2>, hidden: Tensor<2>) -> Tensor<2> {
    if on_cpu(&hidden) {
        return gru_in_one_pass(projected, recurrent, hidden);
    }
    #[cfg(feature = "gpu")]
    if let Some(next) = super::dispatch::gru(&projected, &recurrent, &hidden) {
        return next;
    }
    GruGates::new(projected, recurrent, &[]).next(hidden)
}

/// State and memory after a step of an LSTM; [`Lstm`](crate::cell::Lstm).
///
/// # Shapes
/// - `projected`, `recurrent`: `[batch, 4 d_hidden]`
/// - `memory`: `[batch, d_hidden]`, as both results
pub(crate) fn lstm(projected: Tensor<2>, recurrent: Tensor<2>, memory: Tensor<2>) -> [Tensor<2>; 2] {
    if on_cpu(&memory) {
        return lstm_in_one_pass(projected, recurrent, memory);
    }
    #[cfg(feature = "gpu")]
    if let Some(next) = super::dispatch::lstm(&projected, &recurrent, &memory) {
        return next;
    }
    LstmGates::new(projected, recurrent, &[]).next(memory)
}

/// The gates that can be held, named as [`Part::Gates`](crate::inspect::Part) names their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GateName {
    /// `r` of a GRU.
    Reset,
    /// `z` of a GRU.
    Update,
    /// `i` of an LSTM.
    InputGate,
    /// `f` of an LSTM.
    ForgetGate,
    /// `o` of an LSTM.
    OutputGate,
}

/// A gate all of whose numbers are held at a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeldGate {
    /// Which gate.
    pub gate: GateName,
    /// From 0 to 1.
    pub value: f32,
}

/// A gate as it is, or as it is held.
///
/// # Shapes
/// - `x`: any; the result has the same
fn hold(gate: GateName, x: Tensor<2>, held: &[HeldGate]) -> Tensor<2> {
    match held.iter().find(|held| held.gate == gate) {
        Some(HeldGate { value, .. }) => x * 0.0 + *value,
        None => x,
    }
}

/// [`gru`] with gates that are held.
///
/// # Shapes
/// - as of [`gru`]
pub(crate) fn gru_holding(
    projected: Tensor<2>,
    recurrent: Tensor<2>,
    hidden: Tensor<2>,
    held: &[HeldGate],
) -> Tensor<2> {
    GruGates::new(projected, recurrent, held).next(hidden)
}

/// [`lstm`] with gates that are held.
///
/// # Shapes
/// - as of [`lstm`]
pub(crate) fn lstm_holding(
    projected: Tensor<2>,
    recurrent: Tensor<2>,
    memory: Tensor<2>,
    held: &[HeldGate],
) -> [Tensor<2>; 2] {
    LstmGates::new(projected, recurrent, held).next(memory)
}

/// The three gates of one step, each `[batch, d_hidden]`.
pub(crate) struct GruGates {
    pub(crate) reset: Tensor<2>,
    pub(crate) update: Tensor<2>,
    pub(crate) new: Tensor<2>,
}

impl GruGates {
    /// From what input and state give.
    ///
    /// # Shapes
    /// - `projected`, `recurrent`: `[batch, 3 d_hidden]`
    pub(crate) fn new(projected: Tensor<2>, recurrent: Tensor<2>, held: &[HeldGate]) -> Self {
        let d_hidden = projected.dims()[1] / 3;
        let first_two = |x: &Tensor<2>| x.clone().narrow(1, 0, 2 * d_hidden);
        let last = |x: Tensor<2>| x.narrow(1, 2 * d_hidden, d_hidden);
        // r, z = σ(W x + U h), both in one go
        let both = sigmoid(first_two(&projected) + first_two(&recurrent));
        let reset = hold(GateName::Reset, both.clone().narrow(1, 0, d_hidden), held);
        let update = hold(GateName::Update, both.narrow(1, d_hidden, d_hidden), held);
        // n = tanh(W_n x + r ⊙ U_n h)
        let new = tanh(last(projected) + reset.clone() * last(recurrent));
        Self { reset, update, new }
    }

    /// `h' = (1 - z) ⊙ n + z ⊙ h = n + z ⊙ (h - n)`.
    ///
    /// # Shapes
    /// - `hidden`: `[batch, d_hidden]`, as the result
    fn next(self, hidden: Tensor<2>) -> Tensor<2> {
        self.new.clone() + self.update * (hidden - self.new)
    }
}

/// [`GruGates::new`] and [`GruGates::next`] in one pass, where the numbers lie in memory.
///
/// # Shapes
/// - as of [`gru`]
fn gru_in_one_pass(projected: Tensor<2>, recurrent: Tensor<2>, hidden: Tensor<2>) -> Tensor<2> {
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

/// The four gates of one step, each `[batch, d_hidden]`.
pub(crate) struct LstmGates {
    pub(crate) input: Tensor<2>,
    pub(crate) forget: Tensor<2>,
    pub(crate) cell: Tensor<2>,
    pub(crate) output: Tensor<2>,
}

impl LstmGates {
    /// From what input and state give.
    ///
    /// # Shapes
    /// - `projected`, `recurrent`: `[batch, 4 d_hidden]`
    pub(crate) fn new(projected: Tensor<2>, recurrent: Tensor<2>, held: &[HeldGate]) -> Self {
        let all = projected + recurrent;
        let d_hidden = all.dims()[1] / 4;
        let part = |k: usize| all.clone().narrow(1, k * d_hidden, d_hidden);
        Self {
            input: hold(GateName::InputGate, sigmoid(part(0)), held),
            forget: hold(GateName::ForgetGate, sigmoid(part(1)), held),
            cell: tanh(part(2)),
            output: hold(GateName::OutputGate, sigmoid(part(3)), held),
        }
    }

    /// State and memory after a step, from the memory before it.
    ///
    /// # Shapes
    /// - `memory`: `[batch, d_hidden]`, as both results
    fn next(self, memory: Tensor<2>) -> [Tensor<2>; 2] {
        // c' = f ⊙ c + i ⊙ g
        let memory = self.forget * memory + self.input * self.cell;
        // h' = o ⊙ tanh(c')
        [self.output * tanh(memory.clone()), memory]
    }
}

/// [`LstmGates::new`] and [`LstmGates::next`] in one pass, where the numbers lie in memory.
///
/// # Shapes
/// - as of [`lstm`]
fn lstm_in_one_pass(projected: Tensor<2>, recurrent: Tensor<2>, memory: Tensor<2>) -> [Tensor<2>; 2] {
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
    [hidden, memory].map(|numbers| tensor(numbers, shape, &device))
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Distribution, Tolerance};

    use super::*;

    fn random(cols: usize) -> Tensor<2> {
        Tensor::random([2, cols], Distribution::Normal(0.0, 2.0), &Device::flex())
    }

    #[test]
    fn one_pass_gives_the_state_that_a_grus_gates_give() {
        let (projected, recurrent, hidden) = (random(39), random(39), random(13));
        let expected =
            GruGates::new(projected.clone(), recurrent.clone(), &[]).next(hidden.clone()).into_data();
        let found = gru_in_one_pass(projected, recurrent, hidden).into_data();
        found.assert_approx_eq::<f32>(&expected, Tolerance::absolute(1e-6));
    }

    #[test]
    fn one_pass_gives_the_state_that_an_lstms_gates_give() {
        let (projected, recurrent, memory) = (random(52), random(52), random(13));
        let expected = LstmGates::new(projected.clone(), recurrent.clone(), &[]).next(memory.clone());
        let found = lstm_in_one_pass(projected, recurrent, memory);
        for (found, expected) in found.into_iter().zip(expected) {
            found.into_data().assert_approx_eq::<f32>(&expected.into_data(), Tolerance::absolute(1e-6));
        }
    }
}
