//! `ln Σ exp x_i` over a whole vocabulary, several numbers at a time.

use crate::activation::exp_below_zero;

/// Numbers worked on side by side: two vectors of the browser's SIMD.
const LANES: usize = 8;

/// `ln Σ_i exp x_i`, computed as `m + ln Σ_i exp(x_i - m)` with `m` the largest.
///
/// Written so that a compiler makes vector instructions of it, which calls of `exp` one by one would
/// prevent: they took as long as all the rest of a step's softmax. Within 2e-7 of the exact value,
/// relative to the sum.
///
/// Infinite if `x` is empty.
pub(super) fn log_sum_exp(x: &[f32]) -> f32 {
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
}
