//! Loss and gradients of Elman's network for a part of a batch.

use seq2see_core::config::{CellKind, ElmanConfig, NetworkConfig};
use seq2see_core::noise::Noise;

use super::Step;
use super::cell::Cell;
use super::embedding::{embed, embed_back};
use super::encoder::Direction;
use super::output::score;
use super::packing::Packing;
use super::rows::{apply, mask};
use super::seq2seq::{Rows, Settings};
use super::weights::{Gradients, Weights};

/// As [`gradients`](super::gradients), for Elman's network.
///
/// # Panics
/// If the network is another one, or a target with `</s>` is not as long as its source.
pub(super) fn gradients(weights: &Weights, rows: &Rows, settings: &Settings, noise: &mut Noise) -> Step {
    let NetworkConfig::Elman(ElmanConfig { d_hidden: d, dropout }) = settings.config.network else {
        panic!("not Elman's network");
    };
    assert!(rows.iter().all(|(src, tgt)| src.len() == tgt.len() + 1), "a token written for each one read");
    let packing = Packing::new(&rows.iter().map(|(src, _)| src.len()).collect::<Vec<_>>());
    let eos = settings.config.special.eos;
    let src: Vec<u32> = packing.each().map(|(row, t)| rows[row].0[t]).collect();
    let tgt: Vec<u32> = packing.each().map(|(row, t)| rows[row].1.get(t).copied().unwrap_or(eos)).collect();
    let mut gradients = Gradients::default();
    let shape = [packing.batch(), packing.len(), d];
    let mut mask = || mask((noise, dropout), shape, packing.each());

    let src_mask = mask();
    let x = embed(weights, &src, src_mask.as_deref());
    let reading = Direction::read(Cell::new(weights, CellKind::Rnn, "cell", d), false, &x, &packing);
    let mut states = reading.pass.after.clone();
    let states_mask = mask();
    apply(&mut states, states_mask.as_deref());

    let mut slopes = score(weights, &states, &tgt, settings, &mut gradients);
    apply(&mut slopes.x, states_mask.as_deref());
    let mut of_x = vec![0.0; x.len()];
    let last = vec![0.0; packing.batch() * d];
    reading.read_back((&x, &mut of_x), &packing, Some(&slopes.x), last, &mut gradients);
    embed_back(&src, &mut of_x, src_mask.as_deref(), &mut slopes.embedding);
    gradients.set("embedding.weight", slopes.embedding);
    gradients.of(slopes.loss, weights)
}
