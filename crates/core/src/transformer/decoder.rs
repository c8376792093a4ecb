//! The Transformer's decoder.

use burn::module::Module;
use burn::tensor::{Bool, Device, Tensor, TensorData};

use super::ablations::Sublayer;
use super::{DecoderCache, FeedForward, KeyValue, MultiHeadAttended, MultiHeadAttention, TransformerSource};
use crate::config::TransformerConfig;
use crate::layers::{AddNorm, Dropout, Norm, matrices};

/// A stack of [`DecoderLayer`]s.
#[derive(Module, Debug)]
pub struct TransformerDecoder {
    /// From the embedding upwards.
    pub layers: Vec<DecoderLayer>,
}

/// Masked self-attention, attention to the source, feed-forward, each followed by Add & Norm; Vaswani et al. 2017, §3.1.
#[derive(Module, Debug)]
pub struct DecoderLayer {
    /// Every token attends to itself and the ones before.
    pub self_attn: MultiHeadAttention,
    /// After the self-attention.
    pub self_attn_norm: Norm,
    /// Every token attends to the source.
    pub cross_attn: MultiHeadAttention,
    /// After the attention to the source.
    pub cross_attn_norm: Norm,
    /// One token at a time.
    pub ffn: FeedForward,
    /// After the feed-forward part.
    pub ffn_norm: Norm,
}

/// What one layer attended to.
#[derive(Debug, Clone)]
pub struct DecoderLayerStep {
    /// To the tokens so far.
    pub self_attended: MultiHeadAttended,
    /// To the source.
    pub cross_attended: MultiHeadAttended,
}

impl TransformerDecoder {
    /// Fresh weights.
    pub fn init(config: &TransformerConfig, device: &Device) -> Self {
        Self { layers: (0..config.n_layers).map(|_| DecoderLayer::init(config, device)).collect() }
    }

    /// Keys and values of the source for every layer.
    ///
    /// # Shapes
    /// - `states`: `[batch, src_len, d_model]`
    pub fn cross_keys(&self, states: &Tensor<3>) -> Vec<KeyValue> {
        self.layers.iter().map(|layer| layer.cross_attn.key_value(states.clone())).collect()
    }

    /// A cache that holds nothing yet.
    pub fn empty_cache(&self) -> DecoderCache {
        DecoderCache::new(self.layers.len())
    }

    /// All positions at once, later ones masked.
    ///
    /// # Shapes
    /// - `x`: `[batch, tgt_len, d_model]`, as the result
    pub fn forward(&self, x: Tensor<3>, source: &TransformerSource, dropout: &mut Dropout<'_>) -> Tensor<3> {
        let all = self.all_parts(x, source, dropout);
        all.into_iter().last().expect("a Transformer has a layer").output
    }

    /// As [`forward`](Self::forward), with everything that happened in every layer.
    ///
    /// # Shapes
    /// - `x`: `[batch, tgt_len, d_model]`
    pub(crate) fn all_parts(
        &self,
        x: Tensor<3>,
        source: &TransformerSource,
        dropout: &mut Dropout<'_>,
    ) -> Vec<LayerParts> {
        let [_, tgt_len, _] = x.dims();
        let masks = !source.ablations.causal_mask;
        let mask_causal = masks.then(|| causal_mask(tgt_len, &x.device().inner()));
        let (mut x, mut all) = (x, vec![]);
        for (n, (layer, cross)) in self.layers.iter().zip(&source.cross).enumerate() {
            let (query, key_value) = layer.self_attn.project(x.clone());
            let context = LayerContext { n, query, key_value, mask: mask_causal.clone(), cross, source };
            let parts = layer.forward(x, context, dropout);
            x = parts.output.clone();
            all.push(parts);
        }
        all
    }

    /// One position with the keys and values of the ones before.
    ///
    /// # Shapes
    /// - `x`: `[batch, 1, d_model]`, as the first result
    pub fn step(
        &self,
        x: Tensor<3>,
        cache: &DecoderCache,
        source: &TransformerSource,
    ) -> (Tensor<3>, Vec<DecoderLayerStep>, DecoderCache) {
        if source.ablations.causal_mask {
            return self.step_seeing_all(x, cache, source);
        }
        let place = cache.place(&x.device());
        let (mut x, mut steps, mut grown) = (x, vec![], vec![]);
        for (n, (layer, cross)) in self.layers.iter().zip(&source.cross).enumerate() {
            let (query, new) = layer.self_attn.project(x.clone());
            let key_value = cache.extended(n, new, place.as_ref());
            let mask = place.as_ref().map(|place| place.mask.clone());
            let context = LayerContext { n, query, key_value, mask, cross, source };
            let parts = layer.forward(x, context, &mut Dropout::off());
            let LayerParts { self_key_value, self_attended, cross_attended, output, .. } = parts;
            x = output;
            steps.push(DecoderLayerStep { self_attended, cross_attended });
            grown.push(self_key_value);
        }
        (x, steps, cache.pushed(grown))
    }

