//! The operands of one computation of a run, recomputed on request.
//!
//! A step reports what a page always draws; everything deeper is asked for here. The run is
//! repeated up to the step with the tokens it made (teacher forcing), so that the numbers are those
//! of the run.

mod recurrent;
mod transformer;

use burn::tensor::Tensor;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::{DecoderState, Model};
use crate::readback::Readback;
use crate::trace::{Inspection, Matrix, Operand};
use crate::translation::Translation;

/// Which computation of a step to look into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Part {
    /// The cell of a recurrent decoder: `input`, `hidden_before`, `memory_before` (LSTM), `context` (where the
    /// cell reads one), `input_product`, `hidden_product`, the gates by name, `memory` (LSTM), `hidden`.
    Gates,
    /// The attention of a recurrent decoder: `query`, `key`, `value`, `energy` (additive and concat: `tanh(W q + k_j)`,
    /// and `energy_weights`, the `v` it is multiplied with), `scores`, `weights`, `context`.
    Attention,
    /// From the features to the pieces: `features`, `readout`, `logits`.
    Readout,
    /// One head of the Transformer encoder's self-attention (the step does not matter): as `selfAttention`.
    EncoderSelfAttention {
        /// From 0, nearest the embedding.
        layer: usize,
        /// From 0.
        head: usize,
    },
    /// One head of the Transformer decoder's masked self-attention: `input`, `query`, `key`, `value`,
    /// `products` (`q kᵀ`), `scores` (over `√d_k`), `weights`, `head`, `output` (all heads, through `W_O`), `norm`.
    SelfAttention {
        /// From 0, nearest the embedding.
        layer: usize,
        /// From 0.
        head: usize,
    },
    /// One head of the Transformer decoder's attention to the source: as `selfAttention`.
    CrossAttention {
        /// From 0, nearest the embedding.
        layer: usize,
        /// From 0.
        head: usize,
    },
    /// The feed-forward part of a Transformer decoder's layer: `input`, `inner`, `outer`, `norm`.
    FeedForward {
        /// From 0, nearest the embedding.
        layer: usize,
    },
}

impl Translation {
    /// Recomputes one computation of a step already made and returns its operands.
    ///
    /// # Errors
    /// [`Error::Option`] if the step was not made, or the network has no such part.
    pub async fn inspect(&self, position: usize, part: &Part) -> Result<Inspection> {
        if position >= self.ids.len() {
            return Err(Error::Option(format!("step {position} has not been made")));
        }
        let operands = match &self.inner.model {
            Model::Seq2Seq(model) => recurrent::operands(self, model, position, part)?,
            Model::Transformer(model) => transformer::operands(self, model, position, part)?,
        };
        operands.read().await
    }

    /// The decoder's state before a step, and the id that the step reads.
    fn before(&self, position: usize) -> (DecoderState, u32) {
        let inner = &*self.inner;
        let sos = inner.config.special.sos;
        let input = |t: usize| t.checked_sub(1).map_or(sos, |t| self.ids[t]);
        let mut state = inner.model.begin(inner.model.encode(&self.src), &self.src);
        for t in 0..position {
            let ids = crate::batch::int_tensor(vec![input(t)], 1, 1, &inner.device);
            state = inner.model.step(ids, state, self.override_at(t)).2;
        }
        (state, input(position))
    }

    /// Columns of the source batch in the order of the text.
    fn columns(&self) -> Vec<usize> {
        let order = &self.source.reading_order;
        let column = |j| order.iter().position(|&k| k == j).expect("every token is read once");
        (0..order.len()).map(column).collect()
    }
}

/// Named tensors on their way from the device.
#[derive(Default)]
struct Operands {
    names: Vec<&'static str>,
    /// For a tensor whose rows (or columns) are source tokens: which of them to keep, in which order.
    kept: Vec<Keep>,
    readback: Readback,
}

/// Which rows or columns of an operand are shown.
#[derive(Clone)]
enum Keep {
    All,
    Rows(Vec<usize>),
    Cols(Vec<usize>),
    Both(Box<Keep>, Box<Keep>),
}

impl Operands {
    fn push<const D: usize>(&mut self, name: &'static str, x: Tensor<D>) {
        self.push_kept(name, x, Keep::All);
    }

    fn push_kept<const D: usize>(&mut self, name: &'static str, x: Tensor<D>, keep: Keep) {
        self.names.push(name);
        self.kept.push(keep);
        self.readback.push(x);
    }

    async fn read(self) -> Result<Inspection> {
        let matrices = self.readback.read().await?;
        let named = self.names.into_iter().zip(self.kept).zip(matrices);
        let operand = |((name, keep), value): ((&str, Keep), Matrix)| Operand {
            name: name.into(),
            value: keep.apply(value),
        };
        Ok(Inspection { operands: named.map(operand).collect() })
    }
}

impl Keep {
    fn apply(&self, x: Matrix) -> Matrix {
        match self {
            Self::All => x,
            Self::Both(first, second) => second.apply(first.apply(x)),
            Self::Rows(rows) => {
                let data = rows.iter().flat_map(|&row| x.row(row).to_vec()).collect();
                Matrix::new(rows.len(), x.cols, data)
            }
            Self::Cols(cols) => {
                let row = |row: usize| cols.iter().map(|&col| x.row(row)[col]).collect::<Vec<f32>>();
                Matrix::new(x.rows, cols.len(), (0..x.rows).flat_map(row).collect())
            }
        }
    }
}

/// The network at hand has no such part.
fn no_such(part: &Part) -> Error {
    Error::Option(format!("this network has no part {part:?}"))
}
