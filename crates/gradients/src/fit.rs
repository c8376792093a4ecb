//! What a score without maps makes of the vectors that it multiplies, forward and backward: as in
//! `seq2see_core::attention::{dot, scaled_dot, cosine}`.

use std::borrow::Cow;

use super::vectors::{add, add_scaled, dot, vectorised};

/// Shorter vectors than this count as this long, as in `seq2see_core::attention::cosine`.
const SHORTEST: f32 = 1e-8;

/// How a state and an encoder output enter their product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// As they are.
    Unchanged,
    /// The state divided by `√d`.
    Scaled,
    /// Both divided by their lengths.
    Unit,
}

impl Fit {
    /// `q` of states `[tokens, d]`.
    pub(super) fn query<'a>(self, states: &'a [f32], d: usize) -> Cow<'a, [f32]> {
        match self {
            Self::Unchanged => Cow::Borrowed(states),
            Self::Scaled => Cow::Owned(states.iter().map(|x| x * scale(d)).collect()),
            Self::Unit => Cow::Owned(unit(states, d)),
        }
    }

    /// `k` of encoder outputs `[tokens, d]`.
    pub(super) fn key<'a>(self, outputs: &'a [f32], d: usize) -> Cow<'a, [f32]> {
        match self {
            Self::Unchanged | Self::Scaled => Cow::Borrowed(outputs),
            Self::Unit => Cow::Owned(unit(outputs, d)),
        }
    }

    /// Adds to the states' slopes those that come through [`query`](Self::query).
    pub(super) fn query_back(self, slopes: &[f32], states: &[f32], of_states: &mut [f32], d: usize) {
        match self {
            Self::Unchanged => add(of_states, slopes),
            Self::Scaled => add_scaled(of_states, scale(d), slopes),
            Self::Unit => unit_back(slopes, states, of_states, d),
        }
    }

    /// Adds to the outputs' slopes those that come through [`key`](Self::key).
    pub(super) fn key_back(self, slopes: &[f32], outputs: &[f32], of_outputs: &mut [f32], d: usize) {
        match self {
            Self::Unchanged | Self::Scaled => add(of_outputs, slopes),
            Self::Unit => unit_back(slopes, outputs, of_outputs, d),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a width")]
fn scale(d: usize) -> f32 {
    1.0 / (d as f32).sqrt()
}

/// `x / |x|`, row by row.
fn unit(x: &[f32], d: usize) -> Vec<f32> {
    let mut units = x.to_vec();
    for row in units.chunks_exact_mut(d) {
        let length = dot(row, row).sqrt().max(SHORTEST);
        row.iter_mut().for_each(|x| *x /= length);
    }
    units
}

vectorised! {
    /// Through `u = x / |x|`: `∂x = (∂u - u (u · ∂u)) / |x|`, row by row; where a vector counts as longer than it is, `∂u` over that.
    fn unit_back(slopes: &[f32], x: &[f32], of_x: &mut [f32], d: usize) {
        let rows = slopes.chunks_exact(d).zip(x.chunks_exact(d));
        for ((slope, x), of_x) in rows.zip(of_x.chunks_exact_mut(d)) {
            let length = dot(x, x).sqrt();
            if length < SHORTEST {
                add_scaled(of_x, 1.0 / SHORTEST, slope);
                continue;
            }
            add_scaled(of_x, 1.0 / length, slope);
            add_scaled(of_x, -dot(x, slope) / (length * length * length), x);
        }
    }
}
