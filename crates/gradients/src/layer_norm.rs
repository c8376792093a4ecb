//! Layer normalisation, forward and backward (Ba et al. 2016, <https://arxiv.org/abs/1607.06450>).

use super::products::sum_rows;
use super::vectors::{mul_add, vectorised};
use super::weights::{Gradients, Weights};

/// As Burn's and PyTorch's layers.
const EPSILON: f32 = 1e-5;

/// What a pass leaves for the way back.
pub(super) struct Pass {
    name: String,
    /// `(x - mean) / √(variance + ε)`.
    hat: Vec<f32>,
    /// By row: `1 / √(variance + ε)`.
    inverse: Vec<f32>,
}

/// `y = γ ⊙ (x - mean) / √(variance + ε) + β`, row by row of `x`, which becomes `y`.
pub(super) fn forward(weights: &Weights, name: String, x: &mut [f32]) -> Pass {
    let (gamma, beta) = (weights.get(&format!("{name}.gamma")), weights.get(&format!("{name}.beta")));
    let mut pass = Pass { name, hat: vec![0.0; x.len()], inverse: vec![0.0; x.len() / gamma.len()] };
    normalise(x, gamma, beta, &mut pass.hat, &mut pass.inverse);
    pass
}

impl Pass {
    /// The slope of `y` becomes that of `x`.
    pub(super) fn backward(&self, weights: &Weights, y: &mut [f32], gradients: &mut Gradients) {
        let gamma = weights.get(&format!("{}.gamma", self.name));
        let of_gamma: Vec<f32> = y.iter().zip(&self.hat).map(|(y, hat)| y * hat).collect();
        gradients.set(&format!("{}.gamma", self.name), sum_rows(&of_gamma, gamma.len()));
        gradients.set(&format!("{}.beta", self.name), sum_rows(y, gamma.len()));
        normalise_back(y, gamma, &self.hat, &self.inverse);
    }
}

vectorised! {
    fn normalise(x: &mut [f32], gamma: &[f32], beta: &[f32], hat: &mut [f32], inverse: &mut [f32]) {
        let d = gamma.len();
        let rows = x.chunks_exact_mut(d).zip(hat.chunks_exact_mut(d)).zip(inverse);
        for ((x, hat), inverse) in rows {
            let mean = x.iter().sum::<f32>() / d as f32;
            let variance = x.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / d as f32;
            *inverse = 1.0 / (variance + EPSILON).sqrt();
            for i in 0..d {
                hat[i] = (x[i] - mean) * *inverse;
                x[i] = mul_add(gamma[i], hat[i], beta[i]);
            }
        }
    }
}

vectorised! {
    /// `∂x = (g - mean(g) - hat · mean(g ⊙ hat)) · inverse`, `g = γ ⊙ ∂y`.
    fn normalise_back(y: &mut [f32], gamma: &[f32], hat: &[f32], inverse: &[f32]) {
        let d = gamma.len();
        let rows = y.chunks_exact_mut(d).zip(hat.chunks_exact(d)).zip(inverse);
        for ((y, hat), &inverse) in rows {
            let (mut sum, mut sum_hat) = (0.0, 0.0);
            for i in 0..d {
                y[i] *= gamma[i];
                sum += y[i];
                sum_hat += y[i] * hat[i];
            }
            let (mean, mean_hat) = (sum / d as f32, sum_hat / d as f32);
            for i in 0..d {
                y[i] = (y[i] - mean - hat[i] * mean_hat) * inverse;
            }
        }
    }
}
