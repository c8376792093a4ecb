//! Loss and gradients of a part of a batch.

use seq2see_core::config::{AttentionKind, ModelConfig, NetworkConfig, Seq2SeqConfig};
use seq2see_core::noise::Noise;

use super::attention::Source;
use super::decoder::{Decoder, Memory};
use super::encoder::{Encoder, Extent, columns};
use super::output::{Slopes, score};
use super::products::To;
use super::vectors::{add, multiply, tanh_all, tanh_backward};
use super::weights::{Gradients, Weights};
use crate::loss::Loss;

/// Pairs of source ids (with `</s>`) and target ids (without marks).
pub type Rows<'a> = [(&'a [u32], &'a [u32])];

/// What is asked of a step.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// The network's; one that [`covers`](super::covers).
    pub config: &'a ModelConfig,
    /// `ε` of the label smoothing.
    pub smoothing: f64,
    /// The loss is divided by this: the target tokens of the whole batch.
    pub divisor: f64,
}

/// As [`gradients`](super::gradients), for a recurrent network.
pub(super) fn gradients(
    weights: &Weights,
    rows: &Rows,
    settings: &Settings,
    noise: &mut Noise,
) -> (Loss, Vec<Vec<f32>>) {
    let NetworkConfig::Seq2Seq(network) = &settings.config.network else {
        panic!("not a recurrent network");
    };
    Step::new(weights, rows, settings, network).run(noise)
}

struct Step<'a> {
    weights: &'a Weights<'a>,
    settings: &'a Settings<'a>,
    network: &'a Seq2SeqConfig,
    batch: usize,
    src_lens: Vec<usize>,
    src_len: usize,
    tgt_len: usize,
    /// `[src_len, batch]`.
    src: Vec<u32>,
    /// `[tgt_len, batch]`: `<s>` and the target.
    tgt_in: Vec<u32>,
    /// `[tgt_len, batch]`: the target and `</s>`.
    tgt_out: Vec<u32>,
}

impl<'a> Step<'a> {
    fn new(weights: &'a Weights, rows: &Rows, settings: &'a Settings, network: &'a Seq2SeqConfig) -> Self {
        let special = settings.config.special;
        let src_lens: Vec<usize> = rows.iter().map(|row| row.0.len()).collect();
        let src_len = src_lens.iter().copied().max().expect("a batch has a row");
        let tgt_len = rows.iter().map(|row| row.1.len() + 1).max().expect("a batch has a row");
        let by_time = |len: usize, token: &dyn Fn(usize, usize) -> Option<u32>| -> Vec<u32> {
            let at = |t| (0..rows.len()).map(move |b| token(b, t).unwrap_or(special.pad));
            (0..len).flat_map(at).collect()
        };
        Self {
            src: by_time(src_len, &|b, t| rows[b].0.get(t).copied()),
            tgt_in: by_time(tgt_len, &|b, t| match t {
                0 => Some(special.sos),
                t => rows[b].1.get(t - 1).copied(),
            }),
            tgt_out: by_time(tgt_len, &|b, t| match rows[b].1.len() {
                len if t == len => Some(special.eos),
                _ => rows[b].1.get(t).copied(),
            }),
            weights,
            settings,
            network,
            batch: rows.len(),
            src_lens,
            src_len,
            tgt_len,
        }
    }

    fn run(&self, noise: &mut Noise) -> (Loss, Vec<Vec<f32>>) {
        let Seq2SeqConfig { d_embed, d_hidden, bidirectional, dropout, .. } = *self.network;
        let extent = Extent { lens: &self.src_lens, len: self.src_len };
        let mut gradients = Gradients::default();

        // Forward: encoder, bridge, decoder.
        let src_mask = self.mask(noise, self.src_len, d_embed, dropout);
        let x = self.embed(&self.src, src_mask.as_deref());
        let encoder = Encoder::forward(self.weights, &x, extent, d_hidden, bidirectional);
        let bridge = self.weights.linear("bridge");
        let mut first = bridge.forward(&encoder.last, d_hidden);
        tanh_all(&mut first);
        let attends = self.network.attention == AttentionKind::Additive;
        let key_map = attends.then(|| self.weights.linear("decoder.attention.key"));
        let key = key_map.map_or_else(Vec::new, |map| map.forward(&encoder.outputs, d_hidden));
        let memory = if attends {
            Memory::Attended(Source {
                key: &key,
                value: &encoder.outputs,
                lens: &self.src_lens,
                src_len: self.src_len,
                energy: self.weights.get("decoder.attention.energy.weight"),
            })
        } else {
            Memory::Fixed(&encoder.last)
        };
        let tgt_mask = self.mask(noise, self.tgt_len, d_embed, dropout);
        let embedded = self.embed(&self.tgt_in, tgt_mask.as_deref());
        let decoder = Decoder::new(self.weights, d_embed, d_hidden, attends);
        let pass = decoder.forward(&embedded, first.clone(), &memory, self.tgt_len);

        // Readout and loss, there and back.
        let parts = [
            (embedded.as_slice(), d_embed),
            (pass.states.as_slice(), d_hidden),
            (pass.contexts.as_slice(), d_hidden),
        ];
        let (loss, mut of_embedding, slopes) = self.readout(&parts, noise, &mut gradients);
        let [mut of_embedded, of_states, mut of_contexts] = slopes;

        // Backward: decoder, keys, bridge, encoder.
        let slopes =
            decoder.backward(&embedded, &memory, &pass, (&of_states, &mut of_contexts), &mut gradients);
        add(&mut of_embedded, &slopes.embedded);
        let mut of_first = slopes.first;
        tanh_backward(&mut of_first, &first);
        gradients.set_linear("bridge", &bridge, &of_first, &encoder.last, d_hidden);
        let mut of_last = vec![0.0; encoder.last.len()];
        bridge.backward(&of_first, &mut of_last, d_hidden, To::Set);
        let mut of_outputs = vec![0.0; encoder.outputs.len()];
        if let (Some(source), Some(map)) = (slopes.source, key_map) {
            of_outputs = source.value;
            map.backward(&source.key, &mut of_outputs, d_hidden, To::Add);
            gradients.set_linear("decoder.attention.key", &map, &source.key, &encoder.outputs, d_hidden);
            gradients.set("decoder.attention.energy.weight", source.energy);
        } else {
            add(&mut of_last, &slopes.fixed);
        }
        let mut of_x = encoder.backward(&x, extent, &of_outputs, &of_last, &mut gradients);

        self.embed_back(&self.src, &mut of_x, src_mask.as_deref(), &mut of_embedding);
        self.embed_back(&self.tgt_in, &mut of_embedded, tgt_mask.as_deref(), &mut of_embedding);
        gradients.set("embedding.weight", of_embedding);
        (loss, gradients.in_order(self.weights))
    }

