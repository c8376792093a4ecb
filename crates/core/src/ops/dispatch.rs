//! Handing a GPU a kernel, where there is one for the numbers at hand: else a function here returns `None`, and its
//! operation is computed by tensors.

use burn::backend::tensor::{FloatTensor, IntTensor};
use burn::backend::{Backend, Dispatch, DispatchTensor, backend_extension};
use burn::tensor::{Bool, Int, Tensor};
use burn_cubecl::CubeBackend;
use burn_cubecl::kernel::into_contiguous;
use burn_cubecl::tensor::CubeTensor;

use super::activation::Activation;
use super::gpu::FEW;
use super::host::on_gpu;
use super::{
    add_norm::kernel as add_norm, attend::kernel as attend, best::kernel as best, gates::kernel as gates,
    product::kernel as product,
};

/// `f(X Wᵀ + A)`, if there are few enough vectors.
///
/// # Shapes
/// - `x`: `[rows, d_input]`; `weight`: `[d_output, d_input]`; `added`: `[1 or rows, d_output]`
/// - returns `[rows, d_output]`
pub(super) fn product(
    x: &Tensor<2>,
    weight: &Tensor<2>,
    added: Option<&Tensor<2>>,
    activation: Activation,
) -> Option<Tensor<2>> {
    let [rows, _] = x.dims();
    if rows > FEW || !on_gpu(&x.device()) {
        return None;
    }
    let form = product::Form { adds: added.is_some(), activation };
    let [x, weight, added] = [x, weight, added.unwrap_or(x)].map(primitive);
    Some(Tensor::from_dispatch(<Dispatch as Kernels>::product(x, weight, added, form)))
}

/// [`product()`] with three maps of one size, whose matrices and what they add lie one after the other.
///
/// # Shapes
/// - `x`: `[rows, d_input]`; `weight`: `[3 d_output, d_input]`; `added`: `[1, 3 d_output]`
/// - returns three times `[rows, d_output]`
pub(super) fn three_products(x: &Tensor<2>, weight: &Tensor<2>, added: &Tensor<2>) -> Option<[Tensor<2>; 3]> {
    let [rows, _] = x.dims();
    if rows > FEW || !on_gpu(&x.device()) {
        return None;
    }
    let [x, weight, added] = [x, weight, added].map(primitive);
    let (first, second, third) = <Dispatch as Kernels>::three_products(x, weight, added);
    Some([first, second, third].map(Tensor::from_dispatch))
}

/// The state after a step of a GRU; [`Gru`](crate::cell::Gru).
///
/// # Shapes
/// - `projected`, `recurrent`: `[batch, 3 d_hidden]`
/// - `hidden`: `[batch, d_hidden]`, as the result
pub(super) fn gru(projected: &Tensor<2>, recurrent: &Tensor<2>, hidden: &Tensor<2>) -> Option<Tensor<2>> {
    on_gpu(&hidden.device()).then(|| {
        let [projected, recurrent, hidden] = [projected, recurrent, hidden].map(primitive);
        Tensor::from_dispatch(<Dispatch as Kernels>::gru(projected, recurrent, hidden))
    })
}

/// State and memory after a step of an LSTM; [`Lstm`](crate::cell::Lstm).
///
/// # Shapes
/// - `projected`, `recurrent`: `[batch, 4 d_hidden]`
/// - `memory`: `[batch, d_hidden]`, as both results
pub(super) fn lstm(
    projected: &Tensor<2>,
    recurrent: &Tensor<2>,
    memory: &Tensor<2>,
) -> Option<[Tensor<2>; 2]> {
    on_gpu(&memory.device()).then(|| {
        let [projected, recurrent, memory] = [projected, recurrent, memory].map(primitive);
        let (hidden, memory) = <Dispatch as Kernels>::lstm(projected, recurrent, memory);
        [hidden, memory].map(Tensor::from_dispatch)
    })
}

