//! The tied output and the loss: `logits = E x + b`, there and back.

use super::products::{To, a_b, a_bt, add_bias, at_b, sum_rows};
use super::seq2seq::Settings;
use super::weights::{Gradients, Weights};
use crate::loss::{Loss, Targets, rows_in_place};

/// What comes back from the loss.
pub(super) struct Slopes {
    pub(super) loss: Loss,
    /// The gradient of `E`, of the output alone.
    pub(super) embedding: Vec<f32>,
    /// `[n, d]`: of `x`.
    pub(super) x: Vec<f32>,
}

/// The loss of `x` `[n, d]` with the targets `ids` `[n]`, none of them `<pad>`.
pub(super) fn score(
    weights: &Weights,
    x: &[f32],
    ids: &[u32],
    settings: &Settings,
    gradients: &mut Gradients,
) -> Slopes {
    let (embedding, bias) = (weights.get("embedding.weight"), weights.get("output.bias"));
    let vocab_size = bias.len();
    let d = embedding.len() / vocab_size;
    let mut logits = vec![0.0; ids.len() * vocab_size];
    a_bt(x, embedding, &mut logits, d, To::Set);
    add_bias(&mut logits, bias);
    let pad = settings.config.special.pad;
    let targets = Targets { ids, pad, smoothing: settings.smoothing, divisor: settings.divisor };
    let sum = rows_in_place(&mut logits, vocab_size, &targets);

    let slopes = logits;
    gradients.set("output.bias", sum_rows(&slopes, vocab_size));
    let mut of_embedding = vec![0.0; embedding.len()];
    at_b(&slopes, x, &mut of_embedding, ids.len(), To::Set);
    let mut of_x = vec![0.0; x.len()];
    a_b(&slopes, embedding, &mut of_x, vocab_size, To::Set);
    Slopes { loss: Loss { sum, tokens: ids.len() }, embedding: of_embedding, x: of_x }
}
