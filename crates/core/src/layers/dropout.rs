//! Dropout of one pass over a network.

use burn::tensor::Tensor;

use crate::noise::Noise;

/// Which share of the activations a pass drops, and where its masks come from; Srivastava et al. 2014,
/// <https://jmlr.org/papers/v15/srivastava14a.html>.
#[derive(Debug)]
pub struct Dropout<'a> {
    noise: Option<&'a mut Noise>,
    share: f64,
}

impl<'a> Dropout<'a> {
    /// Drops a share of the activations; nothing, if the noise is off.
    pub fn new(noise: &'a mut Noise, share: f64) -> Self {
        Self { noise: Some(noise), share }
    }

    /// Drops nothing: for every pass that is not training.
    pub fn off() -> Self {
        Self { noise: None, share: 0.0 }
    }

    /// Whether nothing is dropped, so that forms of an operation without dropout may be taken.
    pub fn is_off(&self) -> bool {
        self.noise.as_ref().is_none_or(|noise| noise.is_off())
    }

    /// What is left of `x`, scaled so that its mean stays; [`Noise::drop`].
    ///
    /// # Shapes
    /// - `x`: any; the result has the same
    pub fn of<const D: usize>(&mut self, x: Tensor<D>) -> Tensor<D> {
        match &mut self.noise {
            Some(noise) => noise.drop(x, self.share),
            None => x,
        }
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;

    use super::*;

    #[test]
    fn drops_what_its_noise_drops_and_nothing_where_it_is_off() {
        let x = Tensor::<2>::ones([3, 50], &Device::flex());
        let expected = Noise::seeded(5).drop(x.clone(), 0.25).into_data();
        assert_eq!(Dropout::new(&mut Noise::seeded(5), 0.25).of(x.clone()).into_data(), expected);
        let noise = &mut Noise::off();
        for mut off in [Dropout::off(), Dropout::new(noise, 0.25)] {
            assert!(off.is_off());
            assert_eq!(off.of(x.clone()).into_data(), x.clone().into_data());
        }
    }
}
