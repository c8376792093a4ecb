//! Looking into a Transformer.
//!
//! The decoder's steps so far are computed at once, later ones masked, as in training.

use burn::tensor::{Bool, Int, Tensor, activation::relu};

use super::{Keep, Operands, Part, Side, no_such};
use crate::batch::int_tensor;
use crate::error::Result;
use crate::layers::{AddNorm, Dropout, Norm};
use crate::model::DecoderState;
use crate::ops::mask::MASKED;
use crate::transformer::{
    EncoderLayer, FeedForward, KeyValue, LayerParts, MultiHeadAttended, Sublayer, Transformer,
    TransformerSource, sinusoids,
};
use crate::translation::Translation;

pub(super) fn operands(
    translation: &Translation,
    model: &Transformer,
    position: usize,
    part: &Part,
) -> Result<Operands> {
    let look = Look { translation, model, position };
    let found = match *part {
        Part::Embedding { side } => Some(look.embedding(side)),
        Part::EncoderSelfAttention { layer, head } => look.encoder_self_attention(layer, head),
        Part::EncoderFeedForward { layer } => look.encoder_feed_forward(layer),
        Part::SelfAttention { layer, head } => look.self_attention(layer, head),
        Part::CrossAttention { layer, head } => look.cross_attention(layer, head),
        Part::FeedForward { layer } => look.feed_forward(layer),
        Part::Readout => Some(look.readout()),
        Part::Gates
        | Part::EncoderGates { .. }
        | Part::Attention
        | Part::StateSlopes { .. }
        | Part::WordSlopes { .. } => None,
    };
    found.ok_or_else(|| no_such(part))
}

/// What is looked into: a step of a run.
struct Look<'a> {
    translation: &'a Translation,
    model: &'a Transformer,
    position: usize,
}

/// One layer of the encoder, as far as the feed-forward part.
struct EncoderLayerParts<'a> {
    layer: &'a EncoderLayer,
    input: Tensor<3>,
    key_value: KeyValue,
    attended: MultiHeadAttended,
    mask: Option<Tensor<4, Bool>>,
}

/// An attention and what it is made of.
struct Attention<'a> {
    input: &'a Tensor<3>,
    key_value: &'a KeyValue,
    attended: &'a MultiHeadAttended,
    /// True where a query may not look.
    mask: Option<Tensor<4, Bool>>,
    norm: &'a Norm,
    /// Whether the input is added to the output.
    adds: bool,
    /// Which queries and which keys are tokens to be shown, in which order.
    queries: Vec<usize>,
    keys: Vec<usize>,
}

