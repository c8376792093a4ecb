//! The tied output and the loss: `logits = E x + b`, there and back, over the pieces that can be written.

use super::products::{To, a_b, a_bt, add_bias, at_b, sum_rows};
use super::rows::{pick, spread};
use super::seq2seq::Settings;
use super::weights::{Gradients, Weights};
use crate::loss::{Loss, Targets, rows_in_place};
use crate::target_pieces::PADDING;

/// What comes back from the loss.
pub(super) struct Slopes {
    pub(super) loss: Loss,
    /// The gradient of the whole `E`, of the output alone.
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
    let pieces = settings.pieces.ids();
    let (embedding, bias) = (weights.get("embedding.weight"), weights.get("output.bias"));
    let d = embedding.len() / bias.len();
    let rows = pick(embedding, pieces, d);
    let mut logits = vec![0.0; ids.len() * pieces.len()];
    a_bt(x, &rows, &mut logits, d, To::Set);
    add_bias(&mut logits, &pick(bias, pieces, 1));
    let places = settings.pieces.places(ids);
    let Settings { smoothing, divisor, .. } = *settings;
    let targets = Targets { ids: &places, pad: PADDING, smoothing, divisor };
    let sum = rows_in_place(&mut logits, pieces.len(), &targets);

    let slopes = logits;
    let of_bias = sum_rows(&slopes, pieces.len());
    gradients.set("output.bias", spread(&of_bias, pieces, bias.len(), 1));
    let mut of_rows = vec![0.0; rows.len()];
    at_b(&slopes, x, &mut of_rows, ids.len(), To::Set);
    let mut of_x = vec![0.0; x.len()];
    a_b(&slopes, &rows, &mut of_x, pieces.len(), To::Set);
    let embedding = spread(&of_rows, pieces, bias.len(), d);
    Slopes { loss: Loss { sum, tokens: ids.len() }, embedding, x: of_x }
}
