//! Recurrent cells over packed sequences, forward and backward through time, as in `seq2see_core::cell`.
//!
//! What all cells share is here: the products, what is kept of a pass, the weights' gradients. What a gate
//! is stands in [`rnn`], [`gru`] and [`lstm`], a row at a time.

mod gru;
mod lstm;
mod rnn;

use std::ops::Range;

use seq2see_core::config::CellKind;

use super::packing::Packing;
use super::products::{To, a_b, at_b, sum_rows, transpose};
use super::vectors::vectorised;
use super::weights::{Gradients, Linear, Weights};

/// A cell's weights.
pub(super) struct Cell<'a> {
    kind: CellKind,
    name: &'static str,
    input: Linear<'a>,
    /// `U`, `[gates · d, d]`.
    weight: &'a [f32],
    /// `Uᵀ`, `[d, gates · d]`.
    transposed: Vec<f32>,
    /// `[gates · d]`.
    bias: &'a [f32],
    d_input: usize,
    d: usize,
}

/// What runs from step to step, or its slope: `[batch, d]` each, by place.
pub(super) struct State {
    pub(super) hidden: Vec<f32>,
    /// Of an LSTM; else empty.
    memory: Vec<f32>,
}

/// A pass, for the way back. All by token.
pub(super) struct Pass {
    /// `[tokens, d]`: the states before the steps.
    pub(super) before: Vec<f32>,
    /// `[tokens, d]`: the states after them.
    pub(super) after: Vec<f32>,
    /// `[tokens, d]`: an LSTM's memories before the steps.
    memory: Vec<f32>,
    /// `[tokens, kept · d]`: the gates, and what else the way back needs.
    kept: Vec<f32>,
    /// `[batch, gates · d]`: the product of the state, step after step in the same place.
    product: Vec<f32>,
}

/// Slopes of all steps, by token.
pub(super) struct Slopes {
    /// `[tokens, gates · d]`: of the input's product.
    pub(super) input: Vec<f32>,
    /// The same of the state's product; empty where it is the same.
    hidden: Vec<f32>,
}

impl<'a> Cell<'a> {
    /// The cell whose parameters' names begin with `name`.
    pub(super) fn new(weights: &Weights<'a>, kind: CellKind, name: &'static str, d_input: usize) -> Self {
        let hidden = weights.linear(&format!("{name}.hidden"));
        let bias = hidden.bias.expect("a cell has a bias");
        let d = hidden.weight.len() / bias.len();
        let input = weights.linear(&format!("{name}.input"));
        let transposed = transpose(hidden.weight, d);
        Self { kind, name, input, weight: hidden.weight, transposed, bias, d_input, d }
    }

    /// Width of a state.
    pub(super) fn d(&self) -> usize {
        self.d
    }

    /// Width of the input's product.
    pub(super) fn d_gates(&self) -> usize {
        self.bias.len()
    }

    /// The input's product `[tokens, gates · d]` of `x` `[tokens, d_input]`.
    pub(super) fn project(&self, x: &[f32]) -> Vec<f32> {
        self.input.forward(x, self.d_input)
    }

    /// A state, or a slope, with the given `hidden` and nothing in its memory.
    pub(super) fn state(&self, hidden: Vec<f32>) -> State {
        let memory = if self.kind == CellKind::Lstm { vec![0.0; hidden.len()] } else { Vec::new() };
        State { hidden, memory }
    }

    /// Room for a pass.
    pub(super) fn pass(&self, packing: &Packing) -> Pass {
        let numbers = packing.tokens() * self.d;
        let kept = match self.kind {
            CellKind::Rnn => 0,
            CellKind::Gru => gru::KEPT,
            CellKind::Lstm => lstm::KEPT,
        };
        Pass {
            before: vec![0.0; numbers],
            after: vec![0.0; numbers],
            memory: vec![0.0; if self.kind == CellKind::Lstm { numbers } else { 0 }],
            kept: vec![0.0; kept * numbers],
            product: vec![0.0; packing.batch() * self.d_gates()],
        }
    }

    /// One step of the tokens `at`; the first rows of `state` become the next.
    ///
    /// `input`: `[tokens of the step, gates · d]`, the input's product with bias.
    pub(super) fn step(&self, input: &[f32], state: &mut State, pass: &mut Pass, at: Range<usize>) {
        let d = self.d;
        let hidden = &mut state.hidden[..at.len() * d];
        let numbers = at.start * d..at.end * d;
        let product = &mut pass.product[..input.len()];
        a_b(hidden, &self.transposed, product, d, To::Set);
        pass.before[numbers.clone()].copy_from_slice(hidden);
        if self.kind == CellKind::Lstm {
            pass.memory[numbers.clone()].copy_from_slice(&state.memory[..hidden.len()]);
        }
        let kept = pass.kept.len() / pass.before.len() * d;
        forward(
            self.kind,
            d,
            (input, product, self.bias),
            hidden,
            &mut state.memory,
            &mut pass.kept[at.start * kept..at.end * kept],
        );
        pass.after[numbers].copy_from_slice(hidden);
    }

    /// Room for the slopes of a pass.
    pub(super) fn slopes(&self, pass: &Pass) -> Slopes {
        let numbers = pass.before.len() / self.d * self.d_gates();
        let apart = self.kind == CellKind::Gru;
        Slopes { input: vec![0.0; numbers], hidden: vec![0.0; if apart { numbers } else { 0 }] }
    }

