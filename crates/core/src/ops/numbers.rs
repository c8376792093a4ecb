//! What the loops over numbers in memory are made of: one number, or a row of them.
//!
//! Written so that a compiler makes vector instructions of it, which calls of the library's `exp`, one number at a time,
//! would prevent: they took a tenth of a step.

/// Numbers added side by side: two vectors of the browser's SIMD. A sum in one variable could not be split.
const LANES: usize = 8;

/// `Σ_k a_k b_k`.
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    let mut sums = [0.0; LANES];
    for (a, b) in a.iter().zip(b) {
        for k in 0..LANES {
            sums[k] += a[k] * b[k];
        }
    }
    sums.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}

/// `Σ_k a_k`.
pub(crate) fn sum(a: &[f32]) -> f32 {
    let (eights, rest) = a.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for eight in eights {
        sums.iter_mut().zip(eight).for_each(|(sum, a)| *sum += a);
    }
    sums.iter().chain(rest).sum()
}

/// `α = softmax(scores)`, as many as there are scores.
pub(crate) fn softmax_into(weights: &mut [f32], scores: &[f32]) {
    let max = scores.iter().fold(f32::NEG_INFINITY, |max, &x| if x > max { x } else { max });
    weights.iter_mut().zip(scores).for_each(|(weight, score)| *weight = exp_below_zero(score - max));
    let sum = sum(weights);
    weights.iter_mut().for_each(|weight| *weight /= sum);
}

/// `c = Σ_j α_j value_j`, the values one after the other, each as long as `context`, which begins as zeros.
pub(crate) fn weighted_sum_into(context: &mut [f32], weights: &[f32], value: &[f32]) {
    for (weight, value) in weights.iter().zip(value.chunks_exact(context.len())) {
        context.iter_mut().zip(value).for_each(|(c, v)| *c += weight * v);
    }
}

/// `ln Σ_i exp x_i`, computed as `m + ln Σ_i exp(x_i - m)` with `m` the largest.
///
/// Within 2e-7 of the exact value, relative to the sum.
///
/// Infinite if `x` is empty.
pub(crate) fn log_sum_exp(x: &[f32]) -> f32 {
    let (whole, rest) = x.as_chunks::<LANES>();
    let mut largest = [f32::NEG_INFINITY; LANES];
    for eight in whole {
        for (largest, &x) in largest.iter_mut().zip(eight) {
            *largest = if x > *largest { x } else { *largest };
        }
    }
    let max = largest.iter().chain(rest).copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sums = [0.0_f32; LANES];
    for eight in whole {
        for (sum, &x) in sums.iter_mut().zip(eight) {
            *sum += exp_below_zero(x - max);
        }
    }
    let sum: f32 = sums.iter().sum::<f32>() + rest.iter().map(|&x| exp_below_zero(x - max)).sum::<f32>();
    max + sum.ln()
}

/// `tanh x` of one number.
pub(crate) fn tanh_of(x: f32) -> f32 {
    2.0 * logistic(2.0 * x) - 1.0
}

/// `σ(x)` of one number, by the exponential of one that is not above 0: nothing overflows.
pub(crate) fn logistic(x: f32) -> f32 {
    let e = exp_below_zero(-x.abs());
    let whole = if x < 0.0 { e } else { 1.0 };
    whole / (1.0 + e)
}

/// `exp x` for `x ≤ 0`: `2ⁿ exp r` with `|r| ≤ ln 2 / 2` and a Taylor polynomial for `exp r`, whose first
/// term left out is below 1e-8.
pub(crate) fn exp_below_zero(x: f32) -> f32 {
    // Smaller ones would leave the range of float32's exponents; their share of a sum is nothing.
    let x = if x > -87.0 { x } else { -87.0 };
    let n = (x * std::f32::consts::LOG2_E).round_ties_even();
    // ln 2 in two parts, the first exact in few bits, so that n times it is exact.
    let r = x - n * 0.693_359_4 + n * 2.121_944_4e-4;
    let terms = [1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let power = terms.into_iter().fold(0.0, |sum, term| sum * r + term);
    power * f32::from_bits(((n as i32 + 127) << 23).cast_unsigned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_definition() {
        for len in [1, 7, 8, 9, 8000] {
            let x: Vec<f32> = (0..len).map(|i| (i * 7919 % 1013) as f32 / 40.0 - 17.0).collect();
            let exact: f64 = x.iter().map(|&x| f64::from(x).exp()).sum::<f64>().ln();
            assert!((f64::from(log_sum_exp(&x)) - exact).abs() < 2e-6, "{len} numbers");
        }
    }

    #[test]
    fn far_apart_numbers_neither_overflow_nor_vanish() {
        assert_eq!(log_sum_exp(&[-1e9, 300.0, -500.0]), 300.0);
        assert_eq!(log_sum_exp(&[f32::NEG_INFINITY, 1.0]), 1.0);
    }

    #[test]
    fn powers_are_exact_to_the_last_bits() {
        for i in 0..2000 {
            let x = -0.0431 * i as f32;
            let (found, exact) = (f64::from(exp_below_zero(x)), f64::from(x).exp());
            assert!((found / exact - 1.0).abs() < 3e-7 || exact < 1e-37, "exp {x}: {found} {exact}");
        }
    }
}
