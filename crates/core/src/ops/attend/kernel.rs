//! Scores, softmax and what is read with it.

use burn::backend::fusion::custom::TensorSpec;
use burn::backend::tensor::BoolTensor;
use burn::backend::{Backend, ExtensionType};
use burn::tensor::Shape;
use burn_cubecl::CubeBackend;
use burn_cubecl::cubecl;
use burn_cubecl::cubecl::prelude::*;
use burn_cubecl::kernel::into_contiguous;
use burn_cubecl::tensor::CubeTensor;

use crate::ops::gpu::{empty, like, sum_of, tanh_of};
use crate::ops::mask::MASKED;

/// Units that share a key, and keys that a cube takes at once.
const LANES: usize = 32;
const KEYS: usize = 8;
/// The most keys there is room for in a cube.
pub(in crate::ops) const MOST: usize = 256;

/// The positions that are not read.
#[derive(ExtensionType, Clone)]
#[extension_type(fusion)]
pub(in crate::ops) enum Mask<B: Backend> {
    /// None.
    Nothing,
    /// `[batch or 1, query_len or 1, key_len]`, true = masked out.
    Positions(BoolTensor<B>),
}

pub(in crate::ops) fn outputs(
    query: &TensorSpec,
    key: &TensorSpec,
    value: &TensorSpec,
    _: &TensorSpec,
    _: &MaskMetadata,
    _: &f32,
    _: &bool,
) -> (TensorSpec, TensorSpec, TensorSpec) {
    let [batch, n_heads, query_len, _] = query.shape.dims();
    let of = |last: usize| like(query, vec![batch, n_heads, query_len, last]);
    (of(key.shape[2]), of(key.shape[2]), of(value.shape[3]))
}

/// One dispatch: a cube for each query.
pub(in crate::ops) fn launch(
    [query, key, value, energy]: [CubeTensor; 4],
    mask: Mask<CubeBackend>,
    scale: f32,
    energies: bool,
) -> (CubeTensor, CubeTensor, CubeTensor) {
    let [batch, n_heads, query_len, d_key] = query.meta.shape().dims();
    let [of_keys, _, key_len, _] = key.meta.shape().dims();
    let [_, _, _, d_value] = value.meta.shape().dims();
    let room = |last: usize| empty(&query, Shape::new([batch, n_heads, query_len, last]));
    let (scores, weights, context) = (room(key_len), room(key_len), room(d_value));
    let (mask, masked, [of_masks, mask_queries]) = match mask {
        Mask::Nothing => (query.clone(), false, [1, 1]),
        Mask::Positions(mask) => {
            let mask = into_contiguous(mask);
            let [batch, query_len, _] = mask.meta.shape().dims();
            (mask, true, [batch, query_len])
        }
    };
    let client = query.client.clone();
    let dims = DimsLaunch::new(d_key, d_value, key_len, n_heads, query_len, of_keys, of_masks, mask_queries);
    kernel::launch(
        &client,
        CubeCount::Static((batch * n_heads * query_len) as u32, 1, 1),
        CubeDim::new_2d(LANES as u32, KEYS as u32),
        query.into_buffer_arg(),
        key.into_buffer_arg(),
        value.into_buffer_arg(),
        energy.into_buffer_arg(),
        mask.into_buffer_arg(),
        scores.clone().into_buffer_arg(),
        weights.clone().into_buffer_arg(),
        context.clone().into_buffer_arg(),
        dims,
        scale,
        energies,
        masked,
    );
    (scores, weights, context)
}

/// What the kernel has to know of its tensors' shapes.
#[derive(CubeType, CubeLaunch, Clone, Copy)]
struct Dims {
    d_key: usize,
    d_value: usize,
    key_len: usize,
    n_heads: usize,
    query_len: usize,
    of_keys: usize,
    of_masks: usize,
    mask_queries: usize,
}

/// Scores, [`KEYS`] at once, each by [`LANES`] units; then every unit takes the softmax's sum by itself, there being
/// few keys; then each unit adds up columns of the values.
#[cube(launch)]
fn kernel(
    query: &[f32],
    key: &[f32],
    value: &[f32],
    energy: &[f32],
    mask: &[u32],
    scores: &mut [f32],
    weights: &mut [f32],
    context: &mut [f32],
    dims: Dims,
    scale: f32,
    #[comptime] energies: bool,
    #[comptime] masked: bool,
) {
    let row = CUBE_POS_X as usize;
    let (head, at) = (row / dims.query_len, UNIT_POS as usize);
    let lane = UNIT_POS_X as usize;
    let first_query = row * dims.d_key;
    let first_key = head % (dims.of_keys * dims.n_heads) * dims.key_len;
    let first_score = row * dims.key_len;
    let batch = head / dims.n_heads % dims.of_masks;
    let first_mask = (batch * dims.mask_queries + row % dims.query_len % dims.mask_queries) * dims.key_len;
    let mut sums = Shared::<[f32]>::new_slice(LANES * KEYS);
    let mut read = Shared::<[f32]>::new_slice(MOST);

    let mut block = 0usize.runtime();
    while block < dims.key_len {
        let j = block + UNIT_POS_Y as usize;
        let mut sum = 0.0f32;
        if j < dims.key_len {
            let mut i = lane;
            while i < dims.d_key {
                let (q, k) = (query[first_query + i], key[(first_key + j) * dims.d_key + i]);
                if comptime!(energies) {
                    sum += energy[i] * tanh_of(q + k);
                } else {
                    sum += q * k;
                }
                i += LANES;
            }
        }
        sums[at] = sum;
        let total = sum_of(&mut sums, lane, at, LANES) * scale;
        if lane == 0 && j < dims.key_len {
            scores[first_score + j] = total;
            let hidden = if comptime!(masked) { mask[first_mask + j] != 0 } else { false.runtime() };
            read[j] = select(hidden, MASKED, total);
        }
        sync_cube();
        block += KEYS;
    }

    let mut most = read[0];
    for j in 1..dims.key_len {
        most = max(most, read[j]);
    }
    let mut sum = 0.0f32;
    for j in 0..dims.key_len {
        sum += (read[j] - most).exp();
    }
    sync_cube();
    let mut j = at;
    while j < dims.key_len {
        // Where all is masked nothing is read; a uniform average of it would be.
        let weight = select(most > MASKED, (read[j] - most).exp() / sum, 0.0f32.runtime());
        weights[first_score + j] = weight;
        read[j] = weight;
        j += LANES * KEYS;
    }
    sync_cube();

    let mut column = at;
    while column < dims.d_value {
        let mut sum = 0.0f32;
        for j in 0..dims.key_len {
            sum += read[j] * value[(first_key + j) * dims.d_value + column];
        }
        context[row * dims.d_value + column] = sum;
        column += LANES * KEYS;
    }
}
