//! The two forms in which a score compares a query with a key.

use burn::tensor::Tensor;

use crate::activation::{tanh, tanh_of};
use crate::in_memory::{numbers, on_cpu, tensor};
use crate::projection::Projection;

/// How a query is compared with a prepared key.
#[derive(Debug, Clone, Copy)]
pub enum Pair<'a> {
    /// `q · k`.
    Product,
    /// `vᵀ tanh(q + k)`, with `v` as a map `d_attention → 1`.
    Energy(&'a Projection),
}

impl Pair<'_> {
    /// The score of every pair.
    ///
    /// # Shapes
    /// - `query`: `[batch, tgt_len, d_key]`
    /// - `key`: `[batch, src_len, d_key]`
    /// - returns `[batch, tgt_len, src_len]`
    pub(super) fn scores(self, query: Tensor<3>, key: Tensor<3>) -> Tensor<3> {
        match self {
            Self::Product => query.matmul(key.transpose()),
            Self::Energy(v) => {
                let energy =
                    if on_cpu(&query) { tanh_in_one_pass(query, key) } else { tanh_of_pairs(query, key) };
                v.forward(energy).squeeze_dim(3)
            }
        }
    }

    /// `v`, `[1, d_attention]`, where there is one.
    pub(super) fn energy(self) -> Option<Tensor<2>> {
        match self {
            Self::Product => None,
            Self::Energy(v) => Some(v.weight.val()),
        }
    }
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

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Distribution, Tolerance};

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