/// Scores before mask and softmax, weights and weighted sums of every query, if there is room for so many keys.
///
/// # Shapes
/// - `query`: `[batch, n_heads, query_len, d_key]`
/// - `key`, `value`: `[batch or 1, n_heads, key_len, ..]`; a beam's rows share those of their one source
/// - `mask`: `[batch or 1, query_len or 1, key_len]`, true = masked out
/// - `energy`: `v` of a score `vᵀ tanh(q + k)`, `[1, d_key]`; `None`: the score is `scale q · k`
/// - returns `[batch, n_heads, query_len, ..]`, `key_len` scores, `key_len` weights and `d_value` sums
pub(super) fn attend(
    query: &Tensor<4>,
    key: &Tensor<4>,
    value: &Tensor<4>,
    mask: Option<&Tensor<3, Bool>>,
    energy: Option<Tensor<2>>,
    scale: f32,
) -> Option<[Tensor<4>; 3]> {
    if key.dims()[2] > attend::MOST || !on_gpu(&query.device()) {
        return None;
    }
    let energies = energy.is_some();
    let [query, key, value] = [query, key, value].map(primitive);
    // A kernel has all its inputs bound, those too that it does not read.
    let energy = energy.map_or_else(|| query.clone(), Tensor::into_dispatch);
    let mask =
        mask.map_or(attend::Mask::Nothing, |mask| attend::Mask::Positions(mask.clone().into_dispatch()));
    let (scores, weights, context) =
        <Dispatch as Kernels>::attend(query, key, value, energy, mask, scale, energies);
    Some([scores, weights, context].map(Tensor::from_dispatch))
}

/// `Y = Z Wᵀ + b` and `LayerNorm(X + Y)`, if there are few enough vectors.
///
/// # Shapes
/// - `z`: `[rows, d_input]`; `weight`: `[d_model, d_input]`; `bias`, `gamma`, `beta`: `[d_model]`
/// - `x`: `[rows, d_model]`, as both results
pub(super) fn product_and_norm(
    z: &Tensor<2>,
    [weight, x]: [&Tensor<2>; 2],
    [bias, gamma, beta]: [&Tensor<1>; 3],
    epsilon: f32,
) -> Option<[Tensor<2>; 2]> {
    let [rows, d_model] = x.dims();
    if rows > FEW || d_model > add_norm::MOST || !on_gpu(&z.device()) {
        return None;
    }
    let [z, weight, x] = [z, weight, x].map(primitive);
    let [bias, gamma, beta] = [bias, gamma, beta].map(primitive);
    let (y, normed) = <Dispatch as Kernels>::product_and_norm(z, weight, x, bias, gamma, beta, epsilon);
    Some([y, normed].map(Tensor::from_dispatch))
}

/// The most probable of the pieces that may follow and, to be read back, what a step says of them.
///
/// # Shapes
/// - `logits`: `[rows, pieces]`
/// - `barred`: `[1, pieces]`, added to the logits where the best are looked for
/// - returns the best `[rows, 1]` and `[rows, 2 k + 2]` numbers: the logits of the `k` best, best first, of equal
///   ones the smaller id; their ids; the logarithm of the sum of all logits' exponentials; the logit of `asked`
pub(super) fn best(
    logits: &Tensor<2>,
    barred: &Tensor<2>,
    k: usize,
    asked: u32,
) -> Option<(Tensor<2, Int>, Tensor<2>)> {
    if !on_gpu(&logits.device()) {
        return None;
    }
    let [logits, barred] = [logits, barred].map(primitive);
    let (ids, numbers) = <Dispatch as Kernels>::best(logits, barred, k, asked);
    Some((Tensor::from_dispatch(ids), Tensor::from_dispatch(numbers)))
}

/// As a kernel is given it.
///
/// # Shapes
/// - `x`: any
fn primitive<const D: usize>(x: &Tensor<D>) -> DispatchTensor {
    x.clone().into_dispatch()
}