impl Look<'_> {
    fn embedding(&self, side: Side) -> Operands {
        let (ids, rows) = match side {
            Side::Source => (self.translation.request.src.ids.clone(), self.translation.request.columns()),
            Side::Target => (self.tgt_in(), (0..=self.position).collect()),
        };
        let (rows, [_, len], table) = (Keep::Rows(rows), ids.dims(), &self.model.embedding);
        let [_, d_model] = table.dims();
        let vectors = table.forward(ids);
        let scaled = vectors.clone() * (d_model as f64).sqrt();
        let positions = sinusoids(0, len, d_model, &vectors.device()).unsqueeze::<3>();
        let off = self.translation.request.src.ablations.positions;
        let positions = if off { positions.zeros_like() } else { positions };
        let mut operands = Operands::default();
        operands.push_kept("vectors", vectors, rows.clone());
        operands.push_kept("embedding", scaled.clone(), rows.clone());
        operands.push_kept("positions", positions.clone(), rows.clone());
        operands.push_kept("input", scaled + positions, rows);
        operands
    }

    fn encoder_self_attention(&self, n: usize, head: usize) -> Option<Operands> {
        let EncoderLayerParts { layer, input, key_value, attended, mask } = self.encoder_layer(n)?;
        let columns = self.translation.request.columns();
        let (input, key_value, attended, norm) = (&input, &key_value, &attended, &layer.self_attn_norm);
        let (queries, keys) = (columns.clone(), columns);
        let adds = self.adds(Sublayer::EncoderSelfAttention, n);
        Attention { input, key_value, attended, mask, norm, adds, queries, keys }.head(head)
    }

    fn encoder_feed_forward(&self, n: usize) -> Option<Operands> {
        let EncoderLayerParts { layer, input, attended, .. } = self.encoder_layer(n)?;
        let adds = self.adds(Sublayer::EncoderSelfAttention, n);
        let input = layer.self_attn_norm.forward(sum(adds, &input, &attended.output));
        let adds = self.adds(Sublayer::EncoderFeedForward, n);
        Some(feed_forward(&layer.ffn, (&layer.ffn_norm, adds), input, self.translation.request.columns()))
    }

    fn self_attention(&self, n: usize, head: usize) -> Option<Operands> {
        let (_, parts) = self.decoder_layers();
        let (parts, layer) = (parts.get(n)?, &self.model.decoder.layers[n]);
        let so_far: Vec<usize> = (0..=self.position).collect();
        let attention = Attention {
            input: &parts.input,
            key_value: &parts.self_key_value,
            attended: &parts.self_attended,
            mask: parts.self_mask.clone(),
            norm: &layer.self_attn_norm,
            adds: self.adds(Sublayer::SelfAttention, n),
            queries: so_far.clone(),
            keys: so_far,
        };
        attention.head(head)
    }

    fn cross_attention(&self, layer: usize, head: usize) -> Option<Operands> {
        let (source, parts) = self.decoder_layers();
        let (parts, cross) = (parts.get(layer)?, source.cross.get(layer)?);
        let attention = Attention {
            input: &parts.after_self,
            key_value: cross,
            attended: &parts.cross_attended,
            mask: source.mask_pad.map(|mask| mask.unsqueeze_dims(&[1, 2])),
            norm: &self.model.decoder.layers[layer].cross_attn_norm,
            adds: self.adds(Sublayer::CrossAttention, layer),
            queries: vec![self.position],
            keys: self.translation.request.columns(),
        };
        attention.head(head)
    }

    fn feed_forward(&self, n: usize) -> Option<Operands> {
        let (_, parts) = self.decoder_layers();
        let (input, layer) = (parts.get(n)?.after_cross.clone(), &self.model.decoder.layers[n]);
        let adds = self.adds(Sublayer::FeedForward, n);
        Some(feed_forward(&layer.ffn, (&layer.ffn_norm, adds), input, vec![self.position]))
    }

    fn readout(&self) -> Operands {
        let (_, parts) = self.decoder_layers();
        let last = parts.last().expect("a Transformer has a layer").output.clone();
        let (x, model) = (last.narrow(1, self.position, 1), self.model);
        let mut operands = Operands::default();
        operands.push("features", x.clone());
        let ids = &self.translation.history.known[self.position];
        operands.push_pieces(ids, &model.embedding, &model.output, x);
        operands
    }

    /// Whether the input of a part of a layer is added to what it makes of it.
    fn adds(&self, part: Sublayer, layer: usize) -> bool {
        self.translation.request.src.ablations.adds_residual(part, layer)
    }

    /// The ids read so far, and `<pad>` where the run makes room for more: no query sees it.
    fn tgt_in(&self) -> Tensor<2, Int> {
        let Translation { inner, request, history, .. } = self.translation;
        let special = &inner.config.special;
        let mut ids = history.read_until(self.position, special);
        ids.resize(ids.len().max(request.room), special.pad);
        let len = ids.len();
        int_tensor(ids, 1, len, &inner.device)
    }

    /// The decoder's layers at all steps so far, and what it knows of the source.
    fn decoder_layers(&self) -> (TransformerSource, Vec<LayerParts>) {
        let DecoderState::Transformer { source, .. } = self.translation.history.first.clone() else {
            unreachable!("the run is this network's")
        };
        let dropout = &mut Dropout::off();
        let x = self.model.embed(self.tgt_in(), 0, &source.ablations, dropout);
        let parts = self.model.decoder.all_parts(x, &source, dropout);
        (source, parts)
    }

    fn encoder_layer(&self, n: usize) -> Option<EncoderLayerParts<'_>> {
        let (src, dropout) = (&self.translation.request.src, &mut Dropout::off());
        let mask = src.any_masked.then(|| src.mask_pad.clone().unsqueeze_dims(&[1, 2]));
        let mut input = self.model.embed(src.ids.clone(), 0, &src.ablations, dropout);
        for below in self.model.encoder.layers.get(..n)?.iter().enumerate() {
            input = below.1.forward(input, mask.clone(), (&src.ablations, below.0), dropout).0;
        }
        let layer = self.model.encoder.layers.get(n)?;
        let key_value = layer.self_attn.key_value(input.clone());
        let (query, norm) = (layer.self_attn.queries(input.clone()), &layer.self_attn_norm);
        let off = src.ablations.heads_of(Sublayer::EncoderSelfAttention, n);
        let add_norm = AddNorm { norm, x: input.clone(), adds: true };
        let (attended, _) =
            layer.self_attn.forward_and_norm(query, &key_value, mask.clone(), &off, add_norm, dropout);
        Some(EncoderLayerParts { layer, input, key_value, attended, mask })
    }
}

