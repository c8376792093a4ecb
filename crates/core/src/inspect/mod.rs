//! The operands of one computation of a run, recomputed on request.
//!
//! A step reports what a page always draws; everything deeper is asked for here, and computed again from what
//! the run read and made (teacher forcing), so that the numbers are those of the run.
//!
//! ```
//! use seq2see_core::inspect::Part;
//!
//! // As a page asks for it.
//! let part: Part = serde_json::from_str(r#"{"kind": "crossAttention", "layer": 1, "head": 0}"#).expect("a part");
//! assert_eq!(part, Part::CrossAttention { layer: 1, head: 0 });
//! ```

mod elman;
mod recurrent;
#[cfg(feature = "slopes")]
mod slopes;
mod transformer;

use burn::tensor::{Tensor, TensorData};
use serde::{Deserialize, Serialize};

use crate::batch::int_tensor;
pub use crate::encoder::Direction;
use crate::error::{Error, Result};
pub use crate::interventions::Side;
use crate::layers::{Embedding, TiedOutput};
use crate::model::Model;
use crate::ops::readback::Readback;
use crate::trace::{Inspection, Matrix, Operand};
use crate::translation::Translation;

/// Which computation of a step to look into.
///
/// Operands stand in the order of the computation. A vector is a matrix of one row; `n` source tokens are rows
/// (or columns) in the order of the text, whatever the reading order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Part {
    /// The cell of a recurrent decoder (or of a network that writes as it reads): `input`, `hidden_before`, `memory_before` (LSTM), `context` (where the
    /// cell reads one), `input_product`, `hidden_product`, the gates by name (`reset`, `update`, `new`; or
    /// `input_gate`, `forget_gate`, `cell_gate`, `output_gate`; or `state`), `memory` (LSTM), `hidden`.
    Gates,
    /// The cell of a recurrent encoder at one source token (the step does not matter): as `gates`, without a context.
    /// There is none at a token that is hidden.
    EncoderGates {
        /// Which token of the source, from 0, in the order of the text.
        position: usize,
        /// Which of the encoder's cells.
        #[serde(default)]
        direction: Direction,
    },
    /// The attention of a recurrent decoder: `query` `[1, d]`; `mapped_query`, what of it meets the keys, where that is
    /// not itself: `W q` (additive, concat), `q / √d` (scaled-dot), `q / |q|` (cosine); `key` `[n, ..]`, what it meets:
    /// `U h_j + b` (additive, concat), `h_j` (dot, scaled-dot), `W_a h_j` (general, local-m, local-p), `h_j / |h_j|` (cosine),
    /// row `j` of `W_a` (location);
    /// `energy` (additive and concat: `tanh(W q + key_j)`) and `energy_weights` `v`; `scores` `[1, n]`, which are
    /// `Σ_k energy_jk v_k`, or `Σ_k q_k key_jk` with `q` as it meets the keys; `masked`, the same with -1e9 where a token is hidden
    /// or outside the window; `weights`, their softmax (or those set from outside); `value` `[n, d]`; `context`, the weighted sum.
    ///
    /// Before the weights, where there is a window: `position` `[1, 1]`, its middle `p_t` as a place in the order of reading,
    /// from 0; and of `local-p` `position_hidden` `tanh(W_p q)` and `position_weights` `v_p`, whose products sum to `x` in
    /// `p_t = n σ(x)`, `softmax` `[1, n]` of `masked`, and `gaussian` `[1, n]`, by which it is multiplied to give the weights.
    Attention,
    /// How much the state of a recurrent encoder (or of a network that writes as it reads) hangs on the vector `u_j` of each
    /// token (where the core has `slopes`): `norms` `[1, n]`, the Frobenius norm `‖∂h/∂u_j‖` (the step does not matter). 0 of what was not read before.
    StateSlopes {
        /// After which token of the source, in the order of the text; after the last that is read, if it is not said.
        #[serde(default)]
        position: Option<usize>,
        /// Which of the encoder's cells.
        #[serde(default)]
        direction: Direction,
    },
    /// Likewise how much the logarithm of a piece's probability at the step hangs on the vector `u_j` of each token of the source, in
    /// a recurrent network, the pieces before being given: `slopes` `[n, d_embed]`, `∂ log p / ∂u_j`, and `norms` `[1, n]`.
    WordSlopes {
        /// Which piece; the one that was made, if it is not said.
        #[serde(default)]
        id: Option<u32>,
    },
    /// From the features to the pieces: `features`; `readout_product` (recurrent: `W features + b`); `readout`
    /// (its tanh; the features, where there is no such layer); `ids` `[1, k]` of the step's candidates and the piece chosen, with
    /// their rows of the `embedding` `[k, d]` and of the `bias` `[1, k]`: `logits[id] = Σ readout embedding + bias`;
    /// `logits` of all pieces, before a temperature divides them.
    Readout,
    /// What enters the Transformer: `vectors`, rows of the table; `embedding`, the same times `√d_model`; `positions`,
    /// rows of the sinusoids; `input`, the sum. A row for every token of the source, or for every one read so far.
    Embedding {
        /// Of the encoder or of the decoder.
        side: Side,
    },
    /// One head of the Transformer encoder's self-attention (the step does not matter): as `selfAttention`,
    /// with a row of queries for every source token.
    EncoderSelfAttention {
        /// From 0, nearest the embedding.
        layer: usize,
        /// From 0.
        head: usize,
    },
    /// The feed-forward part of a Transformer encoder's layer: as `feedForward`, with a row for every source token.
    EncoderFeedForward {
        /// From 0, nearest the embedding.
        layer: usize,
    },
    /// One head of the Transformer decoder's masked self-attention, with a row of queries for every step so far, this
    /// one last: `input`, `query`, `key`, `value`, `products` (`q kᵀ`), `scores` (over `√d_k`), `masked` (-1e9
    /// where a query may not look), `weights`, `head`, `output` (all heads, through `W_O`), `residual` (`input +
    /// output`), `norm` (of it).
    SelfAttention {
        /// From 0, nearest the embedding.
        layer: usize,
        /// From 0.
        head: usize,
    },
    /// One head of the Transformer decoder's attention to the source: as `selfAttention`, for this step alone.
    CrossAttention {
        /// From 0, nearest the embedding.
        layer: usize,
        /// From 0.
        head: usize,
    },
    /// The feed-forward part of a Transformer decoder's layer: `input`, `inner` (after the ReLU), `outer`,
    /// `residual` (`input + outer`), `norm` (of it).
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
        if position >= self.history.ids.len() {
            return Err(Error::Option(format!("step {position} has not been made")));
        }
        let operands = match &self.inner.model {
            Model::Seq2Seq(model) => recurrent::operands(self, model, position, part)?,
            Model::Elman(model) => elman::operands(self, model, position, part)?,
            Model::Transformer(model) => transformer::operands(self, model, position, part)?,
        };
        operands.read().await
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
#[derive(Debug, Clone)]
enum Keep {
    All,
    Rows(Vec<usize>),
    Cols(Vec<usize>),
    /// These rows, and of them these columns.
    Table(Vec<usize>, Vec<usize>),
}