    /// Back through the step of the tokens `at`; the first rows of `slope`, of the state after, become those before.
    pub(super) fn step_back(&self, pass: &Pass, at: Range<usize>, slope: &mut State, slopes: &mut Slopes) {
        let (d, d_gates) = (self.d, self.d_gates());
        let kept = pass.kept.len() / pass.before.len() * d;
        let gates = at.start * d_gates..at.end * d_gates;
        let numbers = at.start * d..at.end * d;
        let memory = if self.kind == CellKind::Lstm { &pass.memory[numbers.clone()] } else { &[] };
        let apart = !slopes.hidden.is_empty();
        let state = Kept {
            before: &pass.before[numbers.clone()],
            after: &pass.after[numbers],
            memory,
            gates: &pass.kept[at.start * kept..at.end * kept],
        };
        let hidden = &mut slope.hidden[..at.len() * d];
        let of_hidden = if apart { &mut slopes.hidden[gates.clone()] } else { &mut [] };
        backward(
            self.kind,
            d,
            &state,
            hidden,
            &mut slope.memory,
            &mut slopes.input[gates.clone()],
            of_hidden,
        );
        a_b(&slopes.of_product()[gates], self.weight, hidden, d_gates, To::Add);
    }

    /// The weights' gradients, each one product over all steps; adds the slope of `x` to `of_x`.
    pub(super) fn learn(
        &self,
        (x, of_x): (&[f32], &mut [f32]),
        pass: &Pass,
        slopes: &Slopes,
        gradients: &mut Gradients,
    ) {
        let name = self.name;
        self.input.backward(&slopes.input, of_x, self.d_input, To::Add);
        gradients.set_linear(&format!("{name}.input"), &self.input, &slopes.input, x, self.d_input);
        let mut weight = vec![0.0; self.weight.len()];
        at_b(slopes.of_product(), &pass.before, &mut weight, pass.before.len() / self.d, To::Set);
        gradients.set(&format!("{name}.hidden.weight"), weight);
        gradients.set(&format!("{name}.hidden.bias"), sum_rows(slopes.of_product(), self.d_gates()));
    }
}

impl Slopes {
    /// Of the state's product.
    fn of_product(&self) -> &[f32] {
        if self.hidden.is_empty() { &self.input } else { &self.hidden }
    }
}

/// What a step kept, its rows only.
struct Kept<'a> {
    before: &'a [f32],
    after: &'a [f32],
    memory: &'a [f32],
    gates: &'a [f32],
}

vectorised! {
    /// `inputs`: the input's product, the state's product and its bias.
    fn forward(kind: CellKind, d: usize, inputs: (&[f32], &[f32], &[f32]), hidden: &mut [f32], memory: &mut [f32], kept: &mut [f32]) {
        let (input, product, bias) = inputs;
        let gates = bias.len();
        for (row, hidden) in hidden.chunks_exact_mut(d).enumerate() {
            let inputs = (&input[row * gates..][..gates], &product[row * gates..][..gates], bias);
            match kind {
                CellKind::Rnn => rnn::forward(inputs, hidden),
                CellKind::Gru => gru::forward(inputs, hidden, &mut kept[row * gru::KEPT * d..][..gru::KEPT * d]),
                CellKind::Lstm => {
                    let kept = &mut kept[row * lstm::KEPT * d..][..lstm::KEPT * d];
                    lstm::forward(inputs, hidden, &mut memory[row * d..][..d], kept);
                }
            }
        }
    }
}

vectorised! {
    fn backward(kind: CellKind, d: usize, step: &Kept<'_>, slope: &mut [f32], memory: &mut [f32], of_input: &mut [f32], of_hidden: &mut [f32]) {
        let gates = of_input.len() / slope.len() * d;
        for (row, slope) in slope.chunks_exact_mut(d).enumerate() {
            let of_input = &mut of_input[row * gates..][..gates];
            match kind {
                CellKind::Rnn => rnn::backward(slope, &step.after[row * d..][..d], of_input),
                CellKind::Gru => {
                    let kept = &step.gates[row * gru::KEPT * d..][..gru::KEPT * d];
                    let of_hidden = &mut of_hidden[row * gates..][..gates];
                    gru::backward(slope, &step.before[row * d..][..d], kept, of_input, of_hidden);
                }
                CellKind::Lstm => {
                    let kept = &step.gates[row * lstm::KEPT * d..][..lstm::KEPT * d];
                    let (before, memory) = (&step.memory[row * d..][..d], &mut memory[row * d..][..d]);
                    lstm::backward((slope, memory), before, kept, of_input);
                }
            }
        }
    }
}

/// The `N` parts of a row, `d` numbers each.
#[inline(always)]
fn parts<const N: usize>(row: &[f32], d: usize) -> [&[f32]; N] {
    std::array::from_fn(|part| &row[part * d..][..d])
}

/// The same, to be written.
#[inline(always)]
fn parts_mut<const N: usize>(row: &mut [f32], d: usize) -> [&mut [f32]; N] {
    let mut parts = row.chunks_exact_mut(d);
    std::array::from_fn(|_| parts.next().expect("a row has all its parts"))
}
