//! Training speed: tokens a second on a fixed batch.

use std::time::Instant;

use anyhow::Result;
use burn::tensor::Device;
use seq2see_core::Model;
use seq2see_core::config::SpecialIds;

use crate::experiment::Experiment;
use crate::run::optimiser::Optimiser;
use crate::run::parameters::Parameters;
use crate::run::shards::{Method, Recipe, gradients};
use crate::run::target_pieces::TargetPieces;
use crate::text::examples::{Author, Example};

/// Tokens of each source with `</s>`, and of each target without.
const LENGTHS: (usize, usize) = (12, 10);

/// What was measured.
#[derive(Debug, Clone, Copy)]
pub struct Speed {
    /// Median of the steps.
    pub ms_per_step: f64,
    /// Source and target tokens; of the target, those predicted are counted (11 a pair, as `bench/train_speed.py` does).
    pub tokens_per_second: f64,
}

/// Times whole steps, optimiser included, on the fastest path if none is given.
///
/// # Errors
/// If the experiment's sizes are impossible.
pub fn measure(
    experiment: &Experiment,
    vocab_size: usize,
    steps: usize,
    device: &Device,
    threads: usize,
    method: Option<Method>,
) -> Result<Speed> {
    let special = SpecialIds { pad: 0, sos: 1, eos: 2, unk: 3 };
    let config = experiment.model_config_of(vocab_size, special)?;
    let batch: Vec<Example> = (0..experiment.training.batch).map(|row| example(row, vocab_size)).collect();
    let rows: Vec<&Example> = batch.iter().collect();
    let mut model = Model::init(&config, device);
    let mut parameters = Parameters::of(&model);
    let training = &experiment.training;
    let mut optimiser = Optimiser::new(parameters.list.len(), training.clip, threads);
    let recipe = Recipe {
        method: method.unwrap_or_else(|| Method::fastest(device, &config.network)),
        config,
        pieces: TargetPieces::all(vocab_size, special.pad),
        smoothing: training.label_smoothing,
        seed: experiment.seed,
        shards: threads,
        device: device.clone(),
    };
    let mut seconds: Vec<f64> = Vec::new();
    for step in 0..steps as u64 + 2 {
        let started = Instant::now();
        let (_, slopes) = gradients(&model, &mut parameters, &rows, step, &recipe);
        optimiser.step(1e-4, &mut parameters, &slopes, device)?;
        if recipe.method == Method::Autodiff {
            model = parameters.write_to(model);
        }
        if step >= 2 {
            seconds.push(started.elapsed().as_secs_f64());
        }
    }
    seconds.sort_by(f64::total_cmp);
    let median = seconds[seconds.len() / 2];
    let tokens: usize = batch.iter().map(|e| e.src.len() + e.tgt.len() + 1).sum();
    Ok(Speed { ms_per_step: median * 1000.0, tokens_per_second: tokens as f64 / median })
}

fn example(row: usize, vocab_size: usize) -> Example {
    let id = |column: usize| (4 + (row * 7919 + column * 104_729) % (vocab_size - 4)) as u32;
    let (src_len, tgt_len) = LENGTHS;
    let mut src: Vec<u32> = (0..src_len - 1).map(id).collect();
    src.push(2);
    Example {
        src,
        tgt: (src_len..src_len + tgt_len).map(id).collect(),
        language: 0,
        weight: 1.0,
        by: Author::Person,
    }
}
