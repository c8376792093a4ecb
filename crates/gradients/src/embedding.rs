//! The embedding's rows, there and back.

use super::rows::{apply, pick};
use super::vectors::add;
use super::weights::Weights;

/// `drop(E[id])`, `[tokens, d]`.
pub(super) fn embed(weights: &Weights, ids: &[u32], mask: Option<&[f32]>) -> Vec<f32> {
    let embedding = weights.get("embedding.weight");
    let rows: Vec<usize> = ids.iter().map(|&id| id as usize).collect();
    let mut x = pick(embedding, &rows, embedding.len() / weights.get("output.bias").len());
    apply(&mut x, mask);
    x
}

/// Adds the gradient of `E`, from the slope of [`embed`]'s result `[tokens, d]`, which becomes that of the rows.
pub(super) fn embed_back(ids: &[u32], slope: &mut [f32], mask: Option<&[f32]>, embedding: &mut [f32]) {
    let d = slope.len() / ids.len();
    apply(slope, mask);
    for (&id, slope) in ids.iter().zip(slope.chunks_exact(d)) {
        add(&mut embedding[id as usize * d..][..d], slope);
    }
}
