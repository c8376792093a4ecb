//! Attention of one query, and what it is made of, as loops over numbers: for tensors that lie in memory.

use crate::activation::exp_below_zero;

/// Numbers added side by side: two vectors of the browser's SIMD. A sum in one variable could not be split.
const LANES: usize = 8;

/// `Σ_k a_k b_k`.
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    let mut sums = [0.0; LANES];
    for (a, b) in a.iter().zip(b) {
        for k in 0..LANES {
            sums[k] += a[k] * b[k];
        }
    }
    sums.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}

/// `Σ_k a_k`.
pub(crate) fn sum(a: &[f32]) -> f32 {
    let (eights, rest) = a.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for eight in eights {
        sums.iter_mut().zip(eight).for_each(|(sum, a)| *sum += a);
    }
    sums.iter().chain(rest).sum()
}

/// `α = softmax(scores)`, as many as there are scores.
pub(crate) fn softmax_into(weights: &mut [f32], scores: &[f32]) {
    let max = scores.iter().fold(f32::NEG_INFINITY, |max, &x| if x > max { x } else { max });
    weights.iter_mut().zip(scores).for_each(|(weight, score)| *weight = exp_below_zero(score - max));
    let sum = sum(weights);
    weights.iter_mut().for_each(|weight| *weight /= sum);
}

/// `c = Σ_j α_j value_j`, the values one after the other, each as long as `context`, which begins as zeros.
pub(crate) fn weighted_sum_into(context: &mut [f32], weights: &[f32], value: &[f32]) {
    for (weight, value) in weights.iter().zip(value.chunks_exact(context.len())) {
        context.iter_mut().zip(value).for_each(|(c, v)| *c += weight * v);
    }
}
