//! Where a token stands, as waves.

use burn::tensor::{Device, Tensor, TensorData};

/// `PE(pos, 2i) = sin(pos / 10000^(2i / d))`, `PE(pos, 2i + 1) = cos(same)`; Vaswani et al. 2017, §3.5.
///
/// # Shapes
/// - returns `[len, d_model]` for the positions `first .. first + len`
pub fn sinusoids(first: usize, len: usize, d_model: usize, device: &Device) -> Tensor<2> {
    let angle = |pos: usize, i: usize| {
        let exponent = (i - i % 2) as f64 / d_model as f64;
        pos as f64 / 10_000_f64.powf(exponent)
    };
    let wave = |pos, i| if i % 2 == 0 { angle(pos, i).sin() } else { angle(pos, i).cos() };
    let rows = (first..first + len).flat_map(|pos| (0..d_model).map(move |i| wave(pos, i) as f32));
    Tensor::from_data(TensorData::new(rows.collect::<Vec<f32>>(), [len, d_model]), device)
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
