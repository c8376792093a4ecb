//! The two forms in which a score compares a query with a key.

use burn::tensor::Tensor;

use crate::layers::Projection;
use crate::ops::energies::energies;

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
            Self::Energy(v) => v.forward(energies(query, key)).squeeze_dim(3),
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
