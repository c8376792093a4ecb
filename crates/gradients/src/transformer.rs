//! Loss and gradients of the Transformer for a part of a batch. All is by token, row after row, without padding.

use seq2see_core::config::{NetworkConfig, TransformerConfig};
use seq2see_core::noise::Noise;

use super::Step;
use super::feed_forward;
use super::layer_norm;
use super::multi_head::{self, Shape};
use super::output::score;
use super::ragged::Ragged;
use super::rows::{apply, mask};
use super::seq2seq::{Rows, Settings};
use super::vectors::add;
use super::weights::{Gradients, Weights};

/// As [`gradients`](super::gradients), for the Transformer.
///
/// # Panics
/// If there is no row, or the network is no Transformer.
pub(super) fn gradients(weights: &Weights, rows: &Rows, settings: &Settings, noise: &mut Noise) -> Step {
    let NetworkConfig::Transformer(network) = &settings.config.network else {
        panic!("not a Transformer");
    };
    let special = settings.config.special;
    let (src_rows, tgt_rows) =
        (Ragged::new(rows.iter().map(|r| r.0.len())), Ragged::new(rows.iter().map(|r| r.1.len() + 1)));
    let src: Vec<u32> = rows.iter().flat_map(|row| row.0).copied().collect();
    let tgt_in: Vec<u32> = rows.iter().flat_map(|row| [&[special.sos], row.1].concat()).collect();
    let tgt_out: Vec<u32> = rows.iter().flat_map(|row| [row.1, &[special.eos]].concat()).collect();
    let mut net = Net { weights, network, src: &src_rows, tgt: &tgt_rows, gradients: Gradients::default() };

    // Forward.
    let (mut source, src_mask) = net.embed(&src, &src_rows, noise);
    let mut encoder = Vec::new();
    for layer in 0..network.n_layers {
        encoder.push(net.layer(&format!("encoder.layers.{layer}"), &mut source, None, noise));
    }
    let (mut x, tgt_mask) = net.embed(&tgt_in, &tgt_rows, noise);
    let mut decoder = Vec::new();
    for layer in 0..network.n_layers {
        decoder.push(net.layer(&format!("decoder.layers.{layer}"), &mut x, Some(&source), noise));
    }
    let slopes = score(weights, &x, &tgt_out, settings, &mut net.gradients);
    let (mut of_embedding, mut of_x) = (slopes.embedding, slopes.x);

    // Backward.
    let mut of_source = vec![0.0; source.len()];
    for layer in decoder.iter().rev() {
        net.layer_back(layer, &mut of_x, Some(&mut of_source));
    }
    for layer in encoder.iter().rev() {
        net.layer_back(layer, &mut of_source, None);
    }
    net.embed_back(&tgt_in, &mut of_x, tgt_mask, &mut of_embedding);
    net.embed_back(&src, &mut of_source, src_mask, &mut of_embedding);
    net.gradients.set("embedding.weight", of_embedding);
    net.gradients.of(slopes.loss, weights)
}

struct Net<'a> {
    weights: &'a Weights<'a>,
    network: &'a TransformerConfig,
    src: &'a Ragged,
    tgt: &'a Ragged,
    gradients: Gradients,
}

/// `x = Norm(x + drop(f(x)))`, one part of a layer.
struct Part<P> {
    inner: P,
    mask: Option<Vec<f32>>,
    norm: layer_norm::Pass,
}

/// What a layer leaves for the way back.
struct Layer<'a> {
    self_attn: Part<multi_head::Pass<'a>>,
    cross_attn: Option<Part<multi_head::Pass<'a>>>,
    ffn: Part<feed_forward::Pass>,
}

