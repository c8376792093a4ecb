//! `ln Σ exp x_i` over a whole vocabulary, several numbers at a time.

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
            *sum += exp_below_one(x - max);
        }
    }
    let sum: f32 = sums.iter().sum::<f32>() + rest.iter().map(|&x| exp_below_one(x - max)).sum::<f32>();
    max + sum.ln()
}

/// `exp x` for `x ≤ 0`: `2ⁿ exp r` with `|r| ≤ ln 2 / 2` and a Taylor polynomial for `exp r`, whose first
/// term left out is below 1e-8.
fn exp_below_one(x: f32) -> f32 {
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
    fn powers_are_exact_to_the_last_bits() {
        for i in 0..2000 {
            let x = -0.0431 * i as f32;
            let (found, exact) = (f64::from(exp_below_one(x)), f64::from(x).exp());
            assert!((found / exact - 1.0).abs() < 3e-7 || exact < 1e-37, "exp {x}: {found} {exact}");
        }
    }

    #[test]
    fn far_apart_numbers_neither_overflow_nor_vanish() {
        assert_eq!(log_sum_exp(&[-1e9, 300.0, -500.0]), 300.0);
        assert_eq!(log_sum_exp(&[f32::NEG_INFINITY, 1.0]), 1.0);
    }
}
