//! The product of activations with a matrix of a checkpoint: the only place where one is taken.

use burn::module::{Module, Param};
use burn::tensor::{Device, Distribution, Tensor};

/// A linear map `y = W x + b`.
///
/// Every product with learned weights goes through this type or through
/// [`Embedding`](crate::embedding::Embedding), so that another kernel can stand behind it without
/// a network knowing.
#[derive(Module, Debug)]
pub struct Projection {
    /// `[d_output, d_input]`, a row per output, as PyTorch and the checkpoint file have it.
    pub weight: Param<Tensor<2>>,
    /// `[d_output]`.
    pub bias: Option<Param<Tensor<1>>>,
}

impl Projection {
    /// Fresh weights from `U(-k, k)`, `k = 1 / √fan_in`, PyTorch's default for linear and recurrent layers.
    pub fn init(d_input: usize, d_output: usize, fan_in: usize, device: &Device) -> Self {
        let k = 1.0 / (fan_in as f64).sqrt();
        let uniform = Distribution::Uniform(-k, k);
        Self {
            weight: Param::from_tensor(Tensor::random([d_output, d_input], uniform, device)),
            bias: Some(Param::from_tensor(Tensor::random([d_output], uniform, device))),
        }
    }

    /// The same map without a bias.
    pub fn without_bias(mut self) -> Self {
        self.bias = None;
        self
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
        let mut shape = x.dims();
        let weight = self.weight.val();
        let [d_output, d_input] = weight.dims();
        assert_eq!(shape[D - 1], d_input, "the input of a projection");
        // One product of two matrices: leading dimensions are rows.
        let rows = shape.iter().take(D - 1).product::<usize>();
        let y = x.reshape([rows, d_input]).matmul(weight.transpose());
        let y = match &self.bias {
            Some(bias) => y + bias.val().unsqueeze(),
            None => y,
        };
        shape[D - 1] = d_output;
        y.reshape(shape)
    }
}
