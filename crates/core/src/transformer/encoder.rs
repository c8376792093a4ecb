//! The Transformer's encoder.

use burn::module::Module;
use burn::tensor::{Bool, Device, Tensor};

use super::ablations::{Ablations, Sublayer};
use super::{FeedForward, MultiHeadAttended, MultiHeadAttention};
use crate::config::TransformerConfig;
use crate::layers::{AddNorm, Dropout, Norm, matrices};

/// A stack of [`EncoderLayer`]s.
#[derive(Module, Debug)]
pub struct TransformerEncoder {
    /// From the embedding upwards.
    pub layers: Vec<EncoderLayer>,
}

/// Self-attention and feed-forward, each followed by Add & Norm; Vaswani et al. 2017, §3.1.
#[derive(Module, Debug)]
pub struct EncoderLayer {
    /// Every token attends to every token.
    pub self_attn: MultiHeadAttention,
    /// After the self-attention.
    pub self_attn_norm: Norm,
    /// One token at a time.
    pub ffn: FeedForward,
    /// After the feed-forward part.
    pub ffn_norm: Norm,
}

impl TransformerEncoder {
    /// Fresh weights.
    pub fn init(config: &TransformerConfig, device: &Device) -> Self {
        Self { layers: (0..config.n_layers).map(|_| EncoderLayer::init(config, device)).collect() }
    }

    /// Runs all layers; returns the states `[batch, src_len, d_model]` and each layer's weights.
    ///
    /// # Shapes
    /// - `x`: `[batch, src_len, d_model]`
    /// - `mask_pad`: `[batch, src_len]`, true = masked out
    pub fn forward(
        &self,
        x: Tensor<3>,
        mask_pad: Option<Tensor<2, Bool>>,
        ablations: &Ablations,
        dropout: &mut Dropout<'_>,
    ) -> (Tensor<3>, Vec<Tensor<4>>) {
        let mask = mask_pad.map(|mask| mask.unsqueeze_dims::<4>(&[1, 2]));
        let mut x = x;
        let weights = self.layers.iter().enumerate().map(|(n, layer)| {
            let (y, attended) = layer.forward(x.clone(), mask.clone(), (ablations, n), dropout);
            x = y;
            attended.weights
        });
        let weights = weights.collect();
        (x, weights)
    }
}

impl EncoderLayer {
    /// Fresh weights.
    pub fn init(config: &TransformerConfig, device: &Device) -> Self {
        let norm = || Norm::init(config.d_model, device);
        Self {
            self_attn: MultiHeadAttention::init(config.d_model, config.n_heads, device),
            self_attn_norm: norm(),
            ffn: FeedForward::init(config.d_model, config.d_ff, device),
            ffn_norm: norm(),
        }
    }

    /// `x = Norm(x + SelfAttention(x))`, `x = Norm(x + FFN(x))`; as the `n`th layer, of which something may be switched off.
    ///
    /// # Shapes
    /// - `x`: `[batch, src_len, d_model]`, as the result
    /// - `mask`: `[batch, 1, 1, src_len]`, true = masked out
    pub fn forward(
        &self,
        x: Tensor<3>,
        mask: Option<Tensor<4, Bool>>,
        (ablations, n): (&Ablations, usize),
        dropout: &mut Dropout<'_>,
    ) -> (Tensor<3>, MultiHeadAttended) {
        let add_norm = |part, norm, x| AddNorm { norm, x, adds: ablations.adds_residual(part, n) };
        let (own, ffn) = (Sublayer::EncoderSelfAttention, Sublayer::EncoderFeedForward);
        let key_value = self.self_attn.key_value(x.clone());
        let query = self.self_attn.queries(x.clone());
        let (off, add_own) = (ablations.heads_of(own, n), add_norm(own, &self.self_attn_norm, x));
        let (attended, x) = self.self_attn.forward_and_norm(query, &key_value, mask, &off, add_own, dropout);
        (self.ffn.forward_and_norm(add_norm(ffn, &self.ffn_norm, x), dropout), attended)
    }
}

matrices!(TransformerEncoder: layers);
matrices!(EncoderLayer: self_attn, ffn);
