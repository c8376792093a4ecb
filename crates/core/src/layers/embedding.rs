//! The one table of piece vectors: for source, target, and, transposed, for the output.

use burn::module::{Module, Param};
use burn::nn::Initializer;
use burn::tensor::{Device, Int, Tensor};

use super::{Matrix, matrices};
use crate::config::SpecialIds;
use crate::ops::activation::Activation;
use crate::ops::host::{floats, numbers, tensor};
use crate::ops::int8::Int8Rows;
use crate::ops::product::product;

/// A table with a vector per piece, read by id and, tied, multiplied by at the output
/// (Press and Wolf 2017, <https://arxiv.org/abs/1608.05859>).
#[derive(Module, Debug)]
pub struct Embedding {
    /// `[vocab_size, d_embed]`.
    pub weight: Matrix,
}

impl Embedding {
    /// Fresh vectors from `N(0, 1 / d_embed)`.
    pub fn init(vocab_size: usize, d_embed: usize, device: &Device) -> Self {
        let normal = Initializer::Normal { mean: 0.0, std: (d_embed as f64).powf(-0.5) };
        Self { weight: Matrix::init(&normal, vocab_size, d_embed, device) }
    }

    /// `vocab_size` and `d_embed`.
    pub fn dims(&self) -> [usize; 2] {
        self.weight.dims()
    }

    /// Looks vectors up.
    ///
    /// # Shapes
    /// - `ids`: `[batch, len]`
    /// - returns `[batch, len, d_embed]`
    pub fn forward(&self, ids: Tensor<2, Int>) -> Tensor<3> {
        self.weight.rows(ids)
    }
}

matrices!(Embedding: weight);

/// The output bias of a piece that is never written, as those of the source languages: a logit that low is a
/// probability of 0 in float32.
pub const NEVER: f32 = -100.0;

/// Scores of all pieces, by the table of the [`Embedding`] and a bias of its own.
#[derive(Module, Debug)]
pub struct TiedOutput {
    /// `[vocab_size]`.
    pub bias: Param<Tensor<1>>,
    /// What is computed of the scores where products are taken with int8.
    #[module(skip)]
    written: Option<Written>,
}

/// The part of the table whose pieces are ever written, by themselves.
#[derive(Debug, Clone)]
struct Written {
    /// Their ids, rising.
    pieces: Vec<u32>,
    rows: Int8Rows,
    bias: Vec<f32>,
    /// `[vocab_size]`: the bias of all pieces.
    all: Vec<f32>,
}

impl TiedOutput {
    /// A bias of zeros.
    pub fn init(vocab_size: usize, device: &Device) -> Self {
        Self { bias: Initializer::Zeros.init([vocab_size], device), written: None }
    }

    /// Sets aside the rows of the pieces that are ever written, where the table is int8: the other scores
    /// are left at their bias, [`NEVER`].
    pub(crate) fn set_aside(&mut self, embedding: &Embedding, special: &SpecialIds) {
        // Without int8 the weights may lie on a device that cannot be waited for.
        let Some(table) = embedding.weight.int8() else { return };
        let all = floats(self.bias.val());
        let ids: Vec<usize> = (0..all.len()).filter(|&id| all[id] > NEVER).collect();
        let pieces: Vec<u32> = ids.iter().map(|&id| id as u32).collect();
        // Without a piece that may be written there would be nothing to choose from.
        let some = ids.len() < all.len() && pieces.iter().any(|&id| special.may_follow(id));
        let bias = ids.iter().map(|&id| all[id]).collect();
        self.written = some.then(|| Written { rows: table.select(&ids), pieces, bias, all });
    }

    /// The pieces that [`scores`](Self::scores) are of, by rising id; `None`: all.
    pub fn pieces(&self) -> Option<&[u32]> {
        self.written.as_ref().map(|written| written.pieces.as_slice())
    }

    /// [`forward`](Self::forward) for a step, which scores the [`pieces`](Self::pieces) that are ever written alone.
    ///
    /// # Shapes
    /// - `x`: `[batch, d_embed]`
    /// - returns `[batch, pieces]`
    pub fn scores(&self, x: Tensor<2>, embedding: &Embedding) -> Tensor<2> {
        let Some(written) = &self.written else {
            return product(x, embedding.weight.factor(), Some(self.bias.val()), Activation::Identity);
        };
        let ([batch, _], device) = (x.dims(), x.device());
        tensor(written.scores(&numbers(x)), [batch, written.pieces.len()], &device)
    }

    /// `logits = E x + b`.
    ///
    /// # Shapes
    /// - `x`: `[batch, len, d_embed]`
    /// - returns `[batch, len, vocab_size]`
    pub fn forward(&self, x: Tensor<3>, embedding: &Embedding) -> Tensor<3> {
        let Some(written) = &self.written else {
            return product(x, embedding.weight.factor(), Some(self.bias.val()), Activation::Identity);
        };
        let ([batch, len, _], device) = (x.dims(), x.device());
        tensor(written.logits(&numbers(x)), [batch, len, written.all.len()], &device)
    }
}

impl Written {
    /// A score of each piece for each vector.
    fn scores(&self, x: &[f32]) -> Vec<f32> {
        self.rows.product(x, Some(&self.bias))
    }

    /// `vocab_size` scores for each vector.
    fn logits(&self, x: &[f32]) -> Vec<f32> {
        let scores = self.scores(x);
        let mut logits = self.all.repeat(scores.len() / self.pieces.len());
        let rows = logits.chunks_exact_mut(self.all.len()).zip(scores.chunks_exact(self.pieces.len()));
        for (logits, scores) in rows {
            self.pieces.iter().zip(scores).for_each(|(&id, &score)| logits[id as usize] = score);
        }
        logits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_that_are_never_written_are_left_at_their_bias() {
        let device = Device::flex();
        let table = Int8Rows::new((0..40).map(|w| w as i8 - 20).collect(), vec![0.1; 10]);
        let mut weight = Matrix::of(tensor(table.dequantize(), [10, 4], &device));
        weight.set_int8(Some(table));
        let embedding = Embedding { weight };
        let bias = [1.0, NEVER, 2.0, 3.0, NEVER, 4.0, 5.0, 6.0, 7.0, NEVER];
        let x = Tensor::<3>::from_floats([[[1.0, -2.0, 0.5, 3.0]], [[0.0, 1.0, 2.0, -1.0]]], &device);
        let mut output =
            TiedOutput { bias: Param::from_tensor(Tensor::from_floats(bias, &device)), written: None };
        let all = floats(output.forward(x.clone(), &embedding));
        output.set_aside(&embedding, &SpecialIds { pad: 0, sos: 1, eos: 2, unk: 3 });
        let logits = floats(output.forward(x.clone(), &embedding));
        let pieces = output.pieces().expect("some are never written").to_vec();
        assert_eq!(pieces, [0, 2, 3, 5, 6, 7, 8]);
        let scores = floats(output.scores(x.reshape([2, 4]), &embedding));
        let written = logits.chunks(10).flat_map(|row| pieces.iter().map(|&id| row[id as usize]));
        assert_eq!(scores, written.collect::<Vec<f32>>());
        for (i, (logit, all)) in logits.into_iter().zip(all).enumerate() {
            let expected = if bias[i % 10] == NEVER { NEVER } else { all };
            assert!((logit - expected).abs() < 1e-6, "{i}: {logit} {expected}");
        }
    }
}
