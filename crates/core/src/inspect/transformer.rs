//! Looking into a Transformer.

use burn::tensor::{Tensor, activation::relu};

use super::{Keep, Operands, Part, no_such};
use crate::batch::int_tensor;
use crate::error::Result;
use crate::model::DecoderState;
use crate::noise::Noise;
use crate::transformer::{KeyValue, LayerParts, MultiHeadAttended, Transformer};
use crate::translation::Translation;

pub(super) fn operands(
    translation: &Translation,
    model: &Transformer,
    position: usize,
    part: &Part,
) -> Result<Operands> {
    if let Part::EncoderSelfAttention { layer, head } = *part {
        return encoder_self_attention(translation, model, layer, head).ok_or_else(|| no_such(part));
    }
    let (state, input) = translation.before(position);
    let DecoderState::Transformer { memory, cache } = state else { return Err(no_such(part)) };
    let ids = int_tensor(vec![input], 1, 1, &translation.inner.device);
    let x = model.embed(ids, position, &mut Noise::off());
    let (x, layers) = model.decoder.parts(x, &cache, &memory);
    let n_heads = model.decoder.layers.first().map_or(0, |layer| layer.self_attn.n_heads);
    let fits = |layer: usize, head: usize| layer < layers.len() && head < n_heads;
    let every = Keep::All;
    match *part {
        Part::SelfAttention { layer, head } if fits(layer, head) => {
            let parts = &layers[layer];
            Ok(attention(
                &parts.input,
                &parts.self_key_value,
                &parts.self_attended,
                &parts.after_self,
                head,
                every,
            ))
        }
        Part::CrossAttention { layer, head } if fits(layer, head) => {
            let parts = &layers[layer];
            let source = Keep::Rows(translation.columns());
            Ok(attention(
                &parts.after_self,
                &memory.cross[layer],
                &parts.cross_attended,
                &parts.after_cross,
                head,
                source,
            ))
        }
        Part::FeedForward { layer } if fits(layer, 0) => Ok(feed_forward(model, &layers[layer], layer)),
        Part::Readout => {
            let mut operands = Operands::default();
            operands.push("features", x.clone());
            operands.push("readout", x.clone());
            operands.push("logits", model.output.forward(x, &model.embedding));
            Ok(operands)
        }
        _ => Err(no_such(part)),
    }
}

fn encoder_self_attention(
    translation: &Translation,
    model: &Transformer,
    layer: usize,
    head: usize,
) -> Option<Operands> {
    let src = &translation.src;
    let noise = &mut Noise::off();
    let mask = src.any_masked.then(|| src.mask_pad.clone().unsqueeze_dims(&[1, 2]));
    let mut x = model.embed(src.ids.clone(), 0, noise);
    for below in model.encoder.layers.get(..layer)? {
        x = below.forward(x, mask.clone(), noise, 0.0).0;
    }
    let layer = model.encoder.layers.get(layer).filter(|layer| head < layer.self_attn.n_heads)?;
    let key_value = layer.self_attn.key_value(x.clone());
    let attended = layer.self_attn.forward(x.clone(), &key_value, mask, noise, 0.0);
    let norm = layer.self_attn_norm.forward(x.clone() + attended.output.clone());
    Some(attention(&x, &key_value, &attended, &norm, head, Keep::Rows(translation.columns())))
}

/// One head's operands; `source` are the keys to keep, where they are source tokens.
fn attention(
    input: &Tensor<3>,
    key_value: &KeyValue,
    attended: &MultiHeadAttended,
    norm: &Tensor<3>,
    head: usize,
    source: Keep,
) -> Operands {
    let of = |x: &Tensor<4>| x.clone().narrow(1, head, 1);
    let cols = match &source {
        Keep::Rows(columns) => Keep::Cols(columns.clone()),
        _ => Keep::All,
    };
    let [_, _, queries, d_k] = attended.query.dims();
    // In the encoder's self-attention the queries are source tokens too.
    let rows = if queries > 1 { source.clone() } else { Keep::All };
    let mut operands = Operands::default();
    operands.push_kept("input", input.clone(), rows.clone());
    operands.push_kept("query", of(&attended.query), rows.clone());
    operands.push_kept("key", of(&key_value.key), source.clone());
    operands.push_kept("value", of(&key_value.value), source);
    let table = |x: Tensor<4>| (x, Keep::Both(Box::new(rows.clone()), Box::new(cols.clone())));
    for (name, x) in [
        ("products", of(&attended.scores) * (d_k as f64).sqrt()),
        ("scores", of(&attended.scores)),
        ("weights", of(&attended.weights)),
    ] {
        let (x, keep) = table(x);
        operands.push_kept(name, x, keep);
    }
    operands.push_kept("head", of(&attended.heads), rows.clone());
    operands.push_kept("output", attended.output.clone(), rows.clone());
    operands.push_kept("norm", norm.clone(), rows);
    operands
}

fn feed_forward(model: &Transformer, parts: &LayerParts, layer: usize) -> Operands {
    let ffn = &model.decoder.layers[layer].ffn;
    let inner = relu(ffn.inner.forward(parts.after_cross.clone()));
    let mut operands = Operands::default();
    operands.push("input", parts.after_cross.clone());
    operands.push("outer", ffn.outer.forward(inner.clone()));
    operands.push("inner", inner);
    operands.push("norm", parts.output.clone());
    operands
}
