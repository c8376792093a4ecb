//! The gradient of a batch, computed on all cores.
//!
//! Burn's CPU backend uses one core here. Each core takes a part of the batch, with a tape of its
//! own; the gradients are added. Every part's loss is divided by the tokens of the whole batch, so
//! that the sum is the gradient of the whole.

use burn::module::Module;
use burn::optim::GradientsParams;
use burn::tensor::{Device, Tensor};
use seq2see_core::batch::Batch;
use seq2see_core::noise::Noise;
use seq2see_core::{Model, ModelConfig};

use crate::examples::Example;
use crate::loss::{Loss, Targets, cross_entropy};
use crate::parameters::flat_gradients;
use crate::split::stable_hash;

/// What does not change from step to step.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// The network's.
    pub config: ModelConfig,
    /// `ε` of the label smoothing.
    pub smoothing: f64,
    /// Dropout hangs on it, the step and the part of the batch.
    pub seed: u64,
    /// Parts of a batch, each on a core of its own.
    pub shards: usize,
    /// Without a tape.
    pub device: Device,
}

/// Loss and gradients of a batch with the model's present parameters; `model` is not on a tape.
///
/// # Panics
/// If the batch is empty.
pub fn gradients(model: &Model, batch: &[&Example], step: u64, recipe: &Recipe) -> (Loss, Vec<Tensor<1>>) {
    let divisor: usize = batch.iter().map(|example| example.tgt.len() + 1).sum();
    // Every n-th row, so that the parts are as long as each other.
    let shards = recipe.shards.clamp(1, batch.len());
    let part = |shard: usize| -> Vec<&Example> { batch.iter().skip(shard).step_by(shards).copied().collect() };
    let work = |shard: usize| shard_gradients(model, &part(shard), divisor as f64, (step, shard), recipe);
    let results: Vec<(Loss, Vec<Tensor<1>>)> = std::thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = (1..shards).map(|shard| scope.spawn(move || work(shard))).collect();
        let mine = work(0);
        let others = others.into_iter().map(|other| other.join().expect("a shard does not panic"));
        std::iter::once(mine).chain(others).collect()
    });
    results
        .into_iter()
        .reduce(|(loss, sum), (more, part)| {
            (loss.plus(more), sum.into_iter().zip(part).map(|(a, b)| a + b).collect())
        })
        .expect("there is a shard")
}

fn shard_gradients(
    model: &Model,
    rows: &[&Example],
    divisor: f64,
    (step, shard): (u64, usize),
    recipe: &Recipe,
) -> (Loss, Vec<Tensor<1>>) {
    let model = model.clone().train();
    let special = &recipe.config.special;
    let pairs: Vec<(&[u32], &[u32])> =
        rows.iter().map(|row| (row.src.as_slice(), row.tgt.as_slice())).collect();
    let batch = Batch::new(&pairs, special, &recipe.device.clone().autodiff());
    let mut noise = Noise::seeded(noise_seed(recipe.seed, step, shard));
    let logits = model.forward(&batch, &mut noise);
    let targets =
        Targets { ids: &batch.tgt_out, pad: special.pad, smoothing: recipe.smoothing, divisor };
    let (loss, slope) = cross_entropy(logits.clone().inner(), &targets);
    // The slope of `Σ logits · slope`, slope constant, is the slope of the loss.
    let surrogate = (logits * Tensor::from_inner(slope)).sum();
    let gradients = GradientsParams::from_grads(surrogate.backward(), &model);
    (loss, flat_gradients(&model, gradients))
}

fn noise_seed(seed: u64, step: u64, shard: usize) -> u64 {
    let numbers = [seed, step, shard as u64];
    stable_hash(&numbers.map(u64::to_le_bytes).concat())
}
