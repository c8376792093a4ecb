//! The recurrent encoder–decoder.
//!
//! ```
//! use burn::tensor::Device;
//! use seq2see_core::batch::Batch;
//! use seq2see_core::config::{AttentionKind, CellKind, Seq2SeqConfig, SpecialIds};
//! use seq2see_core::noise::Noise;
//! use seq2see_core::seq2seq::Seq2Seq;
//!
//! let special = SpecialIds { pad: 0, sos: 1, eos: 2, unk: 3 };
//! let batch = Batch::new(&[(&[5, 6, 2], &[7, 8]), (&[9, 2], &[10])], &special, &Device::flex());
//! let sizes = Seq2SeqConfig {
//!     cell: CellKind::Gru,
//!     d_embed: 9,
//!     d_hidden: 14,
//!     bidirectional: true,
//!     reversed: false,
//!     attention: AttentionKind::Additive,
//!     d_attention: 7,
//!     window: 0,
//!     dropout: 0.0,
//! };
//! let network = Seq2Seq::init(&sizes, 31, 3, &Device::flex());
//! assert_eq!(network.forward(&batch, &mut Noise::off()).dims(), [2, 3, 31]);
//! ```

use burn::module::Module;
use burn::tensor::{Device, Int, Tensor};

use crate::batch::{Batch, SourceBatch};
use crate::cell::{CellState, RecurrentCell};
use crate::config::Seq2SeqConfig;
use crate::decoder::{Decoder, DecoderStep, Given, Source};
use crate::encoder::{Encoder, EncoderOutput};
use crate::layers::{Dropout, Embedding, Projection, TiedOutput, matrices};
use crate::noise::Noise;
use crate::ops::activation::Activation;

/// A recurrent encoder and decoder, with or without attention.
#[derive(Module, Debug)]
pub struct Seq2Seq {
    /// Source, target and output share it.
    pub embedding: Embedding,
    /// Reads the source.
    pub encoder: Encoder,
    /// From the last encoder state to the first decoder state.
    pub bridge: Projection,
    /// Writes the target.
    pub decoder: Decoder,
    /// From the readout to the pieces.
    pub output: TiedOutput,
    /// Share of activations dropped in training.
    #[module(skip)]
    pub dropout: f64,
}

impl Seq2Seq {
    /// Fresh weights, for sources of at most `max_source` tokens.
    pub fn init(config: &Seq2SeqConfig, vocab_size: usize, max_source: usize, device: &Device) -> Self {
        Self {
            embedding: Embedding::init(vocab_size, config.d_embed, device),
            encoder: Encoder::init(config, device),
            bridge: Projection::init(config.d_hidden, config.d_hidden, config.d_hidden, device),
            decoder: Decoder::init(config, max_source, device),
            output: TiedOutput::init(vocab_size, device),
            dropout: config.dropout,
        }
    }

    /// Logits of all steps with the given previous tokens.
    ///
    /// # Shapes
    /// - returns `[batch, tgt_len, vocab_size]`
    pub fn forward(&self, batch: &Batch, noise: &mut Noise) -> Tensor<3> {
        let dropout = &mut Dropout::new(noise, self.dropout);
        let encoded = self.encode(&batch.src, dropout);
        let (source, first) = self.source(encoded, &batch.src);
        let embedded = self.embed(batch.tgt_in.clone(), dropout);
        let features = self.decoder.forward(embedded, first, &source);
        self.logits(features, dropout)
    }

    /// Runs the encoder.
    pub fn encode(&self, src: &SourceBatch, dropout: &mut Dropout<'_>) -> EncoderOutput {
        let embedded = self.embed(src.ids.clone(), dropout);
        self.encoder.encode(embedded, src)
    }

    /// What the decoder starts from: `s_0 = tanh(W h_last + b)`, Bahdanau et al. 2015, A.2.2.
    pub fn source(&self, encoded: EncoderOutput, src: &SourceBatch) -> (Source, CellState) {
        let first =
            self.decoder.cell.state_from(self.bridge.forward_then(encoded.last.clone(), Activation::Tanh));
        (self.decoder.source(encoded, src), first)
    }

    /// One step of decoding; `position` counts them from 0.
    ///
    /// # Shapes
    /// - `ids`: `[batch, 1]`, the previous tokens
    /// - returns the step and logits `[batch, pieces]`, those of the output
    pub fn step(
        &self,
        ids: Tensor<2, Int>,
        state: &CellState,
        source: &Source,
        position: usize,
        given: &Given,
    ) -> (DecoderStep, Tensor<2>) {
        let embedded: Tensor<2> = self.embedding.forward(ids).squeeze_dim(1);
        let projected = self.decoder.cell.input().forward(embedded.clone());
        let step = self.decoder.step(embedded, projected, state, source, position, given);
        let readout = self.decoder.readout.forward_then(step.features.clone(), Activation::Tanh);
        let logits = self.output.scores(readout, &self.embedding);
        (step, logits)
    }

    /// # Shapes
    /// - `ids`: `[batch, len]`
    /// - returns `[batch, len, d_embed]`
    fn embed(&self, ids: Tensor<2, Int>, dropout: &mut Dropout<'_>) -> Tensor<3> {
        dropout.of(self.embedding.forward(ids))
    }

    /// `E tanh(W features + b) + b_out`.
    ///
    /// # Shapes
    /// - `features`: `[batch, tgt_len, d_readout]`
    /// - returns `[batch, tgt_len, vocab_size]`
    fn logits(&self, features: Tensor<3>, dropout: &mut Dropout<'_>) -> Tensor<3> {
        let features = dropout.of(features);
        let readout = dropout.of(self.decoder.readout.forward_then(features, Activation::Tanh));
        self.output.forward(readout, &self.embedding)
    }
}

matrices!(Seq2Seq: embedding, encoder, bridge, decoder);
