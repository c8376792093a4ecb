//! Cross-entropy with label smoothing, and its gradient, without a tape.
//!
//! Over a vocabulary of thousands the loss is the largest thing on a tape: softmax, logarithm,
//! gather and mask would each keep `batch × tgt_len × vocab_size` numbers. Its gradient has a closed
//! form, so it is computed here in one pass over the logits.

use crate::vectors::{exp, vectorised};

/// The loss of some rows, not yet divided.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Loss {
    /// Sum over the target tokens.
    pub sum: f64,
    /// Target tokens, `<pad>` not counted.
    pub tokens: usize,
}

impl Loss {
    /// Per token.
    pub fn mean(&self) -> f64 {
        self.sum / self.tokens.max(1) as f64
    }

    /// Of two parts of a batch.
    pub fn plus(self, other: Self) -> Self {
        Self { sum: self.sum + other.sum, tokens: self.tokens + other.tokens }
    }
}

/// What the model should have said.
#[derive(Debug, Clone, Copy)]
pub struct Targets<'a> {
    /// Row-major `[batch, tgt_len]`.
    pub ids: &'a [u32],
    /// Not counted; need not be a column.
    pub pad: u32,
    /// `ε`.
    pub smoothing: f64,
    /// The gradient is divided by this: the tokens of the whole batch.
    pub divisor: f64,
}

/// The sum of the losses of rows of logits, which become their gradient `∂(Σ loss / divisor) / ∂logits`.
///
/// With `p = softmax(logits)`, `V` pieces and the target `y`:
/// `loss = -(1-ε) log p_y - ε/V Σ_v log p_v`, Szegedy et al. 2016, §7, as PyTorch's `label_smoothing`;
/// `∂loss/∂logits = p - (1-ε) onehot(y) - ε/V`.
pub fn rows_in_place(rows: &mut [f32], vocab_size: usize, targets: &Targets) -> f64 {
    let rows = rows.chunks_exact_mut(vocab_size).zip(targets.ids);
    let loss = |(row, &id): (&mut [f32], &u32)| match id == targets.pad {
        true => zero(row),
        false => row_loss(row, id as usize, targets),
    };
    rows.map(loss).sum()
}

fn zero(row: &mut [f32]) -> f64 {
    row.fill(0.0);
    0.0
}

vectorised! {
/// The loss of one row, whose logits become the gradient.
fn row_loss(row: &mut [f32], id: usize, targets: &Targets<'_>) -> f64 {
    let count = row.len() as f64;
    let max = lanes(row, f32::NEG_INFINITY, |most, x| if x > most { x } else { most })
        .into_iter()
        .fold(f32::NEG_INFINITY, f32::max);
    let logits_sum: f64 = lanes(row, 0.0, |sum, x| sum + x).into_iter().map(f64::from).sum();
    let of_target = f64::from(row[id]);
    for x in row.iter_mut() {
        *x = exp(*x - max);
    }
    let total: f64 = lanes(row, 0.0, |sum, x| sum + x).into_iter().map(f64::from).sum();
    let log_total = total.ln() + f64::from(max);

    let spread = targets.smoothing / count;
    let scale = (1.0 / (total * targets.divisor)) as f32;
    let offset = (spread / targets.divisor) as f32;
    for x in row.iter_mut() {
        *x = *x * scale - offset;
    }
    row[id] -= ((1.0 - targets.smoothing) / targets.divisor) as f32;

    let smooth = log_total - logits_sum / count;
    (1.0 - targets.smoothing) * (log_total - of_target) + targets.smoothing * smooth
}
}

/// Folds a row in sixteen independent lanes.
#[inline(always)]
fn lanes(row: &[f32], start: f32, fold: impl Fn(f32, f32) -> f32) -> [f32; 16] {
    let mut lanes = [start; 16];
    let chunks = row.chunks_exact(16);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane = fold(*lane, x);
        }
    }
    for (lane, &x) in lanes.iter_mut().zip(rest) {
        *lane = fold(*lane, x);
    }
    lanes
}
