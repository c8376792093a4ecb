//! Plain records of one run: what a page draws and a test compares.
//!
//! ```
//! use seq2see_core::trace::Matrix;
//!
//! let weights = Matrix::new(2, 3, vec![0.2, 0.3, 0.5, 1.0, 0.0, 0.0]);
//! assert_eq!(weights.row(1), [1.0, 0.0, 0.0]);
//! ```

use serde::{Serialize, Serializer, ser::SerializeStruct};

/// A row-major table of numbers. Serialised as `{rows, cols, data}`, `data` the bytes of
/// little-endian float32, so that a browser can look at them as one typed array.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    /// Number of rows.
    pub rows: usize,
    /// Numbers in a row.
    pub cols: usize,
    /// `rows × cols` numbers, row after row.
    pub data: Vec<f32>,
}

impl Matrix {
    /// Wraps `data` of `rows × cols` numbers.
    ///
    /// # Panics
    /// If the count does not fit.
    pub fn new(rows: usize, cols: usize, data: Vec<f32>) -> Self {
        assert_eq!(data.len(), rows * cols, "a {rows} × {cols} matrix");
        Self { rows, cols, data }
    }

    /// One row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.data[row * self.cols..][..self.cols]
    }
}

impl Serialize for Matrix {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Bytes(Vec<u8>);
        impl Serialize for Bytes {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_bytes(&self.0)
            }
        }
        let bytes = self.data.iter().flat_map(|x| x.to_le_bytes()).collect();
        let mut s = serializer.serialize_struct("Matrix", 3)?;
        s.serialize_field("rows", &self.rows)?;
        s.serialize_field("cols", &self.cols)?;
        s.serialize_field("data", &Bytes(bytes))?;
        s.end()
    }
}

/// A token of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceToken {
    /// Id in the vocabulary.
    pub id: u32,
    /// The piece as the vocabulary has it, `▁` before a word; `</s>` at the end.
    pub piece: String,
    /// The part of the text it stands for; for a symbol outside the vocabulary still the text.
    pub text: String,
    /// Which word of the text it belongs to, from 0 (`</s>` is one of its own).
    pub word: usize,
    /// Whether the vocabulary lacks it.
    pub unknown: bool,
}

/// A part of the source that is read otherwise than it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fold {
    /// What about it.
    pub kind: FoldKind,
    /// As it was typed.
    pub from: String,
    /// As it is read.
    pub to: String,
    /// Whether a reader would see the difference.
    pub told: bool,
}

/// Why a part of the source is read otherwise than it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum FoldKind {
    /// Another sign for an apostrophe.
    Apostrophe,
    /// Other quotation marks.
    Quote,
    /// Another hyphen or a dash.
    Hyphen,
    /// One character for several marks, or a mark of another script.
    Mark,
    /// A form as wide as a Chinese character.
    FullWidth,
    /// One character for several letters, or the letters that are written as one.
    Ligature,
    /// A character without a picture, read as a space.
    Space,
    /// A letter that the vocabulary lacks.
    Letter,
    /// A whole sentence in capitals.
    Capitals,
    /// A row of the same mark.
    Run,
}

/// What the encoder made of the source: comes with the start of a translation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceTrace {
    /// What the sentence was read as, where a reader would see that it is not what was typed.
    pub read_as: Option<String>,
    /// Where the reading differs from what was typed.
    pub folds: Vec<Fold>,
    /// The tokens in the order of the text, `</s>` last.
    pub tokens: Vec<SourceToken>,
    /// The order in which the encoder reads them, as indices into `tokens`.
    pub reading_order: Vec<usize>,
    /// The encoder's own part.
    pub encoder: EncoderTrace,
}

/// The encoder's states. Rows follow `tokens`, whatever the reading order.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum EncoderTrace {
    /// There is none: the network writes as it reads, a token a step.
    None,
    /// A recurrent encoder.
    Recurrent {
        /// `[src_len, d_hidden]` (or half of it when there is a backward direction): states left to right.
        forward: Matrix,
        /// `[src_len, d_hidden / 2]`: states right to left, where the encoder has that direction.
        backward: Option<Matrix>,
        /// `[1, d_hidden]`: the last state (of both directions), or the one that was given in its place.
        last_state: Matrix,
        /// `[1, d_hidden]`: what the decoder starts from.
        first_state: Matrix,
    },
    /// The Transformer's encoder.
    SelfAttention {
        /// Layers.
        layers: usize,
        /// Heads of a layer.
        heads: usize,
        /// `[layers × heads × src_len, src_len]`: weights, query rows of head 0 of layer 0 first.
        weights: Matrix,
        /// `[src_len, d_model]`: what is handed to the decoder.
        states: Matrix,
    },
}

