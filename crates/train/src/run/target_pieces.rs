//! Pieces that occur in no target: the network never writes them.

use seq2see_core::layers::NEVER;

use crate::run::optimiser::Optimiser;
use crate::run::parameters::Parameters;
use crate::text::examples::Example;

pub use seq2see_gradients::target_pieces::{PADDING, TargetPieces};

/// The pieces in the targets of some examples, and `eos`.
pub fn written<'a>(
    examples: impl IntoIterator<Item = &'a Example>,
    vocab_size: usize,
    eos: u32,
) -> TargetPieces {
    TargetPieces::of(examples.into_iter().map(|example| example.tgt.as_slice()), vocab_size, eos)
}

/// Sets the output bias of all but `pieces` to [`NEVER`], which neither the loss's gradient nor the optimiser's
/// moments change.
///
/// # Panics
/// If the network has no `output.bias`.
pub fn forbid_others(pieces: &TargetPieces, parameters: &mut Parameters, optimiser: &mut Optimiser) {
    let others = pieces.others();
    parameters.change("output.bias", |bias| others.iter().for_each(|&id| bias[id] = NEVER));
    optimiser.forget(parameters.place("output.bias"), &others);
}
