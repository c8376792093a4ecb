//! Loss and gradients of a part of a batch.

use seq2see_core::config::{AttentionKind, ModelConfig, NetworkConfig, Seq2SeqConfig};
use seq2see_core::noise::Noise;

use super::Step;
use super::attention::Attention;
use super::decoder::{Decoder, Reads};
use super::embedding::{embed, embed_back};
use super::encoder::Encoder;
use super::output::{Slopes, score};
use super::packing::Packing;
use super::products::To;
use super::rows::{apply, columns, join, mask, pick, put_back};
use super::vectors::{add, tanh_all, tanh_backward};
use super::weights::{Gradients, Weights};
use crate::loss::Loss;
use crate::target_pieces::TargetPieces;

/// Pairs of source ids (with `</s>`) and target ids (without marks).
pub type Rows<'a> = [(&'a [u32], &'a [u32])];

/// What is asked of a step.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// The network's; one that [`covers`](super::covers).
    pub config: &'a ModelConfig,
    /// What can be written; the loss is over these.
    pub pieces: &'a TargetPieces,
    /// `ε` of the label smoothing.
    pub smoothing: f64,
    /// The loss is divided by this: the target tokens of the whole batch.
    pub divisor: f64,
}

/// As [`gradients`](super::gradients), for a recurrent network.
pub(super) fn gradients(weights: &Weights, rows: &Rows, settings: &Settings, noise: &mut Noise) -> Step {
    let NetworkConfig::Seq2Seq(network) = &settings.config.network else {
        panic!("not a recurrent network");
    };
    Pass::new(weights, rows, settings, network).run(noise)
}

struct Pass<'a> {
    weights: &'a Weights<'a>,
    settings: &'a Settings<'a>,
    network: &'a Seq2SeqConfig,
    src_packing: Packing,
    tgt_packing: Packing,
    /// By source token.
    src: Vec<u32>,
    /// By target token: `<s>` and the target.
    tgt_in: Vec<u32>,
    /// By target token: the target and `</s>`.
    tgt_out: Vec<u32>,
}

impl<'a> Pass<'a> {
    fn new(weights: &'a Weights, rows: &Rows, settings: &'a Settings, network: &'a Seq2SeqConfig) -> Self {
        let special = settings.config.special;
        let src_lens: Vec<usize> = rows.iter().map(|row| row.0.len()).collect();
        let tgt_lens: Vec<usize> = rows.iter().map(|row| row.1.len() + 1).collect();
        let (src_packing, tgt_packing) = (Packing::new(&src_lens), Packing::new(&tgt_lens));
        let before = |t: usize| t.checked_sub(1);
        Self {
            src: src_packing.each().map(|(row, t)| rows[row].0[t]).collect(),
            tgt_in: tgt_packing
                .each()
                .map(|(row, t)| before(t).map_or(special.sos, |t| rows[row].1[t]))
                .collect(),
            tgt_out: tgt_packing
                .each()
                .map(|(row, t)| rows[row].1.get(t).copied().unwrap_or(special.eos))
                .collect(),
            weights,
            settings,
            network,
            src_packing,
            tgt_packing,
        }
    }

