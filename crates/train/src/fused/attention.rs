//! Additive attention of one step, forward and backward.
//!
//! `e_j = vᵀ tanh(q + k_j)`, `α = softmax(e)`, `c = Σ_j α_j h_j`, as in `seq2see_core::attention`.

use super::vectors::{add_scaled, dot, exp, tanh, vectorised};

/// What is attended to; the same at all steps.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// `[batch, src_len, d_attention]`: `U h_j` with bias.
    pub(super) key: &'a [f32],
    /// `[batch, src_len, d_value]`: `h_j`.
    pub(super) value: &'a [f32],
    /// Of each row, without `<pad>`.
    pub(super) lens: &'a [usize],
    pub(super) src_len: usize,
    /// `v`, `[d_attention]`.
    pub(super) energy: &'a [f32],
}

/// What a step leaves for the way back.
pub(super) struct Step {
    /// `[batch, src_len, d_attention]`: `tanh(q + k_j)`; only where there is no `<pad>`.
    tanh: Vec<f32>,
    /// `[batch, src_len]`: `α`, 0 on `<pad>`.
    weights: Vec<f32>,
}

/// Gradients that gather over the steps, in the shapes of [`Source`].
pub(super) struct Slopes {
    pub(super) key: Vec<f32>,
    pub(super) value: Vec<f32>,
    pub(super) energy: Vec<f32>,
}

impl Source<'_> {
    /// Attends with `query` `[batch, d_attention]`; returns the contexts `[batch, d_value]`.
    pub(super) fn step(&self, query: &[f32]) -> (Vec<f32>, Step) {
        let batch = self.lens.len();
        let d_value = self.value.len() / (batch * self.src_len);
        let mut context = vec![0.0; batch * d_value];
        let mut step = Step { tanh: vec![0.0; self.key.len()], weights: vec![0.0; batch * self.src_len] };
        forward(*self, query, &mut step.tanh, &mut step.weights, &mut context);
        (context, step)
    }

    /// Back through a step, from the contexts' slopes to the query's, which are returned.
    pub(super) fn step_back(&self, step: &Step, context: &[f32], slopes: &mut Slopes) -> Vec<f32> {
        let mut query = vec![0.0; self.lens.len() * self.energy.len()];
        backward(*self, step, context, slopes, &mut query);
        query
    }

    /// No slopes yet.
    pub(super) fn slopes(&self) -> Slopes {
        Slopes {
            key: vec![0.0; self.key.len()],
            value: vec![0.0; self.value.len()],
            energy: vec![0.0; self.energy.len()],
        }
    }
}

vectorised! {
    fn forward(source: Source<'_>, query: &[f32], tanh_all: &mut [f32], weights: &mut [f32], context: &mut [f32]) {
        let Source { key, value, lens, src_len, energy } = source;
        let d = energy.len();
        let d_value = value.len() / (lens.len() * src_len);
        for (row, &len) in lens.iter().enumerate() {
            let query = &query[row * d..][..d];
            let weights = &mut weights[row * src_len..][..len];
            let mut most = f32::NEG_INFINITY;
            for (j, weight) in weights.iter_mut().enumerate() {
                let key = &key[(row * src_len + j) * d..][..d];
                let out = &mut tanh_all[(row * src_len + j) * d..][..d];
                for i in 0..d {
                    out[i] = tanh(query[i] + key[i]);
                }
                *weight = dot(energy, out);
                most = most.max(*weight);
            }
            let mut total = 0.0;
            for weight in weights.iter_mut() {
                *weight = exp(*weight - most);
                total += *weight;
            }
            let context = &mut context[row * d_value..][..d_value];
            for (j, weight) in weights.iter_mut().enumerate() {
                *weight /= total;
                add_scaled(context, *weight, &value[(row * src_len + j) * d_value..][..d_value]);
            }
        }
    }
}

vectorised! {
    fn backward(source: Source<'_>, step: &Step, context: &[f32], slopes: &mut Slopes, query: &mut [f32]) {
        let Source { value, lens, src_len, energy, .. } = source;
        let d = energy.len();
        let d_value = value.len() / (lens.len() * src_len);
        let mut of_weights = vec![0.0; src_len];
        for (row, &len) in lens.iter().enumerate() {
            let weights = &step.weights[row * src_len..][..len];
            let context = &context[row * d_value..][..d_value];
            // ∂α_j = h_j · ∂c, and through the softmax ∂e_j = α_j (∂α_j - Σ α ∂α).
            let mut mean = 0.0;
            for (j, &weight) in weights.iter().enumerate() {
                let at = (row * src_len + j) * d_value;
                of_weights[j] = dot(&value[at..][..d_value], context);
                mean += weight * of_weights[j];
                add_scaled(&mut slopes.value[at..][..d_value], weight, context);
            }
            let query = &mut query[row * d..][..d];
            let of_energy = &mut slopes.energy[..d];
            for (j, &weight) in weights.iter().enumerate() {
                let slope = weight * (of_weights[j] - mean);
                let at = (row * src_len + j) * d;
                let tanh = &step.tanh[at..][..d];
                let key = &mut slopes.key[at..][..d];
                for i in 0..d {
                    let of_sum = slope * energy[i] * (1.0 - tanh[i] * tanh[i]);
                    query[i] += of_sum;
                    key[i] += of_sum;
                    of_energy[i] = slope.mul_add(tanh[i], of_energy[i]);
                }
            }
        }
    }
}
