//! The best pieces of a step, found where the scores are.

use burn::backend::fusion::custom::TensorSpec;
use burn::tensor::{DType, Shape};
use burn_cubecl::cubecl;
use burn_cubecl::cubecl::prelude::*;
use burn_cubecl::ops::numeric::empty_device_contiguous_dtype;
use burn_cubecl::tensor::CubeTensor;

use crate::ops::gpu::{empty, like, sum_of};
use crate::ops::mask::MASKED;

/// Units of a cube, which share the scores of a row.
const UNITS: usize = 256;

pub(in crate::ops) fn outputs(
    logits: &TensorSpec,
    _: &TensorSpec,
    k: &usize,
    _: &u32,
) -> (TensorSpec, TensorSpec) {
    let rows = logits.shape[0];
    (TensorSpec::new(Shape::new([rows, 1]), DType::I32), like(logits, vec![rows, 2 * k + 2]))
}

/// One dispatch: a cube for each row.
pub(in crate::ops) fn launch(
    [logits, barred]: [CubeTensor; 2],
    k: usize,
    asked: u32,
) -> (CubeTensor, CubeTensor) {
    let [rows, pieces] = logits.meta.shape().dims();
    let shape = Shape::new([rows, 1]);
    let ids = empty_device_contiguous_dtype(logits.client.clone(), logits.device.clone(), shape, DType::I32);
    let numbers = empty(&logits, Shape::new([rows, 2 * k + 2]));
    kernel::launch(
        &numbers.client,
        CubeCount::Static(rows as u32, 1, 1),
        CubeDim::new_1d(UNITS as u32),
        logits.into_buffer_arg(),
        barred.into_buffer_arg(),
        ids.clone().into_buffer_arg(),
        numbers.clone().into_buffer_arg(),
        pieces,
        k,
        asked,
    );
    (ids, numbers)
}

/// `k` times the best of those that come after the one found before; then the sum of the softmax.
#[cube(launch)]
fn kernel(
    logits: &[f32],
    barred: &[f32],
    ids: &mut [i32],
    numbers: &mut [f32],
    pieces: usize,
    k: usize,
    asked: u32,
) {
    let unit = UNIT_POS as usize;
    let row = CUBE_POS_X as usize;
    let (first, out) = (row * pieces, row * (2 * k + 2));
    let mut scores = Shared::<[f32]>::new_slice(UNITS);
    let mut places = Shared::<[u32]>::new_slice(UNITS);
    let mut last_score = f32::new(-2.0 * MASKED);
    let mut last_place = 0u32.runtime();
    let mut most = 0.0f32;
    for rank in 0..k {
        let mut score = f32::new(2.0 * MASKED);
        let mut place = 0u32.runtime();
        let mut i = UNIT_POS as usize;
        while i < pieces {
            let x = logits[first + i] + barred[i];
            let is_after = x < last_score || (x == last_score && i as u32 > last_place);
            // A unit meets its pieces by rising id: of equal ones it keeps the first.
            if is_after && x > score {
                score = x;
                place = i as u32;
            }
            i += UNITS;
        }
        scores[unit] = score;
        places[unit] = place;
        sync_cube();
        let mut half = comptime!(UNITS / 2).runtime();
        while half > 0 {
            if unit < half {
                let (mine, other) = (scores[unit], scores[unit + half]);
                if other > mine || (other == mine && places[unit + half] < places[unit]) {
                    scores[unit] = other;
                    places[unit] = places[unit + half];
                }
            }
            sync_cube();
            half /= 2;
        }
        last_score = scores[0];
        last_place = places[0];
        if rank == 0 {
            most = last_score;
        }
        if unit == 0 {
            numbers[out + rank] = last_score;
            numbers[out + k + rank] = f32::cast_from(last_place);
            if rank == 0 {
                ids[row] = i32::cast_from(last_place);
            }
        }
        sync_cube();
    }
    let mut sum = 0.0f32;
    let mut i = UNIT_POS as usize;
    while i < pieces {
        sum += (logits[first + i] - most).exp();
        i += UNITS;
    }
    scores[unit] = sum;
    let total = sum_of(&mut scores, unit, unit, UNITS);
    if unit == 0 {
        numbers[out + 2 * k] = most + total.ln();
        numbers[out + 2 * k + 1] = logits[first + asked as usize];
    }
}
