//! Where a token stands, as waves.

use std::cell::RefCell;
use std::collections::BTreeMap;

use burn::tensor::{Device, Tensor};

use crate::ops::host::tensor;

thread_local! {
    /// The rows made so far, by width: every step asks for one, and sines take long.
    static WAVES: RefCell<BTreeMap<usize, Vec<f32>>> = const { RefCell::new(BTreeMap::new()) };
}

/// `PE(pos, 2i) = sin(pos / 10000^(2i / d))`, `PE(pos, 2i + 1) = cos(same)`; Vaswani et al. 2017, §3.5.
///
/// # Shapes
/// - returns `[len, d_model]` for the positions `first .. first + len`
pub fn sinusoids(first: usize, len: usize, d_model: usize, device: &Device) -> Tensor<2> {
    let waves = WAVES.with_borrow_mut(|waves| {
        let waves = waves.entry(d_model).or_default();
        (waves.len() / d_model..first + len).for_each(|pos| extend_with_waves(pos, d_model, waves));
        waves[first * d_model..][..len * d_model].to_vec()
    });
    tensor(waves, [len, d_model], device)
}

/// The row of one position, appended.
fn extend_with_waves(pos: usize, d_model: usize, waves: &mut Vec<f32>) {
    // 10000^(-2i / d) by products: a power of its own for every number took longer than a layer.
    let ratio = 10_000_f64.powf(-2.0 / d_model as f64);
    let mut angle = pos as f64;
    for _ in 0..d_model.div_ceil(2) {
        let (sin, cos) = angle.sin_cos();
        waves.extend([sin as f32, cos as f32]);
        angle *= ratio;
    }
    // An odd width ends with a sine.
    waves.truncate((pos + 1) * d_model);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_start_gives_the_later_rows() {
        let device = Device::flex();
        let all = sinusoids(0, 7, 10, &device).narrow(0, 3, 4).into_data();
        assert_eq!(sinusoids(3, 4, 10, &device).into_data(), all);
    }

    #[test]
    fn agrees_with_burns() {
        let device = Device::flex();
        let burns = burn::nn::generate_sinusoids(9, 12, 10_000, &device).into_data();
        let ours = sinusoids(0, 9, 12, &device).into_data();
        ours.assert_approx_eq::<f32>(&burns, burn::tensor::Tolerance::absolute(1e-5));
    }
}
