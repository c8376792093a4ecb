//! The most probable piece at every step, for many sentences at once.

use burn::tensor::{Device, Tensor, TensorData};

use super::{Repeats, length_limit};
use crate::batch::{SourceBatch, int_tensor};
use crate::config::ModelConfig;
use crate::decoder::Given;
use crate::model::Model;
use crate::ops::mask::MASKED;

/// Translates a batch greedily; returns target ids without marks.
///
/// A target ends at `</s>`, at its longest length, or where it repeats itself more than `max_repeats` times, as that of
/// [`Options`](crate::Options).
///
/// Waits for the device at every step, as a browser cannot: this is for evaluation.
///
/// # Panics
/// If there is no source, or an empty one, or the device fails.
pub fn greedy_batch(
    model: &Model,
    config: &ModelConfig,
    sources: &[&[u32]],
    max_repeats: usize,
    device: &Device,
) -> Vec<Vec<u32>> {
    let special = &config.special;
    let src = SourceBatch::new(sources, 1, special, device);
    let mut state = model.begin(model.encode(&src), &src);
    let limits: Vec<usize> = src.lens.iter().map(|&len| length_limit(len, config)).collect();
    let repeats: Vec<Repeats> = sources.iter().map(|source| Repeats::new(max_repeats, source)).collect();
    let pieces = model.scored(config.vocab_size);
    let barred = barred(&pieces, config, device);
    let mut targets = vec![Vec::new(); sources.len()];
    let mut done = vec![false; sources.len()];
    let mut input = vec![special.sos; sources.len()];
    let (mut steps, ends) = (0, !config.writes_as_it_reads());
    while !done.iter().all(|&done| done) {
        let ids = int_tensor(input, sources.len(), 1, device);
        let (logits, _, next) = model.step(ids, state, &Given::default());
        state = next;
        let best = (logits + barred.clone()).argmax(1).into_data();
        let best: Vec<u32> = best.iter::<u32>().map(|place| pieces[place as usize]).collect();
        steps += 1;
        for (row, &id) in best.iter().enumerate() {
            done[row] |= id == special.eos && ends;
            if !done[row] {
                targets[row].push(id);
                done[row] = steps >= limits[row] || (ends && repeats[row].too_many(&targets[row]));
            }
        }
        input = best;
    }
    targets.iter_mut().for_each(|target| target.retain(|&id| id != special.eos));
    targets
}

/// `[1, pieces]`, added to logits: minus infinity, in effect, for what no target may have.
pub(super) fn barred(pieces: &[u32], config: &ModelConfig, device: &Device) -> Tensor<2> {
    let bar = |&id: &u32| if config.special.may_follow(id) { 0.0 } else { MASKED };
    let bars: Vec<f32> = pieces.iter().map(bar).collect();
    Tensor::from_data(TensorData::new(bars, [1, pieces.len()]), device)
}
