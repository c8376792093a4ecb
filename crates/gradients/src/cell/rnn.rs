//! `h' = tanh(W x + b + U h + c)`, a row.

use crate::vectors::tanh;

/// `hidden` becomes the next state.
#[inline(always)]
pub(super) fn forward((input, product, bias): (&[f32], &[f32], &[f32]), hidden: &mut [f32]) {
    let d = hidden.len();
    let (input, product, bias) = (&input[..d], &product[..d], &bias[..d]);
    for i in 0..d {
        hidden[i] = tanh(input[i] + product[i] + bias[i]);
    }
}

/// `slope`, of the state `after`, becomes that of the state before, but for what goes by the product.
#[inline(always)]
pub(super) fn backward(slope: &mut [f32], after: &[f32], of_sum: &mut [f32]) {
    let d = slope.len();
    let (after, of_sum) = (&after[..d], &mut of_sum[..d]);
    for i in 0..d {
        of_sum[i] = slope[i] * (1.0 - after[i] * after[i]);
        slope[i] = 0.0;
    }
}
