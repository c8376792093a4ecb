//! Training steps of recurrent networks without a tape.
//!
//! On the CPU most of a taped step of a recurrent network goes into what is around the products: a
//! gradient as large as the whole sequence for every slice of it, a product and a sum per time step
//! for each weight, scalar `tanh` and `exp`. Here the same forward and backward pass is written out:
//! the loops over time do only what depends on the step before, every weight's gradient is one
//! product over all steps, and gates and scores are vector instructions.
//!
//! The networks of `seq2see-core` stay the definition. `tests/fused.rs` holds loss and gradients of
//! this module against their tape; what is not covered ([`covers`]) is trained on the tape.

mod seq2seq;
mod encoder;
mod decoder;
mod attention;
mod gru;
mod weights;
mod products;
pub(crate) mod vectors;

use seq2see_core::config::{AttentionKind, CellKind, NetworkConfig};

pub use seq2seq::{Rows, Settings, gradients};
pub use weights::Weights;

/// Whether this module knows the network.
pub fn covers(network: &NetworkConfig) -> bool {
    let NetworkConfig::Seq2Seq(config) = network else { return false };
    config.cell == CellKind::Gru
        && !config.reversed
        && matches!(config.attention, AttentionKind::Additive | AttentionKind::FixedContext)
}
