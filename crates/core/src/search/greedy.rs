//! The most probable piece at every step, for many sentences at once.

use burn::tensor::Device;

use super::length_limit;
use crate::batch::{SourceBatch, int_tensor};
use crate::config::ModelConfig;
use crate::model::Model;

/// Translates a batch greedily; returns target ids without marks.
///
/// Waits for the device at every step, as a browser cannot: this is for evaluation.
///
/// # Panics
/// If there is no source, or an empty one, or the device fails.
pub fn greedy_batch(
    model: &Model,
    config: &ModelConfig,
    sources: &[&[u32]],
    device: &Device,
) -> Vec<Vec<u32>> {
    let special = &config.special;
    let src = SourceBatch::new(sources, 1, special, device);
    let mut state = model.begin(model.encode(&src), &src);
    let limit = length_limit(src.len(), config);
    let mut targets = vec![Vec::new(); sources.len()];
    let mut done = vec![false; sources.len()];
    let mut input = vec![special.sos; sources.len()];
    for _ in 0..limit {
        let ids = int_tensor(input, sources.len(), 1, device);
        let (logits, _, next) = model.step(ids, state, None);
        state = next;
        let best = logits.argmax(1).into_data().iter::<i64>().map(|id| id as u32).collect::<Vec<_>>();
        for ((target, done), &id) in targets.iter_mut().zip(&mut done).zip(&best) {
            *done |= id == special.eos;
            if !*done {
                target.push(id);
            }
        }
        if done.iter().all(|&done| done) {
            break;
        }
        input = best;
    }
    targets
}
