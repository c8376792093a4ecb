//! A linear map. Every product of activations with a learned matrix is one of it, or of the table of an
//! [`Embedding`](super::Embedding).

use burn::module::{Module, Param};
use burn::nn::Initializer;
use burn::tensor::{Device, Tensor};

use super::{Matrix, matrices};
use crate::ops::activation::Activation;
use crate::ops::product::{Factor, product, product_onto};

/// A linear map `y = W x + b`.
#[derive(Module, Debug)]
pub struct Projection {
    /// `W`, `[d_output, d_input]`.
    pub weight: Matrix,
    /// `[d_output]`.
    pub bias: Option<Param<Tensor<1>>>,
}

impl Projection {
    /// Fresh weights from `U(-k, k)`, `k = 1 / √fan_in`, PyTorch's default for linear and recurrent layers.
    pub fn init(d_input: usize, d_output: usize, fan_in: usize, device: &Device) -> Self {
        let k = 1.0 / (fan_in as f64).sqrt();
        let uniform = Initializer::Uniform { min: -k, max: k };
        Self {
            weight: Matrix::init(&uniform, d_output, d_input, device),
            bias: Some(uniform.init([d_output], device)),
        }
    }

    /// The same map without a bias.
    pub fn without_bias(mut self) -> Self {
        self.bias = None;
        self
    }

    /// `d_output` and `d_input`.
    pub fn dims(&self) -> [usize; 2] {
        self.weight.dims()
    }

    /// Applies the map to the last dimension.
    ///
    /// # Shapes
    /// - `x`: `[.., d_input]`
    /// - returns `[.., d_output]`
    ///
    /// # Panics
    /// If the last dimension is not `d_input`.
    pub fn forward<const D: usize>(&self, x: Tensor<D>) -> Tensor<D> {
        self.forward_then(x, Activation::Identity)
    }

    /// [`forward`](Self::forward), then a squashing function: `f(W x + b)`.
    ///
    /// # Shapes
    /// - `x`: `[.., d_input]`
    /// - returns `[.., d_output]`
    pub(crate) fn forward_then<const D: usize>(&self, x: Tensor<D>, activation: Activation) -> Tensor<D> {
        let [_, d_input] = self.dims();
        assert_eq!(x.dims()[D - 1], d_input, "the input of a projection");
        let (matrix, bias) = self.parts();
        product(x, matrix, bias, activation)
    }

    /// `y + W x`, of a map without a bias.
    ///
    /// # Shapes
    /// - `y`: `[batch, d_output]`, as the result
    /// - `x`: `[batch, d_input]`
    pub(crate) fn forward_onto(&self, y: Tensor<2>, x: Tensor<2>) -> Tensor<2> {
        debug_assert!(self.bias.is_none(), "a map with a bias has something to add already");
        product_onto(y, x, self.parts().0)
    }

    /// The matrix as products are taken with it, and the bias `[d_output]`.
    pub(crate) fn parts(&self) -> (Factor<'_>, Option<Tensor<1>>) {
        (self.weight.factor(), self.bias.as_ref().map(Param::val))
    }
}

matrices!(Projection: weight);
