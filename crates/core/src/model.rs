//! Whichever network a checkpoint holds, behind one face.
//!
//! ```
//! use burn::tensor::Device;
//! use seq2see_core::config::{ElmanConfig, FORMAT, NetworkConfig, SpecialIds};
//! use seq2see_core::{Model, ModelConfig};
//!
//! let config = ModelConfig {
//!     format: FORMAT,
//!     mechanism: "rnn".into(),
//!     source_languages: vec!["fr".into()],
//!     target_language: "en".into(),
//!     vocab_size: 31,
//!     special: SpecialIds { pad: 0, sos: 1, eos: 2, unk: 3 },
//!     max_source: 19,
//!     max_target: 17,
//!     network: NetworkConfig::Elman(ElmanConfig { d_hidden: 13, dropout: 0.0 }),
//! };
//! assert!(matches!(Model::init(&config, &Device::flex()), Model::Elman(_)));
//! ```

use burn::module::{Module, ModuleVisitor, Param};
use burn::tensor::{Device, Int, Tensor, assert_shape};

use crate::batch::{Batch, SourceBatch};
use crate::cell::CellState;
use crate::config::{ModelConfig, NetworkConfig, SpecialIds};
use crate::decoder::{DecoderStep, Given, Source};
use crate::elman::{Elman, ElmanState};
use crate::encoder::EncoderOutput;
use crate::layers::{Dropout, matrices};
use crate::noise::Noise;
use crate::seq2seq::Seq2Seq;
use crate::transformer::{DecoderCache, Transformer, TransformerEncoded, TransformerSource, TransformerStep};

/// A network of one of the families.
#[derive(Module, Debug)]
pub enum Model {
    /// One recurrent network, without encoder and decoder.
    Elman(Elman),
    /// A recurrent encoder–decoder.
    Seq2Seq(Seq2Seq),
    /// Attention only.
    Transformer(Transformer),
}

/// What the encoder made of a batch.
#[derive(Debug, Clone)]
pub enum Encoded {
    /// Nothing is encoded; the products of all inputs, `[batch, src_len, d_hidden]`.
    Elman(Tensor<3>),
    /// Recurrent states.
    Seq2Seq(EncoderOutput),
    /// States and self-attention weights.
    Transformer(TransformerEncoded),
}

/// Everything that a step of decoding needs: what was read once, and how far it got.
#[derive(Debug, Clone)]
pub enum DecoderState {
    /// A network that writes as it reads, between two tokens.
    Elman(ElmanState),
    /// A recurrent decoder between two steps.
    Seq2Seq {
        /// Shared by all steps.
        source: Source,
        /// The cell's state.
        state: CellState,
        /// Steps made.
        position: usize,
    },
    /// A Transformer's decoder between two steps.
    Transformer {
        /// Shared by all steps.
        source: TransformerSource,
        /// Keys and values of the tokens so far.
        cache: DecoderCache,
    },
}

/// One step of decoding as the family has it.
#[derive(Debug, Clone)]
pub enum StepOutput {
    /// The state of a network that writes as it reads.
    Elman(CellState),
    /// Of a recurrent decoder.
    Seq2Seq(DecoderStep),
    /// Of a Transformer's decoder.
    Transformer(TransformerStep),
}