impl Operands {
    /// # Shapes
    /// - `x`: any; all but the last dimension become rows
    fn push<const D: usize>(&mut self, name: &'static str, x: Tensor<D>) {
        self.push_kept(name, x, Keep::All);
    }

    /// # Shapes
    /// - `x`: any; all but the last dimension become rows
    fn push_kept<const D: usize>(&mut self, name: &'static str, x: Tensor<D>, keep: Keep) {
        self.names.push(name);
        self.kept.push(keep);
        self.readback.push(x);
    }

    /// What of the last step is the same for every network: the readout `[1, 1, d_embed]`, the candidates' rows of the
    /// table, and the logits of all pieces.
    ///
    /// # Shapes
    /// - `readout`: `[1, 1, d_embed]`
    fn push_pieces(&mut self, ids: &[u32], embedding: &Embedding, output: &TiedOutput, readout: Tensor<3>) {
        let (k, device) = (ids.len(), readout.device());
        let logits = output.forward(readout.clone(), embedding);
        self.push("readout", readout);
        let rows = int_tensor(ids.to_vec(), 1, k, &device);
        let known = ids.iter().map(|&id| id as f32).collect::<Vec<f32>>();
        self.push("ids", Tensor::<1>::from_data(TensorData::new(known, [k]), &device));
        self.push("embedding", embedding.forward(rows.clone()));
        self.push("bias", output.bias.val().select(0, rows.reshape([k])));
        self.push("logits", logits);
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
        let pick = |rows: &[usize], cols: &[usize]| {
            let row = |&row: &usize| cols.iter().map(|&col| x.row(row)[col]).collect::<Vec<f32>>();
            Matrix::new(rows.len(), cols.len(), rows.iter().flat_map(row).collect())
        };
        let all = |len: usize| (0..len).collect::<Vec<usize>>();
        match self {
            Self::All => x,
            Self::Rows(rows) => pick(rows, &all(x.cols)),
            Self::Cols(cols) => pick(&all(x.rows), cols),
            Self::Table(rows, cols) => pick(rows, cols),
        }
    }
}

/// The network at hand has no such part.
fn no_such(part: &Part) -> Error {
    Error::Option(format!("this network has no part {part:?}"))
}
