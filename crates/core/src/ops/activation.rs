//! The squashing functions of all recurrent networks. A GPU fuses their tensor operations itself.

use burn::tensor::Tensor;

use super::host::{floats, on_cpu, tensor};
use super::numbers::{logistic, tanh_of};

/// What follows a product with a matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Activation {
    /// Nothing.
    Identity,
    /// `tanh x`.
    Tanh,
    /// `max(0, x)`.
    Relu,
}

impl Activation {
    /// Applies it to every number.
    ///
    /// # Shapes
    /// - `x`: any; the result has the same
    pub(crate) fn of<const D: usize>(self, x: Tensor<D>) -> Tensor<D> {
        match self {
            Self::Identity => x,
            Self::Tanh => tanh(x),
            Self::Relu => burn::tensor::activation::relu(x),
        }
    }
}

/// `σ(x) = 1 / (1 + exp -x)`, within 2e-7.
///
/// # Shapes
/// - `x`: any; the result has the same
pub(crate) fn sigmoid<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    if on_cpu(&x) { each(x, logistic) } else { burn::tensor::activation::sigmoid(x) }
}

/// `tanh x = 2 σ(2x) - 1`, within 3e-7.
///
/// # Shapes
/// - `x`: any; the result has the same
pub(crate) fn tanh<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    if on_cpu(&x) { each(x, tanh_of) } else { sigmoid(x * 2.0) * 2.0 - 1.0 }
}

/// # Shapes
/// - `x`: any; the result has the same
fn each<const D: usize>(x: Tensor<D>, f: impl Fn(f32) -> f32) -> Tensor<D> {
    let (shape, device) = (x.dims(), x.device());
    let mut numbers = floats(x);
    numbers.iter_mut().for_each(|x| *x = f(*x));
    tensor(numbers, shape, &device)
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::{Device, Tolerance};

    const NUMBERS: [f32; 11] = [-90.0, -88.0, -3.0, -0.2, -1e-4, 0.0, 1e-4, 0.7, 2.5, 16.0, 90.0];

    #[test]
    fn agree_with_the_librarys() {
        let x = Tensor::<1>::from_floats(NUMBERS, &Device::flex());
        let within = Tolerance::absolute(3e-7);
        tanh(x.clone()).into_data().assert_approx_eq::<f32>(&x.clone().tanh().into_data(), within);
        let expected = burn::tensor::activation::sigmoid(x.clone()).into_data();
        sigmoid(x).into_data().assert_approx_eq::<f32>(&expected, within);
    }
}
