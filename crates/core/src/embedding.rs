//! The one table of piece vectors: for source, target, and, transposed, for the output.

use burn::module::{Module, Param};
use burn::nn::Initializer;
use burn::tensor::{Device, Int, Tensor, TensorData};

use crate::int8::Int8Rows;
use crate::projection::{Matrices, product};

/// A table with a vector per piece, read by id and, tied, multiplied by at the output
/// (Press and Wolf 2017, <https://arxiv.org/abs/1608.05859>).
#[derive(Module, Debug)]
pub struct Embedding {
    /// `[vocab_size, d_embed]`.
    pub weight: Param<Tensor<2>>,
    /// The same table as int8, where it is to be read as such.
    #[module(skip)]
    pub int8: Option<Int8Rows>,
}

impl Embedding {
    /// Fresh vectors from `N(0, 1 / d_embed)`.
    pub fn init(vocab_size: usize, d_embed: usize, device: &Device) -> Self {
        let normal = Initializer::Normal { mean: 0.0, std: (d_embed as f64).powf(-0.5) };
        Self { weight: normal.init([vocab_size, d_embed], device), int8: None }
    }

    /// `vocab_size` and `d_embed`.
    pub fn dims(&self) -> [usize; 2] {
        self.weight.lazy_shape().dims()
    }

    /// Looks vectors up.
    ///
    /// # Shapes
    /// - `ids`: `[batch, len]`
    /// - returns `[batch, len, d_embed]`
    pub fn forward(&self, ids: Tensor<2, Int>) -> Tensor<3> {
        let Some(table) = &self.int8 else {
            return burn::tensor::module::embedding(self.weight.val(), ids);
        };
        let ([batch, len], device) = (ids.dims(), ids.device());
        let mut rows = Vec::with_capacity(batch * len * table.dims()[1]);
        for id in ids.into_data().iter::<i64>() {
            table.extend_with_row(usize::try_from(id).expect("an id is not negative"), &mut rows);
        }
        Tensor::from_data(TensorData::new(rows, [batch, len, table.dims()[1]]), &device)
    }
}

impl Matrices for Embedding {
    fn each_matrix(&mut self, visit: &mut dyn FnMut(&Param<Tensor<2>>, &mut Option<Int8Rows>)) {
        visit(&self.weight, &mut self.int8);
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
        Self { bias: Initializer::Zeros.init([vocab_size], device) }
    }

    /// `logits = E x + b`.
    ///
    /// # Shapes
    /// - `x`: `[batch, len, d_embed]`
    /// - returns `[batch, len, vocab_size]`
    pub fn forward(&self, x: Tensor<3>, embedding: &Embedding) -> Tensor<3> {
        let [batch, len, d_embed] = x.dims();
        let x = x.reshape([batch * len, d_embed]);
        let logits = product(x, &embedding.weight, embedding.int8.as_ref(), Some(self.bias.val()));
        logits.reshape([batch, len, embedding.dims()[0]])
    }
}
