//! A few vectors times a matrix.

use burn::backend::fusion::custom::TensorSpec;
use burn::tensor::Shape;
use burn_cubecl::cubecl;
use burn_cubecl::cubecl::prelude::*;
use burn_cubecl::tensor::CubeTensor;

use crate::ops::activation::Activation;
use crate::ops::gpu::{empty, like, sum_of, tanh_of};

/// Units that share a row of the matrix, and how many rows a cube takes.
pub(in crate::ops) const LANES: usize = 32;
pub(in crate::ops) const ROWS: usize = 8;

/// What a product gives besides `W x`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::ops) struct Form {
    pub(in crate::ops) adds: bool,
    pub(in crate::ops) activation: Activation,
}

pub(in crate::ops) fn output(x: &TensorSpec, weight: &TensorSpec, _: &TensorSpec, _: &Form) -> TensorSpec {
    like(x, vec![x.shape[0], weight.shape[0]])
}

/// One dispatch: a cube for every [`ROWS`] rows of the matrix and each vector.
pub(in crate::ops) fn launch([x, weight, added]: [CubeTensor; 3], form: Form) -> CubeTensor {
    let ([rows, d_input], [d_output, _]) = (x.meta.shape().dims(), weight.meta.shape().dims());
    let y = empty(&x, Shape::new([rows, d_output]));
    let cubes = CubeCount::Static(d_output.div_ceil(ROWS) as u32, rows as u32, 1);
    let added_rows = if form.adds { added.meta.shape()[0] } else { 1 };
    kernel::launch(
        &y.client,
        cubes,
        CubeDim::new_2d(LANES as u32, ROWS as u32),
        x.into_buffer_arg(),
        weight.into_buffer_arg(),
        added.into_buffer_arg(),
        y.clone().into_buffer_arg(),
        d_input,
        d_output,
        added_rows,
        form,
    );
    y
}

pub(in crate::ops) fn three_outputs(
    x: &TensorSpec,
    weight: &TensorSpec,
    _: &TensorSpec,
) -> (TensorSpec, TensorSpec, TensorSpec) {
    let one = like(x, vec![x.shape[0], weight.shape[0] / 3]);
    (one.clone(), one.clone(), one)
}

/// One dispatch, as [`launch`].
pub(in crate::ops) fn launch_three(
    [x, weight, added]: [CubeTensor; 3],
) -> (CubeTensor, CubeTensor, CubeTensor) {
    let ([rows, d_input], [all, _]) = (x.meta.shape().dims(), weight.meta.shape().dims());
    let d_output = all / 3;
    let [first, second, third] = std::array::from_fn(|_| empty(&x, Shape::new([rows, d_output])));
    three_kernel::launch(
        &x.client.clone(),
        CubeCount::Static(all.div_ceil(ROWS) as u32, rows as u32, 1),
        CubeDim::new_2d(LANES as u32, ROWS as u32),
        x.into_buffer_arg(),
        weight.into_buffer_arg(),
        added.into_buffer_arg(),
        first.clone().into_buffer_arg(),
        second.clone().into_buffer_arg(),
        third.clone().into_buffer_arg(),
        d_input,
        d_output,
    );
    (first, second, third)
}

/// A number of `X Wᵀ`: each unit adds up every 32nd product of a row, and the first of them has the sum.
///
/// - `there`: whether there is such a row of the matrix
/// - `sums`: room for a number of every unit
#[cube]
pub(in crate::ops) fn row_times_vector(
    x: &[f32],
    weight: &[f32],
    row: usize,
    output: usize,
    d_input: usize,
    there: bool,
    sums: &mut Shared<[f32]>,
) -> f32 {
    let (lane, unit) = (UNIT_POS_X as usize, UNIT_POS as usize);
    let mut sum = 0.0f32;
    if there {
        let mut i = UNIT_POS_X as usize;
        while i < d_input {
            sum += x[row * d_input + i] * weight[output * d_input + i];
            i += LANES;
        }
    }
    sums[unit] = sum;
    sum_of(sums, lane, unit, LANES)
}

#[cube(launch)]
fn kernel(
    x: &[f32],
    weight: &[f32],
    added: &[f32],
    y: &mut [f32],
    d_input: usize,
    d_output: usize,
    added_rows: usize,
    #[comptime] form: Form,
) {
    let output = CUBE_POS_X as usize * ROWS + UNIT_POS_Y as usize;
    let row = CUBE_POS_Y as usize;
    let there = output < d_output;
    let mut sums = Shared::<[f32]>::new_slice(LANES * ROWS);
    let mut total = row_times_vector(x, weight, row, output, d_input, there, &mut sums);
    if UNIT_POS_X == 0 && there {
        if comptime!(form.adds) {
            total += added[(row % added_rows) * d_output + output];
        }
        if comptime!(form.activation == Activation::Tanh) {
            total = tanh_of(total);
        }
        if comptime!(form.activation == Activation::Relu) {
            total = max(total, 0.0);
        }
        y[row * d_output + output] = total;
    }
}

#[cube(launch)]
fn three_kernel(
    x: &[f32],
    weight: &[f32],
    added: &[f32],
    first: &mut [f32],
    second: &mut [f32],
    third: &mut [f32],
    d_input: usize,
    d_output: usize,
) {
    let output = CUBE_POS_X as usize * ROWS + UNIT_POS_Y as usize;
    let row = CUBE_POS_Y as usize;
    let there = output < 3 * d_output;
    let mut sums = Shared::<[f32]>::new_slice(LANES * ROWS);
    let total = row_times_vector(x, weight, row, output, d_input, there, &mut sums);
    if UNIT_POS_X == 0 && there {
        let (y, at) = (total + added[output], row * d_output + output % d_output);
        let map = output / d_output;
        if map == 0 {
            first[at] = y;
        } else if map == 1 {
            second[at] = y;
        } else {
            third[at] = y;
        }
    }
}
