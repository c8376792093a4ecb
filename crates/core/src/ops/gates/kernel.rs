//! What a recurrent cell makes of the products of its input and its state.

use burn::backend::fusion::custom::TensorSpec;
use burn_cubecl::cubecl;
use burn_cubecl::cubecl::prelude::*;
use burn_cubecl::tensor::CubeTensor;

use crate::ops::gpu::{empty, logistic, tanh_of};

/// Units of a cube; each takes one number of the state.
const UNITS: u32 = 64;

pub(in crate::ops) fn state(_: &TensorSpec, _: &TensorSpec, hidden: &TensorSpec) -> TensorSpec {
    hidden.clone()
}

pub(in crate::ops) fn states(
    _: &TensorSpec,
    _: &TensorSpec,
    memory: &TensorSpec,
) -> (TensorSpec, TensorSpec) {
    (memory.clone(), memory.clone())
}

fn cubes(numbers: usize) -> (CubeCount, CubeDim) {
    (CubeCount::Static(numbers.div_ceil(UNITS as usize) as u32, 1, 1), CubeDim::new_1d(UNITS))
}

pub(in crate::ops) fn launch_gru([projected, recurrent, hidden]: [CubeTensor; 3]) -> CubeTensor {
    let next = empty(&hidden, hidden.meta.shape().clone());
    let [batch, d_hidden] = hidden.meta.shape().dims();
    let (count, dim) = cubes(batch * d_hidden);
    gru_kernel::launch(
        &next.client,
        count,
        dim,
        projected.into_buffer_arg(),
        recurrent.into_buffer_arg(),
        hidden.into_buffer_arg(),
        next.clone().into_buffer_arg(),
        d_hidden,
    );
    next
}

pub(in crate::ops) fn launch_lstm(
    [projected, recurrent, memory]: [CubeTensor; 3],
) -> (CubeTensor, CubeTensor) {
    let shape = memory.meta.shape().clone();
    let (hidden, next) = (empty(&memory, shape.clone()), empty(&memory, shape));
    let [batch, d_hidden] = memory.meta.shape().dims();
    let (count, dim) = cubes(batch * d_hidden);
    lstm_kernel::launch(
        &hidden.client,
        count,
        dim,
        projected.into_buffer_arg(),
        recurrent.into_buffer_arg(),
        memory.into_buffer_arg(),
        hidden.clone().into_buffer_arg(),
        next.clone().into_buffer_arg(),
        d_hidden,
    );
    (hidden, next)
}

/// `r`, `z`, `n`, then `h' = n + z ⊙ (h - n)`.
#[cube(launch)]
fn gru_kernel(projected: &[f32], recurrent: &[f32], hidden: &[f32], next: &mut [f32], d_hidden: usize) {
    let at = ABSOLUTE_POS;
    if at < hidden.len() {
        let first = at / d_hidden * 3 * d_hidden + at % d_hidden;
        let reset = logistic(projected[first] + recurrent[first]);
        let update = logistic(projected[first + d_hidden] + recurrent[first + d_hidden]);
        let new = tanh_of(projected[first + 2 * d_hidden] + reset * recurrent[first + 2 * d_hidden]);
        next[at] = new + update * (hidden[at] - new);
    }
}

/// `i`, `f`, `g`, `o`, then `c' = f ⊙ c + i ⊙ g` and `h' = o ⊙ tanh c'`.
#[cube(launch)]
fn lstm_kernel(
    projected: &[f32],
    recurrent: &[f32],
    memory: &[f32],
    hidden: &mut [f32],
    next: &mut [f32],
    d_hidden: usize,
) {
    let at = ABSOLUTE_POS;
    if at < memory.len() {
        let first = at / d_hidden * 4 * d_hidden + at % d_hidden;
        let second = first + d_hidden;
        let third = second + d_hidden;
        let fourth = third + d_hidden;
        let input = logistic(projected[first] + recurrent[first]);
        let forget = logistic(projected[second] + recurrent[second]);
        let candidate = tanh_of(projected[third] + recurrent[third]);
        let output = logistic(projected[fourth] + recurrent[fourth]);
        let kept = forget * memory[at] + input * candidate;
        next[at] = kept;
        hidden[at] = output * tanh_of(kept);
    }
}
