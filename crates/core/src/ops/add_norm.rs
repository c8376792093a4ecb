//! Add & Norm: what follows each part of a Transformer's layer.

#[cfg(feature = "gpu")]
pub(super) mod kernel;

use burn::nn::LayerNorm;
use burn::tensor::Tensor;

use super::activation::Activation;
use super::host::{numbers, on_cpu, tensor};
use super::numbers::{dot, sum};
use super::product::{Factor, product};

/// `LayerNorm(x + y)`, the Add & Norm after each part of a layer; Vaswani et al. 2017, §3.1, and Ba et al. 2016,
/// <https://arxiv.org/abs/1607.06450>.
///
/// # Shapes
/// - `x`: `[batch, len, d_model]`, what the part was given
/// - `y`: the same, what it made of it
/// - returns the same
pub(crate) fn add_norm(norm: &LayerNorm, x: Tensor<3>, y: Tensor<3>) -> Tensor<3> {
    if on_cpu(&x) { in_one_pass(norm, x, y) } else { norm.forward(x + y) }
}

/// What a linear map, its matrix and bias, makes of `z`, and [`add_norm`] of `x` and it.
///
/// # Shapes
/// - `z`: `[batch, len, d_input]`
/// - `x`: `[batch, len, d_model]`, as both results
pub(crate) fn project_add_norm(
    (matrix, bias): (Factor<'_>, Option<Tensor<1>>),
    norm: &LayerNorm,
    z: Tensor<3>,
    x: Tensor<3>,
) -> (Tensor<3>, Tensor<3>) {
    #[cfg(feature = "gpu")]
    if let Some(both) = in_one_kernel(matrix, bias.as_ref(), norm, &z, &x) {
        return both;
    }
    let y = product(z, matrix, bias, Activation::Identity);
    let normed = add_norm(norm, x, y.clone());
    (y, normed)
}

/// # Shapes
/// - `z`: `[batch, len, d_input]`; `bias`: `[d_model]`
/// - `x`: `[batch, len, d_model]`, as both results
#[cfg(feature = "gpu")]
fn in_one_kernel(
    matrix: Factor<'_>,
    bias: Option<&Tensor<1>>,
    norm: &LayerNorm,
    z: &Tensor<3>,
    x: &Tensor<3>,
) -> Option<(Tensor<3>, Tensor<3>)> {
    let (None, Some(bias), Some(beta)) = (matrix.int8, bias, &norm.beta) else {
        return None;
    };
    let [batch, len, d_model] = x.dims();
    let [_, _, d_input] = z.dims();
    let (z, x) = (z.clone().reshape([batch * len, d_input]), x.clone().reshape([batch * len, d_model]));
    let vectors = [bias, &norm.gamma.val(), &beta.val()];
    let [y, normed] = super::dispatch::product_and_norm(&z, [&matrix.weight.val(), &x], vectors, EPSILON)?;
    Some((y.reshape([batch, len, d_model]), normed.reshape([batch, len, d_model])))
}

/// Keeps a variance of 0 from dividing: Burn's, where its config says nothing else.
const EPSILON: f32 = 1e-5;

/// The same, where the numbers lie in memory.
///
/// # Shapes
/// - `x`, `y`: `[batch, len, d_model]`, as the result
fn in_one_pass(norm: &LayerNorm, x: Tensor<3>, y: Tensor<3>) -> Tensor<3> {
    let (shape, device) = (x.dims(), x.device());
    let [_, _, d_model] = shape;
    let (gamma, beta) = (numbers(norm.gamma.val()), norm.beta.as_ref().map(|beta| numbers(beta.val())));
    let mut z: Vec<f32> = numbers(x).iter().zip(&*numbers(y)).map(|(x, y)| x + y).collect();
    for row in z.chunks_exact_mut(d_model) {
        let mean = sum(row) / d_model as f32;
        row.iter_mut().for_each(|z| *z -= mean);
        let factor = 1.0 / (dot(row, row) / d_model as f32 + EPSILON).sqrt();
        row.iter_mut().zip(&*gamma).for_each(|(z, gamma)| *z *= factor * gamma);
        if let Some(beta) = &beta {
            row.iter_mut().zip(&**beta).for_each(|(z, beta)| *z += beta);
        }
    }
    tensor(z, shape, &device)
}

#[cfg(test)]
mod tests {
    use burn::module::Param;
    use burn::nn::LayerNormConfig;
    use burn::tensor::{Device, Distribution, Tolerance};

    use super::*;

    #[test]
    fn one_pass_gives_what_burns_norm_gives() {
        let device = Device::flex();
        let random = || Tensor::<3>::random([2, 3, 13], Distribution::Normal(1.0, 2.0), &device);
        let parameter = || Param::from_tensor(random().slice([0..1, 0..1]).reshape([13]));
        let mut norm = LayerNormConfig::new(13).init(&device);
        norm.gamma = parameter();
        let without_bias = LayerNormConfig::new(13).with_bias(false).init(&device);
        norm.beta = Some(parameter());
        for norm in [norm, without_bias] {
            // A row of one number throughout has no variance.
            for (x, y) in [(random(), random()), (random().ones_like(), random().zeros_like())] {
                let expected = norm.forward(x.clone() + y.clone()).into_data();
                let found = in_one_pass(&norm, x, y).into_data();
                found.assert_approx_eq::<f32>(&expected, Tolerance::absolute(1e-5));
            }
        }
    }
}
