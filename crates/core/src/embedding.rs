//! The one table of piece vectors: for source, target, and, transposed, for the output.

use burn::module::{Module, Param};
use burn::tensor::{Device, Distribution, Int, Tensor};

/// A table with a vector per piece, read by id and, tied, multiplied by at the output
/// (Press and Wolf 2017, <https://arxiv.org/abs/1608.05859>).
#[derive(Module, Debug)]
pub struct Embedding {
    /// `[vocab_size, d_embed]`.
    pub weight: Param<Tensor<2>>,
}

impl Embedding {
    /// Fresh vectors from `N(0, 1 / d_embed)`.
    pub fn init(vocab_size: usize, d_embed: usize, device: &Device) -> Self {
        let normal = Distribution::Normal(0.0, (d_embed as f64).powf(-0.5));
        Self { weight: Param::from_tensor(Tensor::random([vocab_size, d_embed], normal, device)) }
    }

    /// Looks vectors up.
    ///
    /// # Shapes
    /// - `ids`: `[batch, len]`
    /// - returns `[batch, len, d_embed]`
    pub fn forward(&self, ids: Tensor<2, Int>) -> Tensor<3> {
        burn::tensor::module::embedding(self.weight.val(), ids)
    }
}

/// Scores of all pieces, by the table of the [`Embedding`] and a bias of its own.
#[derive(Module, Debug)]
pub struct TiedOutput {
    /// `[vocab_size]`.
    pub bias: Param<Tensor<1>>,
}

impl TiedOutput {
    /// A bias of zeros.
    pub fn init(vocab_size: usize, device: &Device) -> Self {
        Self { bias: Param::from_tensor(Tensor::zeros([vocab_size], device)) }
    }

    /// `logits = E x + b`.
    ///
    /// # Shapes
    /// - `x`: `[batch, len, d_embed]`
    /// - returns `[batch, len, vocab_size]`
    pub fn forward(&self, x: Tensor<3>, embedding: &Embedding) -> Tensor<3> {
        let [batch, len, d_embed] = x.dims();
        let weight = embedding.weight.val();
        let [vocab_size, _] = weight.dims();
        let logits = x.reshape([batch * len, d_embed]).matmul(weight.transpose());
        (logits + self.bias.val().unsqueeze()).reshape([batch, len, vocab_size])
    }
}