/// A target piece that could come next.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// Id in the vocabulary.
    pub id: u32,
    /// The piece as the vocabulary has it.
    pub piece: String,
    /// Natural logarithm of its probability.
    pub log_prob: f32,
}

/// The attention of one step over the source.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AttentionTrace {
    /// Layers: 1 for a recurrent network.
    pub layers: usize,
    /// Heads of a layer: 1 for a recurrent network.
    pub heads: usize,
    /// `[layers × heads, src_len]`: scores before the softmax (scaled, for the Transformer).
    pub scores: Matrix,
    /// `[layers × heads, src_len]`: softmax of `scores`; rows sum to 1, but those of `local-p`, which fall off from the
    /// middle of their window.
    pub weights: Matrix,
    /// `[layers × heads, position + 1]`: the decoder's attention to its own input, Transformer only.
    pub self_weights: Option<Matrix>,
    /// The middle of the window that was looked at, where there is one (`local-m`, `local-p`): a place in the order of
    /// reading, from 0.
    pub position: Option<f32>,
    /// `src_len` numbers, as `weights` sum: the row to draw. Recurrent: `weights`; Transformer: the mean
    /// over the heads of the last layer.
    pub row: Vec<f32>,
}

/// One target token and how it came about.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// From 0.
    pub position: usize,
    /// Id of the token that was read at this step: `<s>`, or the token made before; where a network writes as it
    /// reads, the token of the source.
    pub input_id: u32,
    /// Id of the token made.
    pub id: u32,
    /// The piece made, `▁` before a word; `</s>` at the end.
    pub piece: String,
    /// Natural logarithm of its probability.
    pub log_prob: f32,
    /// The most probable pieces, best first.
    pub candidates: Vec<Candidate>,
    /// Attention over the source, where the mechanism has one.
    pub attention: Option<AttentionTrace>,
    /// The decoder's state after the step (Transformer: output of the last layer).
    pub hidden: Vec<f32>,
    /// What was read of the source, where the mechanism reads something at this step.
    pub context: Option<Vec<f32>>,
    /// The English so far, detokenized.
    pub text: String,
    /// What this step added at the end of `text`, with the space before a word; a piece that is only a gap adds a
    /// space, `</s>` nothing.
    pub added: String,
    /// Whether the translation is complete.
    pub done: bool,
    /// Why it is.
    pub ended: Option<Ended>,
}

/// Why a translation is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Ended {
    /// `</s>` was made.
    Eos,
    /// The most tokens that may be made have been made: the translation is cut.
    Length,
    /// The network went round in circles: the translation is cut.
    Repeats,
    /// A network that writes as it reads has read the source.
    Source,
}

impl Ended {
    /// A word for programs: as it is serialised.
    pub fn code(self) -> &'static str {
        match self {
            Self::Eos => "eos",
            Self::Length => "length",
            Self::Repeats => "repeats",
            Self::Source => "source",
        }
    }
}

/// A sentence of the target, as probable as a network holds it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScoredText {
    /// Its tokens, `</s>` last.
    pub tokens: Vec<ScoredToken>,
    /// Natural logarithm of its probability: the sum of its tokens'.
    pub log_prob: f32,
}

/// A token of a target that was given.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScoredToken {
    /// Id in the vocabulary.
    pub id: u32,
    /// The piece as the vocabulary has it.
    pub piece: String,
    /// What it adds to the text, with the space before a word.
    pub added: String,
    /// Natural logarithm of its probability after the tokens before it.
    pub log_prob: f32,
    /// Its place among all pieces that could come next, from 1, the most probable.
    pub rank: usize,
}

/// What a beam search did: the hypotheses it kept, as a tree.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BeamTrace {
    /// For every step the hypotheses kept, most probable first; those finished before are not repeated.
    pub steps: Vec<Vec<BeamNode>>,
    /// For every token of the translation its node, as an index into that step: the path to the best.
    pub best: Vec<usize>,
}

/// One hypothesis of a beam: its last token, and what came before.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BeamNode {
    /// The hypothesis that it goes on from, as an index into the step before; none at the first step.
    pub parent: Option<usize>,
    /// Id of its last token.
    pub id: u32,
    /// The piece, `▁` before a word; `</s>` at the end.
    pub piece: String,
    /// Natural logarithm of the token's probability.
    pub log_prob: f32,
    /// Sum of these from the first token on.
    pub sum: f32,
    /// The sum over the length penalty: by this the finished are compared.
    pub score: f32,
    /// Whether it ended with this token.
    pub finished: bool,
}

/// The operands of one computation of a run, by name.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Inspection {
    /// In the order of the computation.
    pub operands: Vec<Operand>,
}

/// A named table of numbers; [`Part`](crate::inspect::Part) lists the names.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Operand {
    /// Such as `query`, `key`, `scores`, `weights`.
    pub name: String,
    /// Its numbers; a vector is a matrix of one row.
    pub value: Matrix,
}
