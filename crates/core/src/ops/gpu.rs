//! What the kernels of the operations share: each does in one dispatch what takes several tensor operations.
//!
//! A dispatch costs a browser more than the work of most of a step's operations. Within a kernel a *cube* is a workgroup and a *unit* one
//! of its invocations, as CubeCL calls them.

use burn::backend::fusion::custom::TensorSpec;
use burn::tensor::Shape;
use burn_cubecl::cubecl;
use burn_cubecl::cubecl::prelude::*;
use burn_cubecl::ops::numeric::empty_device_contiguous_dtype;
use burn_cubecl::tensor::CubeTensor;

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