    /// `logits = E drop(tanh(W drop(features) + b)) + b_out` and the loss, only where there is a target;
    /// returns the loss, the gradient of `E` so far, and the slopes of the parts of the features.
    fn readout(
        &self,
        parts: &[(&[f32], usize); 3],
        noise: &mut Noise,
        gradients: &mut Gradients,
    ) -> (Loss, Vec<f32>, [Vec<f32>; 3]) {
        let Seq2SeqConfig { d_embed, dropout, .. } = *self.network;
        let map = self.weights.linear("decoder.readout");
        let width: usize = parts.iter().map(|part| part.1).sum();
        let pad = self.settings.config.special.pad;
        let kept: Vec<usize> = (0..self.tgt_out.len()).filter(|&row| self.tgt_out[row] != pad).collect();
        let ids: Vec<u32> = kept.iter().map(|&row| self.tgt_out[row]).collect();

        let features_mask =
            self.mask(noise, self.tgt_len, width, dropout).map(|mask| pick(&mask, &kept, width));
        let readout_mask =
            self.mask(noise, self.tgt_len, d_embed, dropout).map(|mask| pick(&mask, &kept, d_embed));
        let mut features = Vec::with_capacity(kept.len() * width);
        for &row in &kept {
            for (part, d) in parts {
                features.extend_from_slice(&part[row * d..][..*d]);
            }
        }
        apply(&mut features, features_mask.as_deref());
        let mut inner = map.forward(&features, width);
        tanh_all(&mut inner);
        let mut readout = inner.clone();
        apply(&mut readout, readout_mask.as_deref());

        let Slopes { loss, embedding: of_embedding, x: mut of_inner } =
            score(self.weights, &readout, &ids, self.settings, gradients);
        apply(&mut of_inner, readout_mask.as_deref());
        tanh_backward(&mut of_inner, &inner);
        gradients.set_linear("decoder.readout", &map, &of_inner, &features, width);
        let mut of_features = vec![0.0; features.len()];
        map.backward(&of_inner, &mut of_features, width, To::Set);
        apply(&mut of_features, features_mask.as_deref());

        let mut column = 0;
        let of_parts = parts.map(|(part, d)| {
            let from = columns(&of_features, column, width, d);
            column += d;
            let mut slope = vec![0.0; part.len()];
            for (from, &row) in from.chunks_exact(d).zip(&kept) {
                slope[row * d..][..d].copy_from_slice(from);
            }
            slope
        });
        (loss, of_embedding, of_parts)
    }

    /// A dropout mask `[len, batch, width]`, drawn as the network draws it: `[batch, len, width]`.
    fn mask(&self, noise: &mut Noise, len: usize, width: usize, dropout: f64) -> Option<Vec<f32>> {
        let drawn = noise.mask(self.batch * len * width, dropout)?;
        let mut mask = Vec::with_capacity(drawn.len());
        for t in 0..len {
            for b in 0..self.batch {
                mask.extend_from_slice(&drawn[(b * len + t) * width..][..width]);
            }
        }
        Some(mask)
    }

    fn embed(&self, ids: &[u32], mask: Option<&[f32]>) -> Vec<f32> {
        let d = self.network.d_embed;
        let embedding = self.weights.get("embedding.weight");
        let mut x: Vec<f32> = Vec::with_capacity(ids.len() * d);
        for &id in ids {
            x.extend_from_slice(&embedding[id as usize * d..][..d]);
        }
        apply(&mut x, mask);
        x
    }

    fn embed_back(&self, ids: &[u32], slope: &mut [f32], mask: Option<&[f32]>, embedding: &mut [f32]) {
        let d = self.network.d_embed;
        apply(slope, mask);
        for (&id, slope) in ids.iter().zip(slope.chunks_exact(d)) {
            add(&mut embedding[id as usize * d..][..d], slope);
        }
    }
}

fn apply(x: &mut [f32], mask: Option<&[f32]>) {
    if let Some(mask) = mask {
        multiply(x, mask);
    }
}

/// Some rows.
fn pick(from: &[f32], rows: &[usize], width: usize) -> Vec<f32> {
    rows.iter().flat_map(|&row| from[row * width..][..width].iter().copied()).collect()
}
