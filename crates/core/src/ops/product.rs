//! The product of activations with a learned matrix.

#[cfg(feature = "gpu")]
pub(super) mod kernel;

use burn::module::Param;
use burn::tensor::Tensor;

use super::activation::Activation;
#[cfg(feature = "gpu")]
use super::dispatch;
use super::host::{numbers, on_gpu, tensor};
use super::int8::Int8Rows;

/// A learned matrix `[d_output, d_input]` as products are taken with it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Factor<'a> {
    /// In float32; not read where there are int8 rows.
    pub(crate) weight: &'a Param<Tensor<2>>,
    /// As int8, where products are to be taken with it.
    pub(crate) int8: Option<&'a Int8Rows>,
}

/// `f(X Wᵀ + b)`: by the int8 rows where there are some; by a kernel, of few vectors on a GPU; else by tensors.
///
/// # Shapes
/// - `x`: `[.., d_input]`; `matrix`: `[d_output, d_input]`; `bias`: `[d_output]`
/// - returns `[.., d_output]`
pub(crate) fn product<const D: usize>(
    x: Tensor<D>,
    matrix: Factor<'_>,
    bias: Option<Tensor<1>>,
    activation: Activation,
) -> Tensor<D> {
    let mut shape = x.dims();
    if let Some(rows) = matrix.int8 {
        shape[D - 1] = rows.dims()[0];
        let (device, bias) = (x.device(), bias.map(numbers));
        return activation.of(tensor(rows.product(&numbers(x), bias.as_deref()), shape, &device));
    }
    let [d_output, d_input] = matrix.weight.lazy_shape().dims();
    // One product of two matrices: leading dimensions are rows.
    let rows = shape.iter().take(D - 1).product::<usize>();
    shape[D - 1] = d_output;
    let (x, bias) = (x.reshape([rows, d_input]), bias.map(|bias| bias.unsqueeze::<2>()));
    product_of_rows(x, matrix.weight.val(), bias, activation).reshape(shape)
}

/// `Y + X Wᵀ`.
///
/// # Shapes
/// - `y`: `[batch, d_output]`, as the result
/// - `x`: `[batch, d_input]`
pub(crate) fn product_onto(y: Tensor<2>, x: Tensor<2>, matrix: Factor<'_>) -> Tensor<2> {
    match matrix.int8 {
        Some(_) => y + product(x, matrix, None, Activation::Identity),
        None => product_of_rows(x, matrix.weight.val(), Some(y), Activation::Identity),
    }
}

/// `f(X Wᵀ + A)`.
///
/// # Shapes
/// - `x`: `[rows, d_input]`; `weight`: `[d_output, d_input]`; `added`: `[1 or rows, d_output]`
/// - returns `[rows, d_output]`
fn product_of_rows(
    x: Tensor<2>,
    weight: Tensor<2>,
    added: Option<Tensor<2>>,
    activation: Activation,
) -> Tensor<2> {
    #[cfg(feature = "gpu")]
    if let Some(y) = dispatch::product(&x, &weight, added.as_ref(), activation) {
        return y;
    }
    let y = x.matmul(weight.transpose());
    activation.of(match added {
        Some(added) => added + y,
        None => y,
    })
}

/// Three maps of one input, their matrices one after the other, where a kernel takes the three products at once.
#[derive(Debug, Clone)]
pub(crate) struct Joint {
    /// `[3 d_output, d_input]`.
    weight: Tensor<2>,
    /// `[1, 3 d_output]`.
    bias: Tensor<2>,
}

impl Joint {
    /// Puts three maps of one size together, if their device has a kernel for them and they have biases.
    ///
    /// # Shapes
    /// - a matrix: `[d_output, d_input]`, its bias `[d_output]`
    pub(crate) fn new(maps: [(Factor<'_>, Option<Tensor<1>>); 3]) -> Option<Self> {
        let fits =
            |(matrix, _): &(Factor<'_>, _)| matrix.int8.is_none() && on_gpu(&matrix.weight.val().device());
        if !maps.iter().all(fits) {
            return None;
        }
        let weights: Vec<_> = maps.iter().map(|(matrix, _)| matrix.weight.val()).collect();
        let biases: Vec<_> = maps.into_iter().map(|(_, bias)| bias).collect::<Option<_>>()?;
        Some(Self { weight: Tensor::cat(weights, 0), bias: Tensor::cat(biases, 0).unsqueeze() })
    }

    /// What each map makes of few vectors.
    ///
    /// # Shapes
    /// - `x`: `[batch, len, d_input]`
    /// - returns three times `[batch, len, d_output]`
    pub(crate) fn forward(&self, x: &Tensor<3>) -> Option<[Tensor<3>; 3]> {
        let [batch, len, d_input] = x.dims();
        let x = x.clone().reshape([batch * len, d_input]);
        let products = three_products(&x, &self.weight, &self.bias)?;
        Some(products.map(|y| {
            let [_, d_output] = y.dims();
            y.reshape([batch, len, d_output])
        }))
    }
}

/// Without a feature for GPUs there is nothing to [put together](Joint::new).
///
/// # Shapes
/// - none is read
#[cfg(not(feature = "gpu"))]
fn three_products(_: &Tensor<2>, _: &Tensor<2>, _: &Tensor<2>) -> Option<[Tensor<2>; 3]> {
    None
}

#[cfg(feature = "gpu")]
use dispatch::three_products;