/// The kernels as a backend has them; Fusion puts them in line with its own operations.
#[backend_extension(Cube, Fusion)]
trait Kernels: Backend {
    /// [`product::launch`].
    #[fusion(meta = product::output)]
    fn product(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        added: FloatTensor<Self>,
        form: product::Form,
    ) -> FloatTensor<Self>;

    /// [`product::launch_three`].
    #[fusion(meta = product::three_outputs)]
    fn three_products(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        added: FloatTensor<Self>,
    ) -> (FloatTensor<Self>, FloatTensor<Self>, FloatTensor<Self>);

    /// [`add_norm::launch`].
    #[fusion(meta = add_norm::outputs)]
    fn product_and_norm(
        z: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        x: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        gamma: FloatTensor<Self>,
        beta: FloatTensor<Self>,
        epsilon: f32,
    ) -> (FloatTensor<Self>, FloatTensor<Self>);

    /// [`attend::launch`].
    #[fusion(meta = attend::outputs)]
    fn attend(
        query: FloatTensor<Self>,
        key: FloatTensor<Self>,
        value: FloatTensor<Self>,
        energy: FloatTensor<Self>,
        #[extension_type] mask: attend::Mask<Self>,
        scale: f32,
        energies: bool,
    ) -> (FloatTensor<Self>, FloatTensor<Self>, FloatTensor<Self>);

    /// [`best::launch`].
    #[fusion(meta = best::outputs)]
    fn best(
        logits: FloatTensor<Self>,
        barred: FloatTensor<Self>,
        k: usize,
        asked: u32,
    ) -> (IntTensor<Self>, FloatTensor<Self>);

    /// [`gates::launch_gru`].
    #[fusion(meta = gates::state)]
    fn gru(
        projected: FloatTensor<Self>,
        recurrent: FloatTensor<Self>,
        hidden: FloatTensor<Self>,
    ) -> FloatTensor<Self>;

    /// [`gates::launch_lstm`].
    #[fusion(meta = gates::states)]
    fn lstm(
        projected: FloatTensor<Self>,
        recurrent: FloatTensor<Self>,
        memory: FloatTensor<Self>,
    ) -> (FloatTensor<Self>, FloatTensor<Self>);
}

impl Kernels for CubeBackend {
    fn product(x: CubeTensor, weight: CubeTensor, added: CubeTensor, form: product::Form) -> CubeTensor {
        product::launch([x, weight, added].map(into_contiguous), form)
    }

    fn three_products(
        x: CubeTensor,
        weight: CubeTensor,
        added: CubeTensor,
    ) -> (CubeTensor, CubeTensor, CubeTensor) {
        product::launch_three([x, weight, added].map(into_contiguous))
    }

    fn product_and_norm(
        z: CubeTensor,
        weight: CubeTensor,
        x: CubeTensor,
        bias: CubeTensor,
        gamma: CubeTensor,
        beta: CubeTensor,
        epsilon: f32,
    ) -> (CubeTensor, CubeTensor) {
        add_norm::launch([z, weight, x, bias, gamma, beta].map(into_contiguous), epsilon)
    }

    fn attend(
        query: CubeTensor,
        key: CubeTensor,
        value: CubeTensor,
        energy: CubeTensor,
        mask: attend::Mask<Self>,
        scale: f32,
        energies: bool,
    ) -> (CubeTensor, CubeTensor, CubeTensor) {
        attend::launch([query, key, value, energy].map(into_contiguous), mask, scale, energies)
    }

    fn best(logits: CubeTensor, barred: CubeTensor, k: usize, asked: u32) -> (CubeTensor, CubeTensor) {
        best::launch([logits, barred].map(into_contiguous), k, asked)
    }

    fn gru(projected: CubeTensor, recurrent: CubeTensor, hidden: CubeTensor) -> CubeTensor {
        gates::launch_gru([projected, recurrent, hidden].map(into_contiguous))
    }

    fn lstm(projected: CubeTensor, recurrent: CubeTensor, memory: CubeTensor) -> (CubeTensor, CubeTensor) {
        gates::launch_lstm([projected, recurrent, memory].map(into_contiguous))
    }
}
