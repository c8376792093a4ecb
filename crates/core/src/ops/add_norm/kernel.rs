//! A product, what it is added to, and the norm of the sum.

use burn::backend::fusion::custom::TensorSpec;
use burn_cubecl::cubecl;
use burn_cubecl::cubecl::prelude::*;
use burn_cubecl::tensor::CubeTensor;

use crate::ops::gpu::{empty, sum_of};
use crate::ops::product::kernel::{LANES, ROWS, row_times_vector};

/// The widest result there is room for in a cube.
pub(in crate::ops) const MOST: usize = 1024;

pub(in crate::ops) fn outputs(
    _: &TensorSpec,
    _: &TensorSpec,
    x: &TensorSpec,
    _: &TensorSpec,
    _: &TensorSpec,
    _: &TensorSpec,
    _: &f32,
) -> (TensorSpec, TensorSpec) {
    (x.clone(), x.clone())
}

/// One dispatch: a cube for each vector, which needs all of a row for its norm.
pub(in crate::ops) fn launch(
    [z, weight, x, bias, gamma, beta]: [CubeTensor; 6],
    epsilon: f32,
) -> (CubeTensor, CubeTensor) {
    let shape = x.meta.shape().clone();
    let ([rows, d_model], [_, d_input]) = (shape.dims(), z.meta.shape().dims());
    let (y, normed) = (empty(&x, shape.clone()), empty(&x, shape));
    kernel::launch(
        &y.client,
        CubeCount::Static(rows as u32, 1, 1),
        CubeDim::new_2d(LANES as u32, ROWS as u32),
        z.into_buffer_arg(),
        weight.into_buffer_arg(),
        x.into_buffer_arg(),
        bias.into_buffer_arg(),
        gamma.into_buffer_arg(),
        beta.into_buffer_arg(),
        y.clone().into_buffer_arg(),
        normed.clone().into_buffer_arg(),
        d_input,
        d_model,
        epsilon,
    );
    (y, normed)
}

#[cube(launch)]
fn kernel(
    z: &[f32],
    weight: &[f32],
    x: &[f32],
    bias: &[f32],
    gamma: &[f32],
    beta: &[f32],
    y: &mut [f32],
    normed: &mut [f32],
    d_input: usize,
    d_model: usize,
    epsilon: f32,
) {
    let (lane, unit) = (UNIT_POS_X as usize, UNIT_POS as usize);
    let row = CUBE_POS_X as usize;
    let mut sums = Shared::<[f32]>::new_slice(LANES * ROWS);
    let mut total = Shared::<[f32]>::new_slice(MOST);

    let mut block = 0usize.runtime();
    while block < d_model {
        let output = block + UNIT_POS_Y as usize;
        let product = row_times_vector(z, weight, row, output, d_input, output < d_model, &mut sums);
        if lane == 0 && output < d_model {
            let given = product + bias[output];
            y[row * d_model + output] = given;
            total[output] = given + x[row * d_model + output];
        }
        sync_cube();
        block += ROWS;
    }

    let width = f32::cast_from(d_model);
    let mut sum = 0.0f32;
    let mut i = UNIT_POS as usize;
    while i < d_model {
        sum += total[i];
        i += LANES * ROWS;
    }
    sums[unit] = sum;
    sum_of(&mut sums, unit, unit, LANES * ROWS);
    let mean = sums[0] / width;
    sync_cube();

    let mut squares = 0.0f32;
    let mut i = UNIT_POS as usize;
    while i < d_model {
        let apart = total[i] - mean;
        squares += apart * apart;
        i += LANES * ROWS;
    }
    sums[unit] = squares;
    sum_of(&mut sums, unit, unit, LANES * ROWS);
    let factor = 1.0 / (sums[0] / width + epsilon).sqrt();
    let mut i = UNIT_POS as usize;
    while i < d_model {
        normed[row * d_model + i] = (total[i] - mean) * factor * gamma[i] + beta[i];
        i += LANES * ROWS;
    }
}
