//! Dropout whose masks come from a seed, so that a run can be repeated and resumed exactly.
//!
//! ```
//! use burn::tensor::{Device, Tensor};
//! use seq2see_core::noise::Noise;
//!
//! let dropped = |mut noise: Noise| {
//!     let numbers = noise.drop(Tensor::<1>::ones([9], &Device::flex()), 0.5).into_data();
//!     numbers.try_into_vec::<f32>().expect("float32")
//! };
//! assert_eq!(dropped(Noise::seeded(3)), dropped(Noise::seeded(3)));
//! assert_eq!(dropped(Noise::off()), [1.0; 9]);
//! ```

use burn::tensor::{Tensor, TensorData};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// The source of dropout masks for one forward pass: a seed, or none.
///
/// Burn's own dropout draws from a device's global generator; two threads that share it would make
/// a run impossible to repeat. Here the state is a value of the caller's.
#[derive(Debug)]
pub struct Noise(Option<ChaCha8Rng>);

impl Noise {
    /// Drops nothing: for every pass that is not training.
    pub fn off() -> Self {
        Self(None)
    }

    /// The same seed gives the same masks, pass after pass.
    pub fn seeded(seed: u64) -> Self {
        Self(Some(ChaCha8Rng::seed_from_u64(seed)))
    }

    /// Whether nothing is dropped.
    pub fn is_off(&self) -> bool {
        self.0.is_none()
    }

    /// Sets a share `p` of the elements to zero and scales the rest by `1 / (1 - p)`; Srivastava et al. 2014.
    ///
    /// `p` is rounded to 1/256. On a seedless source the input comes back as it is.
    ///
    /// # Shapes
    /// - `x`: any; the result has the same
    pub fn drop<const D: usize>(&mut self, x: Tensor<D>, p: f64) -> Tensor<D> {
        if self.is_off() {
            return x;
        }
        let (shape, device) = (x.shape(), x.device().inner());
        match self.mask(shape.num_elements(), p) {
            Some(mask) => x * Tensor::from_data(TensorData::new(mask, shape), &device),
            None => x,
        }
    }

    /// The next `count` factors by which [`drop`](Self::drop) multiplies: 0 or `1 / (1 - p)`; none if nothing is dropped.
    pub fn mask(&mut self, count: usize, p: f64) -> Option<Vec<f32>> {
        #[expect(clippy::cast_sign_loss, reason = "clamped to the bytes just before")]
        let threshold = (p * 256.0).round().clamp(0.0, 255.0) as u8;
        let rng = self.0.as_mut().filter(|_| threshold > 0)?;
        let scale = 256.0 / (256.0 - f32::from(threshold));
        let mut bytes = vec![0; count];
        rng.fill_bytes(&mut bytes);
        let keep = |&byte: &u8| if byte < threshold { 0.0 } else { scale };
        Some(bytes.iter().map(keep).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::Device;

    #[test]
    fn the_same_seed_drops_the_same_elements_and_keeps_the_mean() {
        let ones = || Tensor::<2>::ones([50, 70], &Device::flex());
        let drop = |seed| Noise::seeded(seed).drop(ones(), 0.25).into_data();
        assert_eq!(drop(3), drop(3));
        assert_ne!(drop(3), drop(4));
        let mean = Noise::seeded(1).drop(ones(), 0.25).mean().into_scalar::<f32>();
        assert!((mean - 1.0).abs() < 0.05, "{mean}");
    }

    #[test]
    fn without_a_seed_nothing_is_dropped() {
        let x = Tensor::<2>::ones([3, 5], &Device::flex());
        assert_eq!(Noise::off().drop(x.clone(), 0.9).into_data(), x.into_data());
    }
}
