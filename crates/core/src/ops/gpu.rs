//! What the kernels of the operations share: each does in one dispatch what takes several tensor operations.
//!
//! A dispatch costs a browser more than the work of most of a step's operations. Within a kernel a *cube* is a workgroup and a *unit* one
//! of its invocations, as CubeCL calls them.

use burn::backend::fusion::custom::TensorSpec;
use burn::backend::tensor::{FloatTensor, IntTensor};
use burn::backend::{Backend, DispatchTensor, backend_extension};
use burn::tensor::{Shape, Tensor};
use burn_cubecl::CubeBackend;
use burn_cubecl::cubecl;
use burn_cubecl::cubecl::prelude::*;
use burn_cubecl::kernel::into_contiguous;
use burn_cubecl::ops::numeric::empty_device_contiguous_dtype;
use burn_cubecl::tensor::CubeTensor;

use super::{
    add_norm::kernel as add_norm, attend::kernel as attend, best::kernel as best, gates::kernel as gates,
    product::kernel as product,
};

/// The kernels as a backend has them; Fusion puts them in line with its own operations.
#[backend_extension(Cube, Fusion)]
pub(super) trait Kernels: Backend {
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

pub(super) fn primitive<const D: usize>(x: &Tensor<D>) -> DispatchTensor {
    x.clone().into_dispatch()
}

/// Room for a kernel's numbers, on the device of one that it reads.
pub(super) fn empty(like: &CubeTensor, shape: Shape) -> CubeTensor {
    empty_device_contiguous_dtype(like.client.clone(), like.device.clone(), shape, like.dtype)
}

/// What Fusion has to know of a kernel's result: its shape, and that its numbers are of the kind of what it reads.
pub(super) fn like(x: &TensorSpec, shape: Vec<usize>) -> TensorSpec {
    TensorSpec::new(Shape::from(shape), x.dtype)
}

/// `tanh x` by the exponential of a number that is not above 0: nothing overflows.
#[cube]
pub(super) fn tanh_of(x: f32) -> f32 {
    2.0 * logistic(2.0 * x) - 1.0
}

/// `σ(x)`, in the same way.
#[cube]
pub(super) fn logistic(x: f32) -> f32 {
    let e = (-x.abs()).exp();
    let whole = select(x < 0.0, e, 1.0);
    whole / (1.0 + e)
}

/// With more vectors than these, a beam's, a product of matrices by tiles is faster than the kernels here.
pub(super) const FEW: usize = 8;

/// Adds up one number of each of `count` units beside each other, by adding halves together; the first of them then
/// has the sum. All units of the cube wait for each other.
///
/// `place`: of a unit among those; `at`: of its number.
#[cube]
pub(super) fn sum_of(sums: &mut Shared<[f32]>, place: usize, at: usize, #[comptime] count: usize) -> f32 {
    sync_cube();
    let mut half = comptime!(count / 2).runtime();
    while half > 0 {
        if place < half {
            sums[at] += sums[at + half];
        }
        sync_cube();
        half /= 2;
    }
    sums[at]
}
