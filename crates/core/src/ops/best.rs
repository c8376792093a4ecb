//! The best pieces of a step and the logarithms of their probabilities.

#[cfg(feature = "gpu")]
pub(super) mod kernel;

use burn::tensor::{Int, Tensor};

use super::numbers::log_sum_exp;
use crate::layers::NEVER;

/// Scores looked at together for whether one of them is among the best.
const BLOCK: usize = 64;

/// The best pieces, found by a device that has a kernel for it, where the scores are; else they are read, and
/// [`LogProbs`] finds them.
///
/// # Shapes
/// - `logits`: `[rows, pieces]`
/// - `barred`: `[1, pieces]`, added to the logits where the best are looked for
/// - returns the best `[rows, 1]` and `[rows, 2 k + 2]` numbers: the logits of the `k` best, best first, of equal
///   ones the smaller id; their ids; the logarithm of the sum of all logits' exponentials; the logit of `asked`
#[cfg_attr(not(feature = "gpu"), expect(unused_variables, reason = "there is no kernel"))]
pub(crate) fn best(
    logits: &Tensor<2>,
    barred: &Tensor<2>,
    k: usize,
    asked: u32,
) -> Option<(Tensor<2, Int>, Tensor<2>)> {
    #[cfg(feature = "gpu")]
    return super::dispatch::best(logits, barred, k, asked);
    #[cfg(not(feature = "gpu"))]
    None
}

/// Scores of pieces with what the softmax needs, so that a logarithm of a probability is one subtraction.
#[derive(Debug)]
pub struct LogProbs<'a> {
    logits: &'a [f32],
    /// Whose they are, by rising id; `None`: of all pieces.
    pieces: Option<&'a [u32]>,
    log_sum: f32,
}

impl<'a> LogProbs<'a> {
    /// Wraps the logits of one step, `vocab_size` of them.
    pub fn new(logits: &'a [f32]) -> Self {
        Self::of_pieces(logits, None)
    }

    /// Wraps the logits that a step gives: those of its [`pieces`](crate::Model::pieces).
    pub fn of_pieces(logits: &'a [f32], pieces: Option<&'a [u32]>) -> Self {
        Self { logits, pieces, log_sum: log_sum_exp(logits) }
    }

    /// Natural logarithm of a piece's probability: `x_i - ln Σ_j exp x_j`.
    pub fn of(&self, id: u32) -> f32 {
        let place = match self.pieces {
            None => Ok(id as usize),
            Some(pieces) => pieces.binary_search(&id),
        };
        place.map_or(NEVER, |place| self.logits[place]) - self.log_sum
    }

    /// A piece's place among those that `allowed` lets through, from 1, the most probable.
    pub fn rank(&self, id: u32, allowed: impl Fn(u32) -> bool) -> usize {
        let own = self.of(id);
        let above = |&(place, &logit): &(usize, &f32)| logit - self.log_sum > own && allowed(self.id(place));
        1 + self.logits.iter().enumerate().filter(above).count()
    }

    /// The piece at a place among the logits.
    fn id(&self, place: usize) -> u32 {
        self.pieces.map_or(place as u32, |pieces| pieces[place])
    }

    /// The `k` most probable pieces that `allowed` lets through, best first, with their logarithms;
    /// of equal ones the smaller id first. One pass, no sort of the vocabulary.
    pub fn top_k(&self, k: usize, allowed: impl Fn(u32) -> bool) -> Vec<(u32, f32)> {
        let mut best: Vec<(u32, f32)> = Vec::with_capacity(k + 1);
        // Not above this a piece is worse than all of the best; nothing compares with the NaN that stands for fewer than `k`.
        let bar = |best: &[(u32, f32)]| match best.last() {
            _ if best.len() < k => f32::NAN,
            last => last.map_or(f32::INFINITY, |last| last.1),
        };
        for (block, logits) in self.logits.chunks(BLOCK).enumerate() {
            // Few blocks have one of the best: that is found out several numbers at a time.
            let highest = bar(&best);
            if logits.iter().fold(true, |worse, &logit| worse & (logit <= highest)) {
                continue;
            }
            for (i, &logit) in logits.iter().enumerate() {
                let id = self.id(block * BLOCK + i);
                if logit <= bar(&best) || !allowed(id) {
                    continue;
                }
                let place = best.partition_point(|other| other.1 >= logit);
                best.insert(place, (id, logit));
                best.truncate(k);
            }
        }
        best.into_iter().map(|(id, logit)| (id, logit - self.log_sum)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_come_first_and_are_logarithms_of_a_softmax() {
        let logits = [1.0, 3.0, -2.0, 3.0, 0.5];
        let log_probs = LogProbs::new(&logits);
        let top = log_probs.top_k(3, |id| id != 4);
        assert_eq!(top.iter().map(|x| x.0).collect::<Vec<_>>(), [1, 3, 0]);
        let sum: f32 = (0..5).map(|id| log_probs.of(id).exp()).sum();
        assert!((sum - 1.0).abs() < 1e-6);
    }

    #[test]
    fn the_best_are_those_of_a_sort() {
        let logits: Vec<f32> = (0..8000).map(|i| (i * 7919 % 1013) as f32 / 40.0).collect();
        let mut sorted: Vec<u32> = (0..8000).collect();
        sorted.sort_by(|&a, &b| logits[b as usize].total_cmp(&logits[a as usize]));
        let top = LogProbs::new(&logits).top_k(64, |_| true);
        assert_eq!(top.iter().map(|x| x.0).collect::<Vec<_>>(), sorted[..64]);
    }

    #[test]
    fn the_rank_counts_what_is_more_probable_and_allowed() {
        let log_probs = LogProbs::new(&[1.0, 3.0, -2.0, 3.0, 0.5]);
        assert_eq!([0, 1, 2, 3].map(|id| log_probs.rank(id, |_| true)), [3, 1, 5, 1]);
        assert_eq!(log_probs.rank(0, |id| id != 1), 2);
        assert_eq!(LogProbs::of_pieces(&[1.0, 3.0], Some(&[4, 9])).rank(4, |_| true), 2);
    }

    #[test]
    fn scores_of_some_pieces_keep_their_ids() {
        let log_probs = LogProbs::of_pieces(&[1.0, 3.0], Some(&[4, 9]));
        assert_eq!(log_probs.top_k(1, |_| true), [(9, log_probs.of(9))]);
        assert!(log_probs.of(4).exp() + log_probs.of(9).exp() > 0.999_999);
        assert!(log_probs.of(5).exp() < f32::MIN_POSITIVE);
    }

    #[test]
    fn a_request_for_more_than_there_is_gives_all() {
        assert_eq!(LogProbs::new(&[0.0, 1.0]).top_k(9, |_| true).len(), 2);
        assert!(LogProbs::new(&[0.0, 1.0]).top_k(0, |_| true).is_empty());
    }
}