    fn run(&self, noise: &mut Noise) -> Step {
        let Seq2SeqConfig { d_embed, d_hidden, attention: kind, .. } = *self.network;
        let (src, tgt) = (&self.src_packing, &self.tgt_packing);
        let mut gradients = Gradients::default();

        // Forward: encoder, bridge, decoder. The decoder's rows are in another order than the encoder's.
        let src_mask = self.mask(noise, src, d_embed);
        let x = embed(self.weights, &self.src, src_mask.as_deref());
        let encoder = Encoder::forward(self.weights, self.network, &x, src);
        let places = tgt.places_in(src);
        let last = pick(&encoder.last, &places, d_hidden);
        let bridge = self.weights.linear("bridge");
        let mut first = bridge.forward(&last, d_hidden);
        tanh_all(&mut first);
        let attention = Attention::new(self.weights, kind, d_hidden);
        let source = attention.as_ref().map(|attention| attention.source(&encoder.outputs, src, tgt));
        let reads = match (kind, source) {
            (AttentionKind::Additive, Some(source)) => Reads::Before(source),
            (_, Some(source)) => Reads::After(source),
            (AttentionKind::FixedContext, None) => Reads::Fixed(&last),
            (_, None) => Reads::None,
        };
        let tgt_mask = self.mask(noise, tgt, d_embed);
        let embedded = embed(self.weights, &self.tgt_in, tgt_mask.as_deref());
        let decoder = Decoder::new(self.weights, self.network);
        let pass = decoder.forward(&embedded, first.clone(), &reads, tgt);

        // Readout and loss, there and back.
        let (states, contexts) = ((&*pass.cell.after, d_hidden), (&*pass.contexts, d_hidden));
        let nothing = (&[][..], 0);
        let parts = match reads {
            Reads::None => [nothing, states, nothing],
            Reads::After(_) => [nothing, contexts, states],
            Reads::Fixed(_) | Reads::Before(_) => [(&*embedded, d_embed), states, contexts],
        };
        let (loss, mut of_embedding, slopes) = self.readout(&parts, noise, &mut gradients);
        let [of_read, mut of_states, mut of_contexts] = slopes;
        if let Reads::After(_) = reads {
            std::mem::swap(&mut of_states, &mut of_contexts);
        }

        // Backward: decoder, bridge, encoder.
        let slopes =
            decoder.backward(&embedded, &reads, &pass, (of_states, of_contexts), (tgt, &mut gradients));
        let mut of_embedded = slopes.embedded;
        // Nothing, where the readout does not read the embedding.
        add(&mut of_embedded, &of_read);
        let mut of_first = slopes.first;
        tanh_backward(&mut of_first, &first);
        gradients.set_linear("bridge", &bridge, &of_first, &last, d_hidden);
        let mut of_last = slopes.fixed.unwrap_or_else(|| vec![0.0; last.len()]);
        bridge.backward(&of_first, &mut of_last, d_hidden, To::Add);
        let of_last = put_back(&of_last, &places, d_hidden);
        let mut of_x = encoder.backward(&x, src, (slopes.outputs.as_deref(), &of_last), &mut gradients);

        embed_back(&self.src, &mut of_x, src_mask.as_deref(), &mut of_embedding);
        embed_back(&self.tgt_in, &mut of_embedded, tgt_mask.as_deref(), &mut of_embedding);
        gradients.set("embedding.weight", of_embedding);
        gradients.of(loss, self.weights)
    }

    /// `logits = E drop(tanh(W drop(features) + b)) + b_out` and the loss; returns the loss, the gradient
    /// of `E` so far, and the slopes of the parts of the features.
    fn readout(
        &self,
        parts: &[(&[f32], usize); 3],
        noise: &mut Noise,
        gradients: &mut Gradients,
    ) -> (Loss, Vec<f32>, [Vec<f32>; 3]) {
        let map = self.weights.linear("decoder.readout");
        let width: usize = parts.iter().map(|part| part.1).sum();
        let features_mask = self.mask(noise, &self.tgt_packing, width);
        let readout_mask = self.mask(noise, &self.tgt_packing, self.network.d_embed);
        let mut features = join(parts);
        apply(&mut features, features_mask.as_deref());
        let mut inner = map.forward(&features, width);
        tanh_all(&mut inner);
        let mut readout = inner.clone();
        apply(&mut readout, readout_mask.as_deref());

        let Slopes { loss, embedding: of_embedding, x: mut of_inner } =
            score(self.weights, &readout, &self.tgt_out, self.settings, gradients);
        apply(&mut of_inner, readout_mask.as_deref());
        tanh_backward(&mut of_inner, &inner);
        gradients.set_linear("decoder.readout", &map, &of_inner, &features, width);
        let mut of_features = vec![0.0; features.len()];
        map.backward(&of_inner, &mut of_features, width, To::Set);
        apply(&mut of_features, features_mask.as_deref());

        let mut column = 0;
        let of_parts = parts.map(|(_, d)| {
            column += d;
            columns(&of_features, column - d, width, d)
        });
        (loss, of_embedding, of_parts)
    }

    /// A dropout mask `[tokens, width]`.
    fn mask(&self, noise: &mut Noise, packing: &Packing, width: usize) -> Option<Vec<f32>> {
        let shape = [packing.batch(), packing.len(), width];
        mask((noise, self.network.dropout), shape, packing.each())
    }
}
