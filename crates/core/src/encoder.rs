//! The recurrent encoder: a state for every source token.
//!
//! ```
//! # use seq2see_core::batch::Batch;
//! # use seq2see_core::config::{AttentionKind, CellKind, Seq2SeqConfig, SpecialIds};
//! use burn::tensor::{Device, Tensor};
//! use seq2see_core::encoder::Encoder;
//!
//! # let special = SpecialIds { pad: 0, sos: 1, eos: 2, unk: 3 };
//! # let batch = Batch::new(&[(&[5, 6, 2], &[7, 8]), (&[9, 2], &[10])], &special, &Device::flex());
//! # let sizes = Seq2SeqConfig {
//! #     cell: CellKind::Gru,
//! #     d_embed: 9,
//! #     d_hidden: 14,
//! #     bidirectional: true,
//! #     reversed: false,
//! #     attention: AttentionKind::Additive,
//! #     d_attention: 7,
//! #     window: 0,
//! #     dropout: 0.0,
//! # };
//! let encoder = Encoder::init(&sizes, &Device::flex());
//! let embedded = Tensor::<3>::ones([2, 3, sizes.d_embed], &Device::flex());
//! let encoded = encoder.encode(embedded, &batch.src);
//! assert_eq!((encoded.states.dims(), encoded.last.dims()), ([2, 3, 14], [2, 14]));
//! ```

use burn::module::Module;
use burn::tensor::{Device, Tensor, assert_shape};
use serde::{Deserialize, Serialize};

use crate::batch::SourceBatch;
use crate::cell::{Cell, CellState, RecurrentCell};
use crate::config::Seq2SeqConfig;
use crate::layers::matrices;

/// A recurrent encoder, in one direction or in both (Bahdanau et al. 2015, §3.2).
#[derive(Module, Debug)]
pub struct Encoder {
    /// Reads left to right.
    pub forward: Cell,
    /// Reads right to left.
    pub backward: Option<Cell>,
}

/// What the encoder made of a batch.
#[derive(Debug, Clone)]
pub struct EncoderOutput {
    /// `h̄_j` or `[→h_j; ←h_j]` ("annotations"): `[batch, src_len, d_hidden]`.
    pub states: Tensor<3>,
    /// The state after the last token (of both directions): `[batch, d_hidden]`.
    pub last: Tensor<2>,
    /// Whether the second half of a state is of the backward direction.
    pub bidirectional: bool,
}

/// The order in which a cell reads what the encoder is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// The first column first.
    #[default]
    Forward,
    /// The last column first.
    Backward,
}

impl Encoder {
    /// Fresh weights.
    pub fn init(config: &Seq2SeqConfig, device: &Device) -> Self {
        let d_direction = if config.bidirectional { config.d_hidden / 2 } else { config.d_hidden };
        let cell = || Cell::init(config.cell, config.d_embed, d_direction, device);
        Self { forward: cell(), backward: config.bidirectional.then(cell) }
    }

    /// Encodes a batch; padding and what is hidden never enter a state: it is passed on over them.
    ///
    /// # Shapes
    /// - `embedded`: `[batch, src_len, d_embed]`
    ///
    /// # Panics
    /// If it is of another shape than the batch.
    pub fn encode(&self, embedded: Tensor<3>, src: &SourceBatch) -> EncoderOutput {
        assert_shape!(embedded, [src.lens.len(), src.len(), self.forward.input().dims()[1]]);
        let (states, last) = read(&self.forward, embedded.clone(), src, Direction::Forward);
        match &self.backward {
            None => EncoderOutput { states, last, bidirectional: false },
            Some(cell) => {
                let (back, last_back) = read(cell, embedded, src, Direction::Backward);
                EncoderOutput {
                    states: Tensor::cat(vec![states, back], 2),
                    last: Tensor::cat(vec![last, last_back], 1),
                    bidirectional: true,
                }
            }
        }
    }
}

impl Direction {
    /// The columns of a sentence of `len` tokens as they are read.
    pub(crate) fn order(self, len: usize) -> impl Iterator<Item = usize> {
        (0..len).map(move |k| match self {
            Self::Forward => k,
            Self::Backward => len - 1 - k,
        })
    }
}

/// Runs one cell over the sequence; returns its states `[batch, src_len, d]` and the last `[batch, d]`.
///
/// # Shapes
/// - `embedded`: `[batch, src_len, d_embed]`
/// - returns `[batch, src_len, d]` and `[batch, d]`
fn read(cell: &Cell, embedded: Tensor<3>, src: &SourceBatch, direction: Direction) -> (Tensor<3>, Tensor<2>) {
    let [batch, src_len, _] = embedded.dims();
    let device = embedded.device();
    // The input products of all steps in one product.
    let projected = unbind(cell.input().forward(embedded));
    // Columns that are padding in every row (on a device that wants round lengths) are not computed.
    let longest = src.lens.iter().copied().max().unwrap_or(src_len);
    let mut state = cell.zero_state(batch, &device);
    let mut states = vec![state.hidden.clone(); src_len];
    for j in direction.order(longest) {
        if src.hidden.contains(&j) {
            states[j] = state.hidden.clone();
            continue;
        }
        let next = cell.step_holding(projected[j].clone(), &state, &src.held_at(j));
        state = if src.lens.iter().all(|&len| j < len) { next } else { keep_padded(next, &state, src, j) };
        states[j] = state.hidden.clone();
    }
    (Tensor::stack(states, 1), state.hidden)
}

/// The new state where row `j` has a token, the old one where it has padding.
fn keep_padded(next: CellState, old: &CellState, src: &SourceBatch, j: usize) -> CellState {
    let choose = |next: Tensor<2>, old: &Tensor<2>| {
        let padded: Vec<bool> = src.lens.iter().map(|&len| j >= len).collect();
        let rows = padded.len();
        let mask = burn::tensor::TensorData::new(padded, [rows, 1]);
        let mask = Tensor::<2, burn::tensor::Bool>::from_data(mask, &src.ids.device());
        next.clone().mask_where(mask.expand(next.shape()), old.clone())
    };
    CellState {
        hidden: choose(next.hidden, &old.hidden),
        memory: next.memory.zip(old.memory.as_ref()).map(|(next, old)| choose(next, old)),
    }
}

/// Takes a sequence apart along time: `[batch, len, d]` into `len` of `[batch, d]`.
///
/// # Shapes
/// - `x`: `[batch, len, d]`
/// - returns `len` times `[batch, d]`
pub(crate) fn unbind(x: Tensor<3>) -> Vec<Tensor<2>> {
    let [batch, len, d] = x.dims();
    (0..len).map(|t| x.clone().narrow(1, t, 1).reshape([batch, d])).collect()
}

matrices!(Encoder: forward, backward);
