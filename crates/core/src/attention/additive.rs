//! Bahdanau's score.

use burn::module::{Module, Param};
use burn::tensor::{Device, Tensor};

use super::Score;
use crate::activation::{tanh, tanh_of};
use crate::in_memory::{numbers, on_cpu, tensor};
use crate::int8::Int8Rows;
use crate::projection::{Matrices, Projection};

/// `e_ij = vᵀ tanh(W s_{i-1} + U h_j)`; Bahdanau et al. 2015, A.1.2, <https://arxiv.org/abs/1409.0473>.
#[derive(Module, Debug)]
pub struct Additive {
    /// `W`: `d_hidden → d_attention`, no bias.
    pub query: Projection,
    /// `U`, with the layer's bias: `d_hidden → d_attention`.
    pub key: Projection,
    /// `vᵀ`: `d_attention → 1`, no bias.
    pub energy: Projection,
}

impl Additive {
    /// Fresh weights.
    pub fn init(d_hidden: usize, d_attention: usize, device: &Device) -> Self {
        Self {
            query: Projection::init(d_hidden, d_attention, d_hidden, device).without_bias(),
            key: Projection::init(d_hidden, d_attention, d_hidden, device),
            energy: Projection::init(d_attention, 1, d_attention, device).without_bias(),
        }
    }
}

impl Score for Additive {
    fn prepare(&self, encoder_outputs: Tensor<3>) -> Tensor<3> {
        self.key.forward(encoder_outputs)
    }

    fn score(&self, query: Tensor<3>, key: Tensor<3>) -> Tensor<3> {
        energies(&self.query, &self.energy, query, key)
    }
}

/// `vᵀ tanh(W q_i + k_j)` for every pair of a query and a prepared key.
///
/// # Shapes
/// - `query`: `[batch, tgt_len, d_hidden]`
/// - `key`: `[batch, src_len, d_attention]`
/// - returns `[batch, tgt_len, src_len]`
pub(super) fn energies(w: &Projection, v: &Projection, query: Tensor<3>, key: Tensor<3>) -> Tensor<3> {
    let query = w.forward(query);
    let energy = if on_cpu(&query) { tanh_in_one_pass(query, key) } else { tanh_of_pairs(query, key) };
    v.forward(energy).squeeze_dim(3)
}

/// `tanh(q_i + k_j)` for every pair: `[batch, tgt_len, src_len, d_attention]`.
fn tanh_of_pairs(query: Tensor<3>, key: Tensor<3>) -> Tensor<4> {
    tanh(query.unsqueeze_dim::<4>(2) + key.unsqueeze_dim::<4>(1))
}

/// The same, where the numbers lie in memory.
fn tanh_in_one_pass(query: Tensor<3>, key: Tensor<3>) -> Tensor<4> {
    let ([batch, tgt_len, d], [_, src_len, _], device) = (query.dims(), key.dims(), query.device());
    let (query, key) = (numbers(query), numbers(key));
    let mut energy = Vec::with_capacity(batch * tgt_len * src_len * d);
    // A beam's rows share the keys of their one source.
    let keys = key.chunks_exact(src_len * d).cycle();
    for (queries, keys) in query.chunks_exact(tgt_len * d).zip(keys) {
        for q in queries.chunks_exact(d) {
            for k in keys.chunks_exact(d) {
                energy.extend(q.iter().zip(k).map(|(q, k)| tanh_of(q + k)));
            }
        }
    }
    tensor(energy, [batch, tgt_len, src_len, d], &device)
}

impl Matrices for Additive {
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&Param<Tensor<2>>, &mut Option<Int8Rows>)) {
        self.query.each_matrix(visit);
        self.key.each_matrix(visit);
        self.energy.each_matrix(visit);
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Distribution, Tolerance};

    use super::*;

    #[test]
    fn one_pass_gives_what_the_tensors_give() {
        let device = Device::flex();
        let random = |shape| Tensor::<3>::random(shape, Distribution::Normal(0.0, 1.0), &device);
        // Keys of each row, and keys that a beam's rows share.
        for of_keys in [3, 1] {
            let (query, key) = (random([3, 2, 13]), random([of_keys, 5, 13]));
            let expected = tanh_of_pairs(query.clone(), key.clone()).into_data();
            let found = tanh_in_one_pass(query, key).into_data();
            found.assert_approx_eq::<f32>(&expected, Tolerance::absolute(1e-6));
        }
    }
}
