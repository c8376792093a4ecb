//! Training steps of the networks without a tape.
//!
//! On the CPU most of a taped step goes into what is around the products: a
//! gradient as large as the whole sequence for every slice of it, a product and a sum per time step
//! for each weight, scalar `tanh` and `exp`. Here the same forward and backward pass is written out:
//! the loops over time do only what depends on the step before, every weight's gradient is one
//! product over all steps, and gates and scores are vector instructions.
//!
//! The networks of `seq2see-core` stay the definition. `crates/train/tests/fused.rs` holds loss and gradients of
//! this crate against their tape; what is not covered ([`covers`]) is trained on the tape.
//!
//! Two train with it: `crates/train`, and `crates/lab` in a browser.

mod attention;
mod cell;
mod decoder;
mod elman;
mod embedding;
mod encoder;
mod feed_forward;
mod fit;
mod layer_norm;
pub mod loss;
mod multi_head;
mod output;
mod packing;
pub mod parameters;
mod products;
mod ragged;
mod rows;
mod seq2seq;
pub mod target_pieces;
mod transformer;
pub mod vectors;
mod weights;

use seq2see_core::config::NetworkConfig;
use seq2see_core::noise::Noise;

use crate::loss::Loss;

pub use seq2seq::{Rows, Settings};
pub use weights::Weights;

/// Whether this crate knows the network.
pub fn covers(network: &NetworkConfig) -> bool {
    match network {
        NetworkConfig::Elman(_) | NetworkConfig::Transformer(_) => true,
        NetworkConfig::Seq2Seq(config) => attention::covers(config.attention),
    }
}

/// What some rows teach.
#[derive(Debug)]
pub struct Step {
    /// Of the rows, not yet divided.
    pub loss: Loss,
    /// In the order of the parameters.
    pub gradients: Vec<Vec<f32>>,
    /// By time step, how much the loss hangs on the states of the network that reads left to right: `‖∂L/∂h_t‖`, over all
    /// rows that have a token then. Empty for a Transformer.
    pub states: Vec<f32>,
}

/// Loss and gradients as the network's tape would give them: dropout draws its masks from `noise` in the same order.
///
/// # Panics
/// If there is no row, or the network is not covered.
pub fn gradients(weights: &Weights, rows: &Rows, settings: &Settings, noise: &mut Noise) -> Step {
    match settings.config.network {
        NetworkConfig::Elman(_) => elman::gradients(weights, rows, settings, noise),
        NetworkConfig::Seq2Seq(_) => seq2seq::gradients(weights, rows, settings, noise),
        NetworkConfig::Transformer(_) => transformer::gradients(weights, rows, settings, noise),
    }
}