impl Model {
    /// A network with fresh weights, drawn now.
    pub fn init(config: &ModelConfig, device: &Device) -> Self {
        struct Draw;
        impl ModuleVisitor for Draw {
            fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
                param.val();
            }
        }
        let model = Self::undrawn(config, device);
        model.visit(&mut Draw);
        model
    }

    /// A network whose weights are drawn when they are first asked for: to be filled from a file.
    pub(crate) fn undrawn(config: &ModelConfig, device: &Device) -> Self {
        match &config.network {
            NetworkConfig::Elman(c) => Self::Elman(Elman::init(c, config.vocab_size, device)),
            NetworkConfig::Seq2Seq(c) => {
                Self::Seq2Seq(Seq2Seq::init(c, config.vocab_size, config.max_source, device))
            }
            NetworkConfig::Transformer(c) => {
                Self::Transformer(Transformer::init(c, config.vocab_size, device))
            }
        }
    }

    /// Prepares what depends on the weights alone, once they are all there.
    pub(crate) fn settle(&mut self, special: &SpecialIds) {
        match self {
            Self::Elman(model) => model.output.set_aside(&model.embedding, special),
            Self::Seq2Seq(model) => model.output.set_aside(&model.embedding, special),
            Self::Transformer(model) => {
                model.output.set_aside(&model.embedding, special);
                model.decoder.layers.iter_mut().for_each(|layer| layer.self_attn.join());
            }
        }
    }

    /// The pieces that a [`step`](Self::step) scores, by rising id; `None`: all.
    pub fn pieces(&self) -> Option<&[u32]> {
        match self {
            Self::Elman(model) => model.output.pieces(),
            Self::Seq2Seq(model) => model.output.pieces(),
            Self::Transformer(model) => model.output.pieces(),
        }
    }

    /// The ids of the pieces that a [`step`](Self::step) scores, in the order of its scores.
    pub(crate) fn scored(&self, vocab_size: usize) -> Vec<u32> {
        self.pieces().map_or_else(|| (0..vocab_size as u32).collect(), <[u32]>::to_vec)
    }

    /// Logits of all steps with the given previous tokens (teacher forcing).
    ///
    /// # Shapes
    /// - returns `[batch, tgt_len, vocab_size]`
    pub fn forward(&self, batch: &Batch, noise: &mut Noise) -> Tensor<3> {
        match self {
            Self::Elman(model) => model.forward(batch, noise),
            Self::Seq2Seq(model) => model.forward(batch, noise),
            Self::Transformer(model) => model.forward(batch, noise),
        }
    }

    /// Runs the encoder.
    pub fn encode(&self, src: &SourceBatch) -> Encoded {
        let dropout = &mut Dropout::off();
        match self {
            Self::Elman(model) => Encoded::Elman(model.inputs(src, dropout)),
            Self::Seq2Seq(model) => Encoded::Seq2Seq(model.encode(src, dropout)),
            Self::Transformer(model) => Encoded::Transformer(model.encode(src, dropout)),
        }
    }

    /// The decoder before its first step.
    ///
    /// # Panics
    /// If `encoded` is not this family's.
    pub fn begin(&self, encoded: Encoded, src: &SourceBatch) -> DecoderState {
        match (self, encoded) {
            (Self::Elman(model), Encoded::Elman(inputs)) => DecoderState::Elman(model.begin(inputs)),
            (Self::Seq2Seq(model), Encoded::Seq2Seq(encoded)) => {
                let (source, state) = model.source(encoded, src);
                DecoderState::Seq2Seq { source, state, position: 0 }
            }
            (Self::Transformer(model), Encoded::Transformer(encoded)) => DecoderState::Transformer {
                source: model.source(encoded.states, src),
                cache: model.decoder.empty_cache(),
            },
            _ => panic!("the encoder's output belongs to another family"),
        }
    }

    /// One step: the previous tokens in, scores of the [`pieces`](Self::pieces) and the next state out.
    ///
    /// # Shapes
    /// - `ids`: `[batch, 1]`; a network that writes as it reads takes the next token of the source instead
    /// - returns logits `[batch, pieces]`
    ///
    /// # Panics
    /// If `state` is not this family's, or `ids` are of another shape.
    pub fn step(
        &self,
        ids: Tensor<2, Int>,
        state: DecoderState,
        given: &Given,
    ) -> (Tensor<2>, StepOutput, DecoderState) {
        assert_shape!(ids, [_, 1]);
        match (self, state) {
            (Self::Elman(model), DecoderState::Elman(state)) => {
                let (state, logits) = model.step(&state);
                (logits, StepOutput::Elman(state.state.clone()), DecoderState::Elman(state))
            }
            (Self::Seq2Seq(model), DecoderState::Seq2Seq { source, state, position }) => {
                let (step, logits) = model.step(ids, &state, &source, position, given);
                let (state, position) = (step.state.clone(), position + 1);
                let state = DecoderState::Seq2Seq { source, state, position };
                (logits, StepOutput::Seq2Seq(step), state)
            }
            (Self::Transformer(model), DecoderState::Transformer { source, cache }) => {
                let (step, logits) = model.step(ids, &cache, &source);
                let state = DecoderState::Transformer { source, cache: step.cache.clone() };
                (logits, StepOutput::Transformer(step), state)
            }
            _ => panic!("the decoder's state belongs to another family"),
        }
    }
}

impl Encoded {
    /// With another last state of a recurrent encoder, from which its decoder starts.
    ///
    /// # Shapes
    /// - `last`: `[batch, d_hidden]`
    pub fn with_last(self, last: Tensor<2>) -> Self {
        match self {
            Self::Seq2Seq(encoded) => Self::Seq2Seq(EncoderOutput { last, ..encoded }),
            other => other,
        }
    }
}

impl DecoderState {
    /// Before the first step: with room for `room` target tokens, so that all steps have the shapes of the first; 0:
    /// it grows. The state of a recurrent network never grows.
    pub fn with_room(self, room: usize) -> Self {
        match self {
            Self::Transformer { source, cache } => Self::Transformer { source, cache: cache.with_room(room) },
            recurrent => recurrent,
        }
    }

    /// Goes on with the rows `indices` of the batch, for a beam that keeps some of its hypotheses.
    ///
    /// # Shapes
    /// - `indices`: `[rows kept]`
    pub fn select(self, indices: Tensor<1, Int>) -> Self {
        let pick = |x: Tensor<2>| x.select(0, indices.clone());
        let pick =
            |state: CellState| CellState { hidden: pick(state.hidden), memory: state.memory.map(pick) };
        match self {
            // All rows of a beam share one source, so the source's rows are the same.
            Self::Elman(before) => Self::Elman(ElmanState { state: pick(before.state), ..before }),
            Self::Seq2Seq { source, state, position } => {
                Self::Seq2Seq { source, state: pick(state), position }
            }
            Self::Transformer { source, cache } => Self::Transformer { source, cache: cache.select(indices) },
        }
    }
}

matrices!(enum Model: Elman, Seq2Seq, Transformer);