impl<'a> Net<'a> {
    /// One layer, of the decoder if there is a source to attend to; `x` becomes its output.
    fn layer(&self, name: &str, x: &mut [f32], source: Option<&[f32]>, noise: &mut Noise) -> Layer<'a> {
        let (rows, past) = if source.is_some() { (self.tgt, true) } else { (self.src, false) };
        let own = x.to_vec();
        let self_attn = self.attention((name, "self_attn"), (x, rows), (&own, rows), past, noise);
        let cross_attn =
            source.map(|m| self.attention((name, "cross_attn"), (x, rows), (m, self.src), false, noise));
        let dropout = self.network.dropout;
        let (y, inner) =
            feed_forward::forward(self.weights, format!("{name}.ffn"), x, rows, (&mut *noise, dropout));
        let ffn = self.add_and_norm(format!("{name}.ffn_norm"), (x, rows), y, inner, noise);
        Layer { self_attn, cross_attn, ffn }
    }

    fn attention(
        &self,
        (layer, part): (&str, &str),
        (x, query): (&mut [f32], &'a Ragged),
        (source, key): (&[f32], &'a Ragged),
        past: bool,
        noise: &mut Noise,
    ) -> Part<multi_head::Pass<'a>> {
        let TransformerConfig { d_model: d, n_heads: heads, dropout, .. } = *self.network;
        let shape = Shape { heads, d, query, key, past };
        let name = format!("{layer}.{part}");
        let (y, inner) = multi_head::forward(self.weights, name, (x, source), shape, (&mut *noise, dropout));
        self.add_and_norm(format!("{layer}.{part}_norm"), (x, query), y, inner, noise)
    }

    fn add_and_norm<P>(
        &self,
        norm: String,
        (x, rows): (&mut [f32], &Ragged),
        mut y: Vec<f32>,
        inner: P,
        noise: &mut Noise,
    ) -> Part<P> {
        let mask = self.mask(rows, noise);
        apply(&mut y, mask.as_deref());
        add(x, &y);
        Part { inner, mask, norm: layer_norm::forward(self.weights, norm, x) }
    }

    /// A dropout mask `[tokens, d_model]`.
    fn mask(&self, rows: &Ragged, noise: &mut Noise) -> Option<Vec<f32>> {
        let shape = [rows.batch(), rows.longest(), self.network.d_model];
        mask((noise, self.network.dropout), shape, rows.each())
    }

    /// The slope of a layer's output becomes that of its input; that of the source is added to `of_source`.
    fn layer_back(&mut self, layer: &Layer, slope: &mut [f32], of_source: Option<&mut Vec<f32>>) {
        let d = self.network.d_model;
        let y = self.norm_back(&layer.ffn, slope);
        layer.ffn.inner.backward(self.weights, &y, slope, d, &mut self.gradients);
        if let (Some(cross), Some(of_source)) = (&layer.cross_attn, of_source) {
            let y = self.norm_back(cross, slope);
            add(of_source, &cross.inner.backward(self.weights, &y, slope, &mut self.gradients));
        }
        let y = self.norm_back(&layer.self_attn, slope);
        let own = layer.self_attn.inner.backward(self.weights, &y, slope, &mut self.gradients);
        add(slope, &own);
    }

    /// Back through the norm and the sum: `slope` becomes that of `x`, that of `f(x)` is returned.
    fn norm_back<P>(&mut self, part: &Part<P>, slope: &mut [f32]) -> Vec<f32> {
        part.norm.backward(self.weights, slope, &mut self.gradients);
        let mut y = slope.to_vec();
        apply(&mut y, part.mask.as_deref());
        y
    }

    /// `drop(√d E[id] + PE)`, Vaswani et al. 2017, §3.4 and §3.5.
    fn embed(&self, ids: &[u32], rows: &Ragged, noise: &mut Noise) -> (Vec<f32>, Option<Vec<f32>>) {
        let d = self.network.d_model;
        let embedding = self.weights.get("embedding.weight");
        let scale = (d as f32).sqrt();
        let flex = burn::tensor::Device::flex();
        let positions = seq2see_core::transformer::sinusoids(0, rows.longest(), d, &flex);
        let positions: Vec<f32> = positions.into_data().try_into_vec().expect("float32");
        let mut x: Vec<f32> = Vec::with_capacity(ids.len() * d);
        for ((_, t), &id) in rows.each().zip(ids) {
            let position = &positions[t * d..][..d];
            let piece = &embedding[id as usize * d..][..d];
            x.extend(piece.iter().zip(position).map(|(e, p)| e * scale + p));
        }
        let mask = self.mask(rows, noise);
        apply(&mut x, mask.as_deref());
        (x, mask)
    }

    fn embed_back(&self, ids: &[u32], slope: &mut [f32], mask: Option<Vec<f32>>, embedding: &mut [f32]) {
        let d = self.network.d_model;
        let scale = (d as f32).sqrt();
        apply(slope, mask.as_deref());
        for (&id, slope) in ids.iter().zip(slope.chunks_exact(d)) {
            let piece = &mut embedding[id as usize * d..][..d];
            piece.iter_mut().zip(slope).for_each(|(e, s)| *e += scale * s);
        }
    }
}
