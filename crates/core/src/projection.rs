//! The product of activations with a learned matrix. [`Embedding`](crate::embedding::Embedding) takes the one with its
//! own table; there is no other.

use burn::module::{Module, Param};
use burn::nn::Initializer;
use burn::tensor::{Device, Tensor};

use crate::activation::Activation;
use crate::in_memory::{numbers, tensor};
use crate::int8::Int8Rows;
use crate::kernels;

/// A linear map `y = W x + b`.
///
/// Every product with learned weights goes through this type or through
/// [`Embedding`](crate::embedding::Embedding), so that int8 rows or a kernel can stand behind it.
#[derive(Module, Debug)]
pub struct Projection {
    /// `[d_output, d_input]`, a row per output, as PyTorch and the checkpoint file have it.
    pub weight: Param<Tensor<2>>,
    /// `[d_output]`.
    pub bias: Option<Param<Tensor<1>>>,
    /// The same matrix as int8, where products are to be taken with it.
    #[module(skip)]
    pub int8: Option<Int8Rows>,
}

/// Calls a function with every matrix of a network and the place of its int8 rows.
pub trait Matrices {
    /// Visits all matrices below.
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&Param<Tensor<2>>, &mut Option<Int8Rows>));
}

impl Projection {
    /// Fresh weights from `U(-k, k)`, `k = 1 / √fan_in`, PyTorch's default for linear and recurrent layers.
    pub fn init(d_input: usize, d_output: usize, fan_in: usize, device: &Device) -> Self {
        let k = 1.0 / (fan_in as f64).sqrt();
        let uniform = Initializer::Uniform { min: -k, max: k };
        Self {
            weight: uniform.init([d_output, d_input], device),
            bias: Some(uniform.init([d_output], device)),
            int8: None,
        }
    }

    /// The same map without a bias.
    pub fn without_bias(mut self) -> Self {
        self.bias = None;
        self
    }

    /// `d_output` and `d_input`.
    pub fn dims(&self) -> [usize; 2] {
        self.int8.as_ref().map_or_else(|| self.weight.lazy_shape().dims(), Int8Rows::dims)
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
    pub(crate) fn forward_then<const D: usize>(&self, x: Tensor<D>, activation: Activation) -> Tensor<D> {
        let [_, d_input] = self.dims();
        assert_eq!(x.dims()[D - 1], d_input, "the input of a projection");
        product(x, &self.weight, self.int8.as_ref(), self.bias.as_ref().map(Param::val), activation)
    }

    /// `y + W x`, of a map without a bias.
    ///
    /// # Shapes
    /// - `y`: `[batch, d_output]`, as the result
    /// - `x`: `[batch, d_input]`
    pub(crate) fn forward_onto(&self, y: Tensor<2>, x: Tensor<2>) -> Tensor<2> {
        debug_assert!(self.bias.is_none(), "a map with a bias has something to add already");
        let in_one = match self.int8 {
            None => kernels::product(&x, &self.weight.val(), Some(&y), Activation::Identity),
            Some(_) => None,
        };
        in_one.unwrap_or_else(|| y + self.forward(x))
    }
}

impl Matrices for Projection {
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&Param<Tensor<2>>, &mut Option<Int8Rows>)) {
        visit(&self.weight, &mut self.int8);
    }
}

/// `f(X Wᵀ + b)`, by the int8 rows where there are some, in float32 otherwise.
///
/// # Shapes
/// - `x`: `[.., d_input]`; `weight`: `[d_output, d_input]`; `bias`: `[d_output]`
/// - returns `[.., d_output]`
pub(crate) fn product<const D: usize>(
    x: Tensor<D>,
    weight: &Param<Tensor<2>>,
    int8: Option<&Int8Rows>,
    bias: Option<Tensor<1>>,
    activation: Activation,
) -> Tensor<D> {
    let mut shape = x.dims();
    match int8 {
        None => {
            let [d_output, d_input] = weight.lazy_shape().dims();
            // One product of two matrices: leading dimensions are rows.
            let rows = shape.iter().take(D - 1).product::<usize>();
            let (x, weight) = (x.reshape([rows, d_input]), weight.val());
            let bias = bias.map(|bias| bias.unsqueeze::<2>());
            let y = kernels::product(&x, &weight, bias.as_ref(), activation).unwrap_or_else(|| {
                let y = x.matmul(weight.transpose());
                activation.of(match bias {
                    Some(bias) => y + bias,
                    None => y,
                })
            });
            shape[D - 1] = d_output;
            y.reshape(shape)
        }
        Some(matrix) => {
            shape[D - 1] = matrix.dims()[0];
            let (device, bias) = (x.device(), bias.map(numbers));
            activation.of(tensor(matrix.product(&numbers(x), bias.as_deref()), shape, &device))
        }
    }
}
