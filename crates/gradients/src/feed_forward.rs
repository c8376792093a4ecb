//! The feed-forward part of a Transformer's layer, forward and backward.

use seq2see_core::noise::Noise;

use super::products::To;
use super::ragged::Ragged;
use super::rows::mask;
use super::vectors::vectorised;
use super::weights::{Gradients, Weights};

/// What a pass leaves for the way back.
pub(super) struct Pass {
    name: String,
    x: Vec<f32>,
    /// `drop(relu(W_1 x + b_1))`.
    inner: Vec<f32>,
    mask: Option<Vec<f32>>,
}

/// `W_2 drop(relu(W_1 x + b_1)) + b_2`; Vaswani et al. 2017, eq. 2. `x`: `[tokens, d]`.
pub(super) fn forward(
    weights: &Weights,
    name: String,
    x: &[f32],
    rows: &Ragged,
    noise: (&mut Noise, f64),
) -> (Vec<f32>, Pass) {
    let d = x.len() / rows.tokens();
    let mut inner = weights.linear(&format!("{name}.inner")).forward(x, d);
    let mask = mask(noise, [rows.batch(), rows.longest(), inner.len() / rows.tokens()], rows.each());
    match &mask {
        Some(mask) => relu_masked(&mut inner, mask),
        None => inner.iter_mut().for_each(|x| *x = x.max(0.0)),
    }
    let d_ff = inner.len() / (x.len() / d);
    let y = weights.linear(&format!("{name}.outer")).forward(&inner, d_ff);
    (y, Pass { name, x: x.to_vec(), inner, mask })
}

impl Pass {
    /// Adds the slope of `x` to `x`, from that of `y`.
    pub(super) fn backward(
        &self,
        weights: &Weights,
        y: &[f32],
        x: &mut [f32],
        d: usize,
        gradients: &mut Gradients,
    ) {
        let (inner_name, outer_name) = (format!("{}.inner", self.name), format!("{}.outer", self.name));
        let (inner, outer) = (weights.linear(&inner_name), weights.linear(&outer_name));
        let d_ff = self.inner.len() / (x.len() / d);
        gradients.set_linear(&outer_name, &outer, y, &self.inner, d_ff);
        let mut slope = vec![0.0; self.inner.len()];
        outer.backward(y, &mut slope, d_ff, To::Set);
        match &self.mask {
            Some(mask) => relu_back_masked(&mut slope, &self.inner, mask),
            None => slope.iter_mut().zip(&self.inner).for_each(|(s, x)| *s *= f32::from(*x > 0.0)),
        }
        gradients.set_linear(&inner_name, &inner, &slope, &self.x, d);
        inner.backward(&slope, x, d, To::Add);
    }
}

vectorised! {
    fn relu_masked(x: &mut [f32], mask: &[f32]) {
        for (x, mask) in x.iter_mut().zip(mask) {
            *x = x.max(0.0) * mask;
        }
    }
}

vectorised! {
    fn relu_back_masked(slope: &mut [f32], inner: &[f32], mask: &[f32]) {
        for ((slope, inner), mask) in slope.iter_mut().zip(inner).zip(mask) {
            *slope *= if *inner > 0.0 { *mask } else { 0.0 };
        }
    }
}
