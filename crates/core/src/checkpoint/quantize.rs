//! Int8 matrices: a scale per row, symmetric.

/// The largest magnitude of a quantised value; -128 is left out, so that both signs reach as far.
const MOST: f32 = 127.0;

/// Rounds a matrix to int8, row by row: `scale = max |x| / 127`, `q = round(x / scale)`, halves to even.
///
/// `q × scale` is within `scale / 2` of `x`; a row that is such a product already gives the same `q`.
///
/// # Shapes
/// - `values`: `[rows, cols]`, row after row
/// - returns `[rows, cols]` and the scales `[rows]`; a row of zeros has scale 0
///
/// # Panics
/// If a value is not finite.
pub fn quantize(values: &[f32], cols: usize) -> (Vec<i8>, Vec<f32>) {
    assert!(values.iter().all(|x| x.is_finite()), "only finite numbers can be quantised");
    let mut quantised = Vec::with_capacity(values.len());
    let mut scales = Vec::new();
    for row in values.chunks(cols.max(1)) {
        let scale = row.iter().fold(0.0_f32, |most, x| most.max(x.abs())) / MOST;
        let round =
            |&x: &f32| if scale == 0.0 { 0 } else { (x / scale).round_ties_even().clamp(-MOST, MOST) as i8 };
        quantised.extend(row.iter().map(round));
        scales.push(scale);
    }
    (quantised, scales)
}

/// The float32 matrix that int8 rows stand for.
///
/// For devices and tests that multiply float32; [`Int8Rows`](crate::ops::int8::Int8Rows) takes the int8 as they are.
///
/// # Shapes
/// - `quantised`: `[rows, cols]`, row after row, an int8 a byte as in the file
/// - `scales`: `[rows]`
/// - returns `[rows, cols]`
pub fn expand(quantised: &[u8], scales: &[f32]) -> Vec<f32> {
    let cols = quantised.len() / scales.len().max(1);
    let rows = quantised.chunks(cols.max(1)).zip(scales);
    rows.flat_map(|(row, scale)| row.iter().map(move |&q| f32::from(q.cast_signed()) * scale)).collect()
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{RngCore, SeedableRng};

    use super::*;

    /// `[rows, cols]` numbers of very different size from row to row.
    fn matrix(rows: usize, cols: usize) -> Vec<f32> {
        let mut random = ChaCha8Rng::seed_from_u64(3);
        let number = |i: usize| {
            let uniform = f64::from(random.next_u32()) / f64::from(u32::MAX) - 0.5;
            (uniform * 10.0_f64.powi(i32::try_from(i / cols).expect("few rows") % 9 - 5)) as f32
        };
        (0..rows * cols).map(number).collect()
    }

    fn bytes(quantised: &[i8]) -> Vec<u8> {
        quantised.iter().map(|q| q.cast_unsigned()).collect()
    }

    #[test]
    fn the_error_is_at_most_half_a_scale() {
        let values = matrix(50, 37);
        let (quantised, scales) = quantize(&values, 37);
        let back = expand(&bytes(&quantised), &scales);
        for (i, (x, y)) in values.iter().zip(&back).enumerate() {
            let scale = scales[i / 37];
            // Rounding of the quotient and of the product.
            assert!((x - y).abs() <= scale * (0.5 + 1e-4), "{x} became {y} at scale {scale}");
        }
    }

    #[test]
    fn what_was_quantised_stays_as_it_is() {
        let (quantised, scales) = quantize(&matrix(50, 37), 37);
        let (again, scales_again) = quantize(&expand(&bytes(&quantised), &scales), 37);
        assert_eq!(again, quantised);
        for (a, b) in scales.iter().zip(&scales_again) {
            // 127 × scale is rounded once, and so is the quotient.
            assert!((a - b).abs() <= a * f32::EPSILON, "{a} became {b}");
        }
    }

    #[test]
    fn a_row_of_zeros_and_one_of_the_smallest_numbers_are_zeros() {
        let (quantised, scales) = quantize(&[0.0, -0.0, 1e-45, 0.0, 2.0, -2.0], 2);
        assert_eq!(quantised, [0, 0, 0, 0, 127, -127]);
        assert_eq!(scales[..2], [0.0, 0.0]);
        assert_eq!(expand(&bytes(&quantised), &scales)[..4], [0.0; 4]);
    }

    #[test]
    #[should_panic(expected = "finite")]
    fn a_weight_that_is_not_a_number_is_not_hidden() {
        quantize(&[1.0, f32::NAN], 2);
    }
}
