//! Multi-head attention over whole sequences, forward and backward.
//!
//! `softmax(QKᵀ / √d_k) V` by head, as in `seq2see_core::transformer`; keys that a query may not see are skipped.

use seq2see_core::noise::Noise;

use super::products::To;
use super::ragged::Ragged;
use super::vectors::{add_scaled, dot, exp, vectorised};
use super::weights::{Gradients, Weights};

/// What attends to what.
#[derive(Clone, Copy)]
pub(super) struct Shape<'a> {
    pub(super) heads: usize,
    pub(super) d: usize,
    pub(super) query: &'a Ragged,
    pub(super) key: &'a Ragged,
    /// Whether a query sees only its own place and those before; else all keys of its row.
    pub(super) past: bool,
}

impl Shape<'_> {
    /// How many keys a query sees.
    #[inline(always)]
    fn count(&self, row: usize, query: usize) -> usize {
        if self.past { query + 1 } else { self.key.len(row) }
    }

    /// Where a query's scores begin, padded as the network has them: `[batch, heads, query_len, key_len]`.
    #[inline(always)]
    fn scores(&self, row: usize, head: usize, query: usize) -> usize {
        ((row * self.heads + head) * self.query.longest() + query) * self.key.longest()
    }
}

/// What a pass leaves for the way back.
pub(super) struct Pass<'a> {
    name: String,
    shape: Shape<'a>,
    x: Vec<f32>,
    source: Vec<f32>,
    query: Vec<f32>,
    key: Vec<f32>,
    value: Vec<f32>,
    /// `[batch, heads, query_len, key_len]`, what is not there 0.
    weights: Vec<f32>,
    mask: Option<Vec<f32>>,
    joined: Vec<f32>,
}

/// Attends from `x` `[queries, d]` to `source` `[keys, d]`; returns `[queries, d]`.
pub(super) fn forward<'a>(
    weights: &Weights,
    name: String,
    (x, source): (&[f32], &[f32]),
    shape: Shape<'a>,
    (noise, dropout): (&mut Noise, f64),
) -> (Vec<f32>, Pass<'a>) {
    let map = |part: &str, x: &[f32]| weights.linear(&format!("{name}.{part}")).forward(x, shape.d);
    let (query, key, value) = (map("query", x), map("key", source), map("value", source));
    let scores = shape.scores(shape.query.batch(), 0, 0);
    let mask = noise.mask(scores, dropout);
    let mut pass = Pass {
        shape,
        x: x.to_vec(),
        source: source.to_vec(),
        query,
        key,
        value,
        weights: vec![0.0; scores],
        mask,
        joined: vec![0.0; x.len()],
        name: String::new(),
    };
    attend(&mut pass);
    let y = weights.linear(&format!("{name}.output")).forward(&pass.joined, shape.d);
    pass.name = name;
    (y, pass)
}

impl Pass<'_> {
    /// Adds the slope of `x` to `x` and returns that of `source`, from that of the result.
    pub(super) fn backward(
        &self,
        weights: &Weights,
        y: &[f32],
        x: &mut [f32],
        gradients: &mut Gradients,
    ) -> Vec<f32> {
        let d = self.shape.d;
        let linear = |part: &str| weights.linear(&format!("{}.{part}", self.name));
        let name = |part: &str| format!("{}.{part}", self.name);
        let mut joined = vec![0.0; self.joined.len()];
        linear("output").backward(y, &mut joined, d, To::Set);
        gradients.set_linear(&name("output"), &linear("output"), y, &self.joined, d);

        let mut slopes =
            [vec![0.0; self.query.len()], vec![0.0; self.key.len()], vec![0.0; self.value.len()]];
        attend_back(self, &joined, &mut slopes);
        let [query, key, value] = slopes;
        let mut source = vec![0.0; self.source.len()];
        linear("query").backward(&query, x, d, To::Add);
        linear("key").backward(&key, &mut source, d, To::Set);
        linear("value").backward(&value, &mut source, d, To::Add);
        gradients.set_linear(&name("query"), &linear("query"), &query, &self.x, d);
        gradients.set_linear(&name("key"), &linear("key"), &key, &self.source, d);
        gradients.set_linear(&name("value"), &linear("value"), &value, &self.source, d);
        source
    }
}

vectorised! {
    fn attend(pass: &mut Pass<'_>) {
        let shape = pass.shape;
        let Shape { heads, d, query, key, .. } = shape;
        let d_k = d / heads;
        let scale = 1.0 / (d_k as f32).sqrt();
        for row in 0..query.batch() {
            for head in 0..heads {
                let keys = |j: usize| (key.start(row) + j) * d + head * d_k;
                for i in 0..query.len(row) {
                    let count = shape.count(row, i);
                    let at = (query.start(row) + i) * d + head * d_k;
                    let asks = &pass.query[at..][..d_k];
                    let start = shape.scores(row, head, i);
                    let weights = &mut pass.weights[start..][..count];
                    let mut most = f32::NEG_INFINITY;
                    for (j, weight) in weights.iter_mut().enumerate() {
                        *weight = scale * dot(asks, &pass.key[keys(j)..][..d_k]);
                        most = most.max(*weight);
                    }
                    let mut total = 0.0;
                    for weight in weights.iter_mut() {
                        *weight = exp(*weight - most);
                        total += *weight;
                    }
                    let joined = &mut pass.joined[at..][..d_k];
                    for (j, weight) in weights.iter_mut().enumerate() {
                        *weight /= total;
                        let kept = pass.mask.as_ref().map_or(1.0, |mask| mask[start + j]);
                        add_scaled(joined, *weight * kept, &pass.value[keys(j)..][..d_k]);
                    }
                }
            }
        }
    }
}

vectorised! {
    fn attend_back(pass: &Pass<'_>, joined: &[f32], slopes: &mut [Vec<f32>; 3]) {
        let shape = pass.shape;
        let Shape { heads, d, query, key, .. } = shape;
        let d_k = d / heads;
        let scale = 1.0 / (d_k as f32).sqrt();
        let [of_query, of_key, of_value] = slopes;
        let mut of_weights = vec![0.0; key.longest()];
        for row in 0..query.batch() {
            for head in 0..heads {
                let keys = |j: usize| (key.start(row) + j) * d + head * d_k;
                for i in 0..query.len(row) {
                    let count = shape.count(row, i);
                    let at = (query.start(row) + i) * d + head * d_k;
                    let joined = &joined[at..][..d_k];
                    let start = shape.scores(row, head, i);
                    let weights = &pass.weights[start..][..count];
                    let mut mean = 0.0;
                    for (j, &weight) in weights.iter().enumerate() {
                        let kept = pass.mask.as_ref().map_or(1.0, |mask| mask[start + j]);
                        of_weights[j] = kept * dot(joined, &pass.value[keys(j)..][..d_k]);
                        mean += weight * of_weights[j];
                        add_scaled(&mut of_value[keys(j)..][..d_k], weight * kept, joined);
                    }
                    let asks = &pass.query[at..][..d_k];
                    let of_query = &mut of_query[at..][..d_k];
                    for (j, &weight) in weights.iter().enumerate() {
                        let slope = scale * weight * (of_weights[j] - mean);
                        add_scaled(of_query, slope, &pass.key[keys(j)..][..d_k]);
                        add_scaled(&mut of_key[keys(j)..][..d_k], slope, asks);
                    }
                }
            }
        }
    }
}
