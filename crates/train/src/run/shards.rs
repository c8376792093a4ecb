//! The gradient of a batch, computed on all cores.
//!
//! Burn's CPU backend uses one core here. Each core takes a part of the batch, with hand-written gradients where
//! [`seq2see_gradients`] covers the network, else with automatic differentiation; the gradients are added. Every part's loss
//! is divided by the tokens of the whole batch, so that the sum is the gradient of the whole.

use burn::module::Module;
use burn::optim::GradientsParams;
use burn::tensor::{Device, Tensor};
use seq2see_core::batch::Batch;
use seq2see_core::config::NetworkConfig;
use seq2see_core::noise::Noise;
use seq2see_core::{Model, ModelConfig};
use seq2see_gradients as fused;

use crate::run::loss::{Loss, Targets, cross_entropy};
use crate::run::parameters::{Parameters, flat_gradients};
use crate::run::target_pieces::{PADDING, TargetPieces};
use crate::text::examples::Example;
use crate::text::split::stable_hash;

/// What does not change from step to step.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// The network's.
    pub config: ModelConfig,
    /// Pieces that occur in targets; the loss is over these.
    pub pieces: TargetPieces,
    /// `ε` of the label smoothing.
    pub smoothing: f64,
    /// Random seed: dropout depends on it, the step and the part of the batch.
    pub seed: u64,
    /// Parts of a batch, each on a core of its own.
    pub shards: usize,
    /// Without autodiff.
    pub device: Device,
    /// How gradients are computed.
    pub method: Method,
}

/// How a step's gradient is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// By Burn's automatic differentiation: any network, any device.
    Autodiff,
    /// By the hand-written gradients of [`seq2see_gradients`]: networks that it covers, on the CPU.
    HandWritten,
}

impl Method {
    /// The fastest one available.
    pub fn fastest(device: &Device, network: &NetworkConfig) -> Self {
        if *device == Device::flex() && fused::covers(network) { Self::HandWritten } else { Self::Autodiff }
    }
}

/// Loss and gradients of a batch; these in the order of the parameters.
///
/// `model`, without autodiff, has the current values only if the method is [`Method::Autodiff`].
///
/// # Panics
/// If the batch is empty.
pub fn gradients(
    model: &Model,
    parameters: &mut Parameters,
    batch: &[&Example],
    step: u64,
    recipe: &Recipe,
) -> (Loss, Vec<Vec<f32>>) {
    match recipe.method {
        Method::Autodiff => {
            let add = |sum: Vec<Tensor<1>>, part: Vec<Tensor<1>>| {
                sum.into_iter().zip(part).map(|(a, b)| a + b).collect()
            };
            let (loss, sums) = in_parts(batch, recipe, add, |rows, shard| {
                taped(model, rows, divisor(batch), (step, shard), recipe)
            });
            let numbers = |g: Tensor<1>| g.into_data().try_into_vec().expect("gradients are float32");
            (loss, sums.into_iter().map(numbers).collect())
        }
        Method::HandWritten => {
            let values = parameters.take();
            let weights = fused::Weights::new(&parameters.list, &values);
            let settings = fused::Settings {
                config: &recipe.config,
                pieces: &recipe.pieces,
                smoothing: recipe.smoothing,
                divisor: divisor(batch),
            };
            let work = |rows: &[&Example], shard: usize| {
                let mut noise = Noise::seeded(noise_seed(recipe.seed, step, shard));
                let step = fused::gradients(&weights, &pairs(rows), &settings, &mut noise);
                (step.loss, step.gradients)
            };
            let (loss, sums) = in_parts(batch, recipe, add_all, work);
            parameters.put(values, &recipe.device);
            (loss, sums)
        }
    }
}

/// The target tokens of the whole batch.
fn divisor(batch: &[&Example]) -> f64 {
    batch.iter().map(|example| example.tgt.len() + 1).sum::<usize>() as f64
}

fn pairs<'a>(rows: &[&'a Example]) -> Vec<(&'a [u32], &'a [u32])> {
    rows.iter().map(|row| (row.src.as_slice(), row.tgt.as_slice())).collect()
}

/// Every n-th row for each of n threads, so that the parts are as long as each other; the results added.
fn in_parts<G: Send>(
    batch: &[&Example],
    recipe: &Recipe,
    add: impl Fn(G, G) -> G,
    work: impl Fn(&[&Example], usize) -> (Loss, G) + Sync,
) -> (Loss, G) {
    let shards = recipe.shards.clamp(1, batch.len());
    let part =
        |shard: usize| -> Vec<&Example> { batch.iter().skip(shard).step_by(shards).copied().collect() };
    let results: Vec<(Loss, G)> = std::thread::scope(|scope| {
        let (work, part) = (&work, &part);
        let others: Vec<_> =
            (1..shards).map(|shard| scope.spawn(move || work(&part(shard), shard))).collect();
        let mine = work(&part(0), 0);
        let others = others.into_iter().map(|other| other.join().expect("a shard does not panic"));
        std::iter::once(mine).chain(others).collect()
    });
    let sum = results.into_iter().reduce(|(loss, sum), (more, part)| (loss.plus(more), add(sum, part)));
    sum.expect("there is a shard")
}

fn add_all(mut sum: Vec<Vec<f32>>, part: Vec<Vec<f32>>) -> Vec<Vec<f32>> {
    for (sum, part) in sum.iter_mut().zip(&part) {
        fused::vectors::add(sum, part);
    }
    sum
}

fn taped(
    model: &Model,
    rows: &[&Example],
    divisor: f64,
    (step, shard): (u64, usize),
    recipe: &Recipe,
) -> (Loss, Vec<Tensor<1>>) {
    let model = model.clone().train();
    let special = &recipe.config.special;
    let batch = Batch::new(&pairs(rows), special, &recipe.device.clone().autodiff());
    let mut noise = Noise::seeded(noise_seed(recipe.seed, step, shard));
    let logits = recipe.pieces.of_logits(model.forward(&batch, &mut noise));
    let ids = recipe.pieces.places(&batch.tgt_out);
    let targets = Targets { ids: &ids, pad: PADDING, smoothing: recipe.smoothing, divisor };
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
