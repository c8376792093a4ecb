//! The pieces that are ever written.
//!
//! The vocabulary is joint, but only the target language's part of it stands in targets, well under half.
//! The loss is taken over that part, which is what makes up a third of a step's products; the bias of all
//! other pieces is [`NEVER`](seq2see_core::layers::NEVER), so that the whole softmax, which the network computes,
//! gives the same.

use burn::tensor::{Int, Tensor, TensorData};

/// The place of a piece that is not among the [`TargetPieces`], as `<pad>` never is.
pub const PADDING: u32 = u32::MAX;

/// Some pieces of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetPieces {
    /// Ids, ascending.
    ids: Vec<usize>,
    /// By id, its place among `ids`; [`PADDING`] for the others.
    places: Vec<u32>,
}

impl TargetPieces {
    /// Those in some targets, and `eos`.
    pub fn of<'a>(targets: impl IntoIterator<Item = &'a [u32]>, vocab_size: usize, eos: u32) -> Self {
        let mut written = vec![false; vocab_size];
        let ids = targets.into_iter().flatten();
        ids.copied().chain([eos]).for_each(|id| written[id as usize] = true);
        Self::new(written)
    }

    /// The whole vocabulary but for `<pad>`.
    pub fn all(vocab_size: usize, pad: u32) -> Self {
        Self::new((0..vocab_size).map(|id| id != pad as usize).collect())
    }

    fn new(written: Vec<bool>) -> Self {
        let ids: Vec<usize> = (0..written.len()).filter(|&id| written[id]).collect();
        let mut places = vec![PADDING; written.len()];
        ids.iter().enumerate().for_each(|(place, &id)| places[id] = place as u32);
        Self { ids, places }
    }

    /// Ascending.
    pub fn ids(&self) -> &[usize] {
        &self.ids
    }

    /// Whether a target consists of them alone.
    pub fn spell(&self, target: &[u32]) -> bool {
        target.iter().all(|&id| self.places[id as usize] != PADDING)
    }

    /// Places of ids among [`ids`](Self::ids).
    pub fn places(&self, ids: &[u32]) -> Vec<u32> {
        ids.iter().map(|&id| self.places[id as usize]).collect()
    }

    /// Their part of logits `[batch, tgt_len, vocab_size]`.
    pub fn of_logits(&self, logits: Tensor<3>) -> Tensor<3> {
        let ids: Vec<i32> = self.ids.iter().map(|&id| id as i32).collect();
        let count = ids.len();
        let ids = Tensor::<1, Int>::from_data(TensorData::new(ids, [count]), &logits.device());
        logits.select(2, ids)
    }

    /// All others of the vocabulary.
    pub fn others(&self) -> Vec<usize> {
        (0..self.places.len()).filter(|&id| self.places[id] == PADDING).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_target_and_the_end_are_written() {
        let pieces = TargetPieces::of([&[7, 4][..], &[4]], 9, 2);
        assert_eq!(pieces.ids(), [2, 4, 7]);
        assert_eq!(pieces.places(&[7, 2, 4, 4]), [2, 0, 1, 1]);
        assert!(pieces.spell(&[7, 7]) && !pieces.spell(&[7, 5]));
        assert_eq!(TargetPieces::all(4, 0).ids(), [1, 2, 3]);
    }
}
