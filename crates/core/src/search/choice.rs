//! What a step chooses, wherever its scores are compared.

use burn::tensor::{Device, Int, Tensor};

use super::{LogProbs, greedy::barred};
use crate::config::{ModelConfig, SpecialIds};
use crate::model::Model;
use crate::ops::best::best;
use crate::ops::host::on_gpu;

/// Compares the scores of a step: where they are, if that is a device which can, else here.
#[derive(Debug, Clone)]
pub(crate) struct Chooser {
    /// How many of the best pieces are wanted.
    k: usize,
    special: SpecialIds,
    /// `[1, pieces]`, added to scores that are compared on their device: it bars what no target may have.
    barred: Option<Tensor<2>>,
}

/// The best pieces of a step and the one that is made.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Choice {
    /// The most probable pieces, best first, with the logarithms of their probabilities.
    pub(crate) candidates: Vec<(u32, f32)>,
    /// The piece asked for, else the best.
    pub(crate) id: u32,
    /// The logarithm of its probability.
    pub(crate) log_prob: f32,
}

impl Chooser {
    /// For the `k` best of a network's pieces, of at least one.
    pub(crate) fn new(model: &Model, config: &ModelConfig, k: usize, device: &Device) -> Self {
        let barred = || barred(&model.scored(config.vocab_size), config, device);
        Self {
            k: k.clamp(1, config.vocab_size),
            special: config.special,
            barred: on_gpu(device).then(barred),
        }
    }

    /// What has to be read of scores `[rows, pieces]` to [`choose`](Self::choose), `[rows, ..]`, and, where the device
    /// has compared them, the best of each row, `[rows, 1]`.
    ///
    /// # Shapes
    /// - `logits`: `[rows, pieces]`
    /// - returns `[rows, ..]` and `[rows, 1]`
    pub(crate) fn compare(
        &self,
        logits: Tensor<2>,
        asked: Option<u32>,
    ) -> (Tensor<2>, Option<Tensor<2, Int>>) {
        let asked = asked.unwrap_or(self.special.eos);
        let found = self.barred.as_ref().and_then(|barred| best(&logits, barred, self.k, asked));
        match found {
            Some((best, numbers)) => (numbers, Some(best)),
            None => (logits, None),
        }
    }

    /// What one row chooses, from the numbers read of it.
    pub(crate) fn choose(&self, numbers: &[f32], model: &Model, asked: Option<u32>) -> Choice {
        if self.barred.is_some() {
            return Choice::of_best(numbers, asked);
        }
        let log_probs = LogProbs::of_pieces(numbers, model.pieces());
        Choice::of_all(&log_probs, self.k, |id| self.special.may_follow(id), asked)
    }
}

impl Choice {
    /// Among all pieces that are scored.
    fn of_all(log_probs: &LogProbs<'_>, k: usize, allowed: impl Fn(u32) -> bool, asked: Option<u32>) -> Self {
        let candidates = log_probs.top_k(k, allowed);
        let id = asked.unwrap_or(candidates[0].0);
        Self { id, log_prob: log_probs.of(id), candidates }
    }

    /// From what [`best`] tells of a step: `2 k + 2` numbers.
    fn of_best(numbers: &[f32], asked: Option<u32>) -> Self {
        let k = numbers.len() / 2 - 1;
        let (logits, rest) = numbers.split_at(k);
        let (ids, [log_sum, logit]) = (&rest[..k], [rest[k], rest[k + 1]]);
        let candidate = |(&logit, &id): (&f32, &f32)| (id_of(id), logit - log_sum);
        let candidates: Vec<(u32, f32)> = logits.iter().zip(ids).map(candidate).collect();
        match asked {
            Some(id) => Self { id, log_prob: logit - log_sum, candidates },
            None => Self { id: candidates[0].0, log_prob: candidates[0].1, candidates },
        }
    }
}

/// An id among float32 numbers, which hold those of any vocabulary exactly.
#[expect(clippy::cast_sign_loss, reason = "an id is not negative")]
fn id_of(number: f32) -> u32 {
    number as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_kernel_tells_is_what_all_scores_tell() {
        let logits = [1.0, 3.0, -2.0, 0.5];
        let log_probs = LogProbs::new(&logits);
        let log_sum = -log_probs.of(0) + 1.0;
        for asked in [None, Some(2)] {
            let numbers = [3.0, 1.0, 1.0, 0.0, log_sum, logits[asked.unwrap_or(0) as usize]];
            assert_eq!(Choice::of_best(&numbers, asked), Choice::of_all(&log_probs, 2, |_| true, asked));
        }
    }
}
