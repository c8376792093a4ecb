//! The squashing functions of all recurrent networks, in a form that is fast on every device.
//!
//! On the CPU they are computed in a loop that a compiler makes vector instructions of; calls of the library's
//! `exp`, one number at a time, took a tenth of a step. A GPU fuses its tensor operations itself.

use burn::tensor::Tensor;

use crate::in_memory::{floats, on_cpu, tensor};

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

fn each<const D: usize>(x: Tensor<D>, f: impl Fn(f32) -> f32) -> Tensor<D> {
    let (shape, device) = (x.dims(), x.device());
    let mut numbers = floats(x);
    numbers.iter_mut().for_each(|x| *x = f(*x));
    tensor(numbers, shape, &device)
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

    #[test]
    fn powers_are_exact_to_the_last_bits() {
        for i in 0..2000 {
            let x = -0.0431 * i as f32;
            let (found, exact) = (f64::from(exp_below_zero(x)), f64::from(x).exp());
            assert!((found / exact - 1.0).abs() < 3e-7 || exact < 1e-37, "exp {x}: {found} {exact}");
        }
    }
}
