//! The long short-term memory, a row.
//!
//! `i, f, o = σ(W x + U h)`, `g = tanh(W_g x + U_g h)`, `c' = f ⊙ c + i ⊙ g`, `h' = o ⊙ tanh(c')`.

use super::{parts, parts_mut};
use crate::vectors::{mul_add, sigmoid, tanh};

/// `i`, `f`, `g`, `o` and `tanh(c')`.
pub(super) const KEPT: usize = 5;

/// `hidden` and `memory` become the next.
#[inline(always)]
pub(super) fn forward(
    (input, product, bias): (&[f32], &[f32], &[f32]),
    hidden: &mut [f32],
    memory: &mut [f32],
    kept: &mut [f32],
) {
    let d = hidden.len();
    let [input_i, input_f, input_g, input_o] = parts(input, d);
    let [product_i, product_f, product_g, product_o] = parts(product, d);
    let [bias_i, bias_f, bias_g, bias_o] = parts(bias, d);
    let [kept_i, kept_f, kept_g, kept_o, kept_c] = parts_mut(kept, d);
    let memory = &mut memory[..d];
    for k in 0..d {
        let i = sigmoid(input_i[k] + product_i[k] + bias_i[k]);
        let f = sigmoid(input_f[k] + product_f[k] + bias_f[k]);
        let g = tanh(input_g[k] + product_g[k] + bias_g[k]);
        let o = sigmoid(input_o[k] + product_o[k] + bias_o[k]);
        memory[k] = mul_add(f, memory[k], i * g);
        let c = tanh(memory[k]);
        hidden[k] = o * c;
        kept_i[k] = i;
        kept_f[k] = f;
        kept_g[k] = g;
        kept_o[k] = o;
        kept_c[k] = c;
    }
}

/// The slopes of state and memory after become those before, but for what goes by the product.
///
/// `before`: the memory before.
#[inline(always)]
pub(super) fn backward(
    (slope, memory): (&mut [f32], &mut [f32]),
    before: &[f32],
    kept: &[f32],
    of_sum: &mut [f32],
) {
    let d = slope.len();
    let [i, f, g, o, c] = parts(kept, d);
    let [sum_i, sum_f, sum_g, sum_o] = parts_mut(of_sum, d);
    let (memory, before) = (&mut memory[..d], &before[..d]);
    for k in 0..d {
        let (i, f, g, o, c) = (i[k], f[k], g[k], o[k], c[k]);
        let dc = mul_add(slope[k] * o, 1.0 - c * c, memory[k]);
        sum_i[k] = dc * g * i * (1.0 - i);
        sum_f[k] = dc * before[k] * f * (1.0 - f);
        sum_g[k] = dc * i * (1.0 - g * g);
        sum_o[k] = slope[k] * c * o * (1.0 - o);
        memory[k] = dc * f;
        slope[k] = 0.0;
    }
}
