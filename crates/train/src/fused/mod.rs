//! Training steps without a tape.
//!
//! On the CPU most of a taped step goes into what is around the products: a
//! gradient as large as the whole sequence for every slice of it, a product and a sum per time step
//! for each weight, scalar `tanh` and `exp`. Here the same forward and backward pass is written out:
//! the loops over time do only what depends on the step before, every weight's gradient is one
//! product over all steps, and gates and scores are vector instructions.
//!
//! The networks of `seq2see-core` stay the definition. `tests/fused.rs` holds loss and gradients of
//! this module against their tape; what is not covered ([`covers`]) is trained on the tape.

mod attention;
mod cell;
mod decoder;
mod elman;
mod embedding;
mod encoder;
mod feed_forward;
mod layer_norm;
mod multi_head;
mod output;
mod packing;
mod products;
mod ragged;
mod rows;
mod seq2seq;
mod transformer;
pub(crate) mod vectors;
mod weights;

use seq2see_core::config::NetworkConfig;
use seq2see_core::noise::Noise;

use crate::loss::Loss;

pub use seq2seq::{Rows, Settings};
pub use weights::Weights;

/// Whether this module knows the network.
pub fn covers(network: &NetworkConfig) -> bool {
    match network {
        NetworkConfig::Elman(_) | NetworkConfig::Transformer(_) => true,
        NetworkConfig::Seq2Seq(config) => attention::covers(config.attention),
    }
}

/// Loss and gradients, these in the order of the parameters, as the network's tape would give them:
/// dropout draws its masks from `noise` in the same order.
///
/// # Panics
/// If there is no row, or the network is not covered.
pub fn gradients(
    weights: &Weights,
    rows: &Rows,
    settings: &Settings,
    noise: &mut Noise,
) -> (Loss, Vec<Vec<f32>>) {
    match settings.config.network {
        NetworkConfig::Elman(_) => elman::gradients(weights, rows, settings, noise),
        NetworkConfig::Seq2Seq(_) => seq2seq::gradients(weights, rows, settings, noise),
        NetworkConfig::Transformer(_) => transformer::gradients(weights, rows, settings, noise),
    }
}
