//! The gated recurrent unit over a sequence, forward and backward through time.
//!
//! `r = σ(W_r x + U_r h)`, `z = σ(W_z x + U_z h)`, `n = tanh(W_n x + b_n + r ⊙ (U_n h + c_n))`,
//! `h' = n + z ⊙ (h - n)`, as in `seq2see_core::cell`.

use super::products::{To, a_b, a_bt, add_bias, at_b, sum_rows};
use super::vectors::{sigmoid, tanh, vectorised};

/// The recurrent half of a cell: `U` `[3 d, d]` and its bias `[3 d]`.
#[derive(Clone, Copy)]
pub(super) struct Recurrent<'a> {
    pub(super) weight: &'a [f32],
    pub(super) bias: &'a [f32],
}

/// What a step leaves for the way back.
pub(super) struct Step {
    /// `[batch, d]`: the state before.
    pub(super) before: Vec<f32>,
    /// `[batch, 4 d]`: `r`, `z`, `n` and `U_n h + c_n`.
    gates: Vec<f32>,
}

/// Gradients of all steps of a sequence, step after step.
pub(super) struct Slopes {
    /// `[len, batch, 3 d]`: of the input's product.
    pub(super) input: Vec<f32>,
    /// `[len, batch, 3 d]`: of the state's product.
    hidden: Vec<f32>,
}

impl Slopes {
    /// For `len` steps of `numbers = batch · 3 d` each.
    pub(super) fn new(len: usize, numbers: usize) -> Self {
        Self { input: vec![0.0; len * numbers], hidden: vec![0.0; len * numbers] }
    }
}

impl Recurrent<'_> {
    fn width(&self) -> usize {
        self.bias.len() / 3
    }

    /// One step; `state` `[batch, d]` becomes the next. A row that is not `active` keeps its state.
    ///
    /// `input`: `[batch, 3 d]`, the input's product with bias.
    pub(super) fn step(&self, input: &[f32], state: &mut [f32], active: &[bool]) -> Step {
        let d = self.width();
        let mut hidden = vec![0.0; input.len()];
        a_bt(state, self.weight, &mut hidden, d, To::Set);
        add_bias(&mut hidden, self.bias);
        let before = state.to_vec();
        let mut gates = vec![0.0; state.len() / d * 4 * d];
        forward(input, &hidden, state, &mut gates, active, d);
        Step { before, gates }
    }

    /// Back through step `t`; `slope` `[batch, d]` of the state after becomes that of the state before.
    pub(super) fn step_back(
        &self,
        step: &Step,
        t: usize,
        slope: &mut [f32],
        slopes: &mut Slopes,
        active: &[bool],
    ) {
        let d = self.width();
        let numbers = slope.len() * 3;
        let input = &mut slopes.input[t * numbers..][..numbers];
        let hidden = &mut slopes.hidden[t * numbers..][..numbers];
        backward(slope, &step.gates, &step.before, input, hidden, active, d);
        a_b(hidden, self.weight, slope, 3 * d, To::Add);
    }

    /// The gradients of weight and bias, over all steps in one product. `steps` in the order of `slopes`.
    pub(super) fn weight_slopes(&self, steps: &[Step], slopes: &Slopes) -> (Vec<f32>, Vec<f32>) {
        let d = self.width();
        let before: Vec<f32> = steps.iter().flat_map(|step| step.before.iter().copied()).collect();
        let mut weight = vec![0.0; 3 * d * d];
        at_b(&slopes.hidden, &before, &mut weight, before.len() / d, To::Set);
        (weight, sum_rows(&slopes.hidden, 3 * d))
    }
}

vectorised! {
    fn forward(input: &[f32], hidden: &[f32], state: &mut [f32], gates: &mut [f32], active: &[bool], d: usize) {
        for (row, &active) in active.iter().enumerate() {
            if !active {
                continue;
            }
            let input = &input[row * 3 * d..][..3 * d];
            let hidden = &hidden[row * 3 * d..][..3 * d];
            let state = &mut state[row * d..][..d];
            let gates = &mut gates[row * 4 * d..][..4 * d];
            let (input_r, rest) = input.split_at(d);
            let (input_z, input_n) = rest.split_at(d);
            let (hidden_r, rest) = hidden.split_at(d);
            let (hidden_z, hidden_n) = rest.split_at(d);
            let (gates_r, rest) = gates.split_at_mut(d);
            let (gates_z, rest) = rest.split_at_mut(d);
            let (gates_n, gates_h) = rest.split_at_mut(d);
            let (input_n, hidden_n, gates_h) = (&input_n[..d], &hidden_n[..d], &mut gates_h[..d]);
            for i in 0..d {
                let r = sigmoid(input_r[i] + hidden_r[i]);
                let z = sigmoid(input_z[i] + hidden_z[i]);
                let n = tanh(r.mul_add(hidden_n[i], input_n[i]));
                state[i] = z.mul_add(state[i] - n, n);
                gates_r[i] = r;
                gates_z[i] = z;
                gates_n[i] = n;
                gates_h[i] = hidden_n[i];
            }
        }
    }
}

vectorised! {
    fn backward(slope: &mut [f32], gates: &[f32], before: &[f32], input: &mut [f32], hidden: &mut [f32], active: &[bool], d: usize) {
        for (row, &active) in active.iter().enumerate() {
            let input = &mut input[row * 3 * d..][..3 * d];
            let hidden = &mut hidden[row * 3 * d..][..3 * d];
            if !active {
                // The state was handed on, and so is its slope.
                input.fill(0.0);
                hidden.fill(0.0);
                continue;
            }
            let slope = &mut slope[row * d..][..d];
            let before = &before[row * d..][..d];
            let gates = &gates[row * 4 * d..][..4 * d];
            let (r, rest) = gates.split_at(d);
            let (z, rest) = rest.split_at(d);
            let (n, h) = rest.split_at(d);
            let (input_r, rest) = input.split_at_mut(d);
            let (input_z, input_n) = rest.split_at_mut(d);
            let (hidden_r, rest) = hidden.split_at_mut(d);
            let (hidden_z, hidden_n) = rest.split_at_mut(d);
            let (h, input_n, hidden_n) = (&h[..d], &mut input_n[..d], &mut hidden_n[..d]);
            for i in 0..d {
                let (dh, r, z, n) = (slope[i], r[i], z[i], n[i]);
                let dn = dh * (1.0 - z) * (1.0 - n * n);
                let dz = dh * (before[i] - n) * z * (1.0 - z);
                let dr = dn * h[i] * r * (1.0 - r);
                input_r[i] = dr;
                input_z[i] = dz;
                input_n[i] = dn;
                hidden_r[i] = dr;
                hidden_z[i] = dz;
                hidden_n[i] = dn * r;
                slope[i] = dh * z;
            }
        }
    }
}
