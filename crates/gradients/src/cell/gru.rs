//! The gated recurrent unit, a row.
//!
//! `r = σ(W_r x + U_r h)`, `z = σ(W_z x + U_z h)`, `n = tanh(W_n x + b_n + r ⊙ (U_n h + c_n))`,
//! `h' = n + z ⊙ (h - n)`.

use super::{parts, parts_mut};
use crate::vectors::{mul_add, sigmoid, tanh};

/// `r`, `z`, `n` and `U_n h + c_n`.
pub(super) const KEPT: usize = 4;

/// `state` becomes the next.
#[inline(always)]
pub(super) fn forward((input, product, bias): (&[f32], &[f32], &[f32]), state: &mut [f32], kept: &mut [f32]) {
    let d = state.len();
    let [input_r, input_z, input_n] = parts(input, d);
    let [product_r, product_z, product_n] = parts(product, d);
    let [bias_r, bias_z, bias_n] = parts(bias, d);
    let [kept_r, kept_z, kept_n, kept_u] = parts_mut(kept, d);
    for i in 0..d {
        let r = sigmoid(input_r[i] + product_r[i] + bias_r[i]);
        let z = sigmoid(input_z[i] + product_z[i] + bias_z[i]);
        let u = product_n[i] + bias_n[i];
        let n = tanh(mul_add(r, u, input_n[i]));
        state[i] = mul_add(z, state[i] - n, n);
        kept_r[i] = r;
        kept_z[i] = z;
        kept_n[i] = n;
        kept_u[i] = u;
    }
}

/// `slope`, of the state after, becomes that of the state before, but for what goes by the product.
#[inline(always)]
pub(super) fn backward(
    slope: &mut [f32],
    before: &[f32],
    kept: &[f32],
    of_input: &mut [f32],
    of_product: &mut [f32],
) {
    let d = slope.len();
    let [r, z, n, u] = parts(kept, d);
    let [input_r, input_z, input_n] = parts_mut(of_input, d);
    let [product_r, product_z, product_n] = parts_mut(of_product, d);
    let before = &before[..d];
    for i in 0..d {
        let (dh, r, z, n) = (slope[i], r[i], z[i], n[i]);
        let dn = dh * (1.0 - z) * (1.0 - n * n);
        let dz = dh * (before[i] - n) * z * (1.0 - z);
        let dr = dn * u[i] * r * (1.0 - r);
        input_r[i] = dr;
        input_z[i] = dz;
        input_n[i] = dn;
        product_r[i] = dr;
        product_z[i] = dz;
        product_n[i] = dn * r;
        slope[i] = dh * z;
    }
}
