//! The network of attention only (Vaswani et al. 2017, <https://arxiv.org/abs/1706.03762>).
//!
//! ```
//! use burn::tensor::Device;
//! use seq2see_core::batch::Batch;
//! use seq2see_core::config::{SpecialIds, TransformerConfig};
//! use seq2see_core::layers::Dropout;
//! use seq2see_core::noise::Noise;
//! use seq2see_core::transformer::Transformer;
//!
//! let special = SpecialIds { pad: 0, sos: 1, eos: 2, unk: 3 };
//! let batch = Batch::new(&[(&[5, 6, 2], &[7, 8]), (&[9, 2], &[10])], &special, &Device::flex());
//! let sizes = TransformerConfig { d_model: 12, n_heads: 3, n_layers: 2, d_ff: 17, dropout: 0.0 };
//! let network = Transformer::init(&sizes, 31, &Device::flex());
//! assert_eq!(network.encode(&batch.src, &mut Dropout::off()).weights[0].dims(), [2, 3, 3, 3]);
//! assert_eq!(network.forward(&batch, &mut Noise::off()).dims(), [2, 3, 31]);
//! ```

pub(crate) mod ablations;
mod cache;
mod decoder;
mod encoder;
mod feed_forward;
mod multi_head_attention;
mod positional_encoding;

use burn::module::Module;
use burn::tensor::{Bool, Device, Int, Tensor};

use crate::batch::{Batch, SourceBatch};
use crate::config::TransformerConfig;
use crate::layers::{Dropout, Embedding, TiedOutput, matrices};
use crate::noise::Noise;

pub use crate::ops::attend::KeyValue;
pub use ablations::{Ablations, HeadAt, Sublayer, SublayerAt};
pub use cache::DecoderCache;
pub use decoder::{DecoderLayer, DecoderLayerStep, LayerParts, TransformerDecoder};
pub use encoder::{EncoderLayer, TransformerEncoder};
pub use feed_forward::FeedForward;
pub use multi_head_attention::{MultiHeadAttended, MultiHeadAttention};
pub use positional_encoding::sinusoids;

/// Encoder and decoder of attention layers, Add & Norm after each part (post-norm), as in the
/// paper's figure 1; source, target and output share one embedding (§3.4).
#[derive(Module, Debug)]
pub struct Transformer {
    /// Source, target and output share it.
    pub embedding: Embedding,
    /// Reads the source.
    pub encoder: TransformerEncoder,
    /// Writes the target.
    pub decoder: TransformerDecoder,
    /// From the last layer to the pieces.
    pub output: TiedOutput,
    /// Share of activations dropped in training.
    #[module(skip)]
    pub dropout: f64,
}

/// What the decoder knows of a batch of sources, computed once a sentence.
#[derive(Debug, Clone)]
pub struct TransformerSource {
    /// Keys and values of every decoder layer's attention to the source.
    pub cross: Vec<KeyValue>,
    /// `[batch, src_len]`, true = masked out; `None` where nothing is.
    pub mask_pad: Option<Tensor<2, Bool>>,
    /// What of the network is switched off while it writes.
    pub ablations: Ablations,
}

/// What the encoder made of a batch.
#[derive(Debug, Clone)]
pub struct TransformerEncoded {
    /// `[batch, src_len, d_model]`: output of the last layer.
    pub states: Tensor<3>,
    /// A layer each, `[batch, n_heads, src_len, src_len]`: self-attention weights.
    pub weights: Vec<Tensor<4>>,
}

/// One step's results.
#[derive(Debug, Clone)]
pub struct TransformerStep {
    /// Output of the last layer, `[batch, d_model]`.
    pub hidden: Tensor<2>,
    /// What each layer attended to.
    pub layers: Vec<DecoderLayerStep>,
    /// Keys and values of the tokens so far, of every layer.
    pub cache: DecoderCache,
}

impl Transformer {
    /// Fresh weights.
    pub fn init(config: &TransformerConfig, vocab_size: usize, device: &Device) -> Self {
        Self {
            embedding: Embedding::init(vocab_size, config.d_model, device),
            encoder: TransformerEncoder::init(config, device),
            decoder: TransformerDecoder::init(config, device),
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
        let source = self.source(encoded.states, &batch.src);
        let x = self.embed(batch.tgt_in.clone(), 0, &source.ablations, dropout);
        let x = self.decoder.forward(x, &source, dropout);
        self.output.forward(x, &self.embedding)
    }

    /// Runs the encoder.
    pub fn encode(&self, src: &SourceBatch, dropout: &mut Dropout<'_>) -> TransformerEncoded {
        let x = self.embed(src.ids.clone(), 0, &src.ablations, dropout);
        let mask = src.any_masked.then(|| src.mask_pad.clone());
        let (states, weights) = self.encoder.forward(x, mask, &src.ablations, dropout);
        TransformerEncoded { states, weights }
    }

    /// Keys and values of the source for every decoder layer, computed once a sentence.
    ///
    /// # Shapes
    /// - `states`: `[batch, src_len, d_model]`
    pub fn source(&self, states: Tensor<3>, src: &SourceBatch) -> TransformerSource {
        let mask_pad = src.any_masked.then(|| src.mask_pad.clone());
        TransformerSource {
            cross: self.decoder.cross_keys(&states),
            mask_pad,
            ablations: src.ablations.clone(),
        }
    }

    /// One step of decoding with the keys and values of the tokens before.
    ///
    /// # Shapes
    /// - `ids`: `[batch, 1]`, the previous tokens
    /// - `cache`: empty before the first step
    /// - returns the step and logits `[batch, pieces]`, those of the output
    pub fn step(
        &self,
        ids: Tensor<2, Int>,
        cache: &DecoderCache,
        source: &TransformerSource,
    ) -> (TransformerStep, Tensor<2>) {
        let x = self.embed(ids, cache.len(), &source.ablations, &mut Dropout::off());
        let (x, layers, cache) = self.decoder.step(x, cache, source);
        let hidden: Tensor<2> = x.squeeze_dim(1);
        let logits = self.output.scores(hidden.clone(), &self.embedding);
        (TransformerStep { hidden, layers, cache }, logits)
    }

    /// `E[ids] √d_model + PE`; §3.4 and §3.5.
    ///
    /// # Shapes
    /// - `ids`: `[batch, len]`, at positions `first ..`
    /// - returns `[batch, len, d_model]`
    pub fn embed(
        &self,
        ids: Tensor<2, Int>,
        first: usize,
        ablations: &Ablations,
        dropout: &mut Dropout<'_>,
    ) -> Tensor<3> {
        let x = self.embedding.forward(ids);
        let [_, len, d_model] = x.dims();
        let x = x * (d_model as f64).sqrt();
        let positions = || sinusoids(first, len, d_model, &x.device().inner()).unsqueeze();
        let x = if ablations.positions { x } else { x.clone() + positions() };
        dropout.of(x)
    }
}

matrices!(Transformer: embedding, encoder, decoder);