impl Attention<'_> {
    /// One head's operands, if there is such a head.
    fn head(self, head: usize) -> Option<Operands> {
        let Self { input, key_value, attended, mask, norm, adds, queries, keys } = self;
        let [_, n_heads, _, d_k] = attended.query.dims();
        if head >= n_heads {
            return None;
        }
        let of = |x: &Tensor<4>| x.clone().narrow(1, head, 1);
        let (rows, table) = (Keep::Rows(queries.clone()), Keep::Table(queries, keys.clone()));
        let keys = Keep::Rows(keys);
        let scores = of(&attended.scores);
        let masked = match mask {
            Some(mask) => scores.clone().mask_fill(mask.expand(scores.shape()), MASKED),
            None => scores.clone(),
        };
        let residual = sum(adds, input, &attended.output);
        let mut operands = Operands::default();
        operands.push_kept("input", input.clone(), rows.clone());
        operands.push_kept("query", of(&attended.query), rows.clone());
        operands.push_kept("key", of(&key_value.key), keys.clone());
        operands.push_kept("value", of(&key_value.value), keys);
        operands.push_kept("products", scores.clone() * (d_k as f64).sqrt(), table.clone());
        operands.push_kept("scores", scores, table.clone());
        operands.push_kept("masked", masked, table.clone());
        operands.push_kept("weights", of(&attended.weights), table);
        operands.push_kept("head", of(&attended.heads), rows.clone());
        operands.push_kept("output", attended.output.clone(), rows.clone());
        operands.push_kept("residual", residual.clone(), rows.clone());
        operands.push_kept("norm", norm.forward(residual), rows);
        Some(operands)
    }
}

/// What a norm is given: the input of a part, if it is added, and what the part made of it.
///
/// # Shapes
/// - `input`, `output`: of one shape, as the result
fn sum(adds: bool, input: &Tensor<3>, output: &Tensor<3>) -> Tensor<3> {
    if adds { input.clone() + output.clone() } else { output.clone() }
}

/// The feed-forward part of a layer, for some rows of its input.
///
/// # Shapes
/// - `input`: `[1, len, d_model]`
fn feed_forward(
    ffn: &FeedForward,
    (norm, adds): (&Norm, bool),
    input: Tensor<3>,
    rows: Vec<usize>,
) -> Operands {
    let rows = Keep::Rows(rows);
    let inner = relu(ffn.inner.forward(input.clone()));
    let outer = ffn.outer.forward(inner.clone());
    let residual = sum(adds, &input, &outer);
    let mut operands = Operands::default();
    operands.push_kept("input", input, rows.clone());
    operands.push_kept("inner", inner, rows.clone());
    operands.push_kept("outer", outer, rows.clone());
    operands.push_kept("residual", residual.clone(), rows.clone());
    operands.push_kept("norm", norm.forward(residual), rows);
    operands
}