    /// [`step`](Self::step) where every token sees all of them: those before are computed anew.
    ///
    /// # Shapes
    /// - as of [`step`](Self::step)
    fn step_seeing_all(
        &self,
        x: Tensor<3>,
        cache: &DecoderCache,
        source: &TransformerSource,
    ) -> (Tensor<3>, Vec<DecoderLayerStep>, DecoderCache) {
        let cache = cache.with_input(x);
        let parts = self.all_parts(cache.inputs(), source, &mut Dropout::off());
        let output = parts.last().expect("a Transformer has a layer").output.clone();
        let last = |part: LayerParts| DecoderLayerStep {
            self_attended: part.self_attended.last_query(),
            cross_attended: part.cross_attended.last_query(),
        };
        (output.narrow(1, cache.len() - 1, 1), parts.into_iter().map(last).collect(), cache)
    }
}

/// Everything that happened in one layer; `[batch, len, d_model]` where nothing else is said.
#[derive(Debug, Clone)]
pub struct LayerParts {
    /// What came from below.
    pub input: Tensor<3>,
    /// Keys and values of the self-attention.
    pub self_key_value: KeyValue,
    /// `[1, 1, len or 1, key_len]`: where the self-attention may not look.
    pub self_mask: Option<Tensor<4, Bool>>,
    /// To the tokens so far.
    pub self_attended: MultiHeadAttended,
    /// After the first Add & Norm.
    pub after_self: Tensor<3>,
    /// To the source.
    pub cross_attended: MultiHeadAttended,
    /// After the second Add & Norm.
    pub after_cross: Tensor<3>,
    /// After the third Add & Norm.
    pub output: Tensor<3>,
}

/// What a layer attends to.
struct LayerContext<'a> {
    /// Which layer it is.
    n: usize,
    /// Of the self-attention.
    query: Tensor<4>,
    key_value: KeyValue,
    mask: Option<Tensor<4, Bool>>,
    cross: &'a KeyValue,
    source: &'a TransformerSource,
}

impl DecoderLayer {
    /// Fresh weights.
    pub fn init(config: &TransformerConfig, device: &Device) -> Self {
        let norm = || Norm::init(config.d_model, device);
        let attention = || MultiHeadAttention::init(config.d_model, config.n_heads, device);
        Self {
            self_attn: attention(),
            self_attn_norm: norm(),
            cross_attn: attention(),
            cross_attn_norm: norm(),
            ffn: FeedForward::init(config.d_model, config.d_ff, device),
            ffn_norm: norm(),
        }
    }

    /// `x = Norm(x + SelfAttention(x))`, `x = Norm(x + CrossAttention(x))`, `x = Norm(x + FFN(x))`.
    ///
    /// # Shapes
    /// - `input`: `[batch, len, d_model]`
    fn forward(&self, input: Tensor<3>, context: LayerContext<'_>, dropout: &mut Dropout<'_>) -> LayerParts {
        let LayerContext { n, query, key_value: self_key_value, mask, cross, source } = context;
        let (ablations, self_mask) = (&source.ablations, mask.clone());
        let add_norm = |part, norm, x| AddNorm { norm, x, adds: ablations.adds_residual(part, n) };
        let part = Sublayer::SelfAttention;
        let (off, add) = (ablations.heads_of(part, n), add_norm(part, &self.self_attn_norm, input.clone()));
        let (self_attended, after_self) =
            self.self_attn.forward_and_norm(query, &self_key_value, mask, &off, add, dropout);
        let part = Sublayer::CrossAttention;
        let mask_pad = source.mask_pad.clone().map(|mask| mask.unsqueeze_dims::<4>(&[1, 2]));
        let query = self.cross_attn.queries(after_self.clone());
        let (off, add) =
            (ablations.heads_of(part, n), add_norm(part, &self.cross_attn_norm, after_self.clone()));
        let (cross_attended, after_cross) =
            self.cross_attn.forward_and_norm(query, cross, mask_pad, &off, add, dropout);
        let add = add_norm(Sublayer::FeedForward, &self.ffn_norm, after_cross.clone());
        let output = self.ffn.forward_and_norm(add, dropout);
        LayerParts {
            input,
            self_key_value,
            self_mask,
            self_attended,
            after_self,
            cross_attended,
            after_cross,
            output,
        }
    }
}

matrices!(TransformerDecoder: layers);
matrices!(DecoderLayer: self_attn, cross_attn, ffn);

/// `[1, 1, len, len]`, true above the diagonal: no token sees a later one.
fn causal_mask(len: usize, device: &Device) -> Tensor<4, Bool> {
    let later: Vec<bool> = (0..len).flat_map(|i| (0..len).map(move |j| j > i)).collect();
    Tensor::from_data(TensorData::new(later, [1, 1, len, len]), device)
}
