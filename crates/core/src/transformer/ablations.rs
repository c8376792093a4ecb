//! Parts of a Transformer that are switched off.

use serde::{Deserialize, Serialize};

use crate::config::TransformerConfig;

/// What of a Transformer is switched off: nothing, by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ablations {
    /// The sinusoids.
    pub positions: bool,
    /// The mask by which no target token sees a later one.
    pub causal_mask: bool,
    /// Heads whose result is left out.
    pub heads: Vec<HeadAt>,
    /// Parts of layers whose input is not added to what they make of it.
    pub residuals: Vec<SublayerAt>,
}

/// The parts of a layer; Vaswani et al. 2017, §3.1. Named as in [`Part`](crate::inspect::Part).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Sublayer {
    /// The encoder's attention to the source.
    EncoderSelfAttention,
    /// The encoder's feed-forward part.
    EncoderFeedForward,
    /// The decoder's attention to the target.
    SelfAttention,
    /// The decoder's attention to the source.
    CrossAttention,
    /// The decoder's feed-forward part.
    FeedForward,
}

/// A head of an attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HeadAt {
    /// Which attention.
    pub part: Sublayer,
    /// From 0, nearest the embedding.
    pub layer: usize,
    /// From 0.
    pub head: usize,
}

/// A part of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SublayerAt {
    /// Which part.
    pub part: Sublayer,
    /// From 0, nearest the embedding.
    pub layer: usize,
}

impl Ablations {
    /// The heads that are left out of an attention.
    pub(crate) fn heads_of(&self, part: Sublayer, layer: usize) -> Vec<usize> {
        let here = |at: &&HeadAt| at.part == part && at.layer == layer;
        self.heads.iter().filter(here).map(|at| at.head).collect()
    }

    /// Whether the input of a part is added to its result.
    pub(crate) fn adds_residual(&self, part: Sublayer, layer: usize) -> bool {
        !self.residuals.contains(&SublayerAt { part, layer })
    }

    /// Whether a network has what is switched off.
    pub(crate) fn fit(&self, network: &TransformerConfig) -> bool {
        let attends = |part| !matches!(part, Sublayer::EncoderFeedForward | Sublayer::FeedForward);
        let head = |at: &HeadAt| attends(at.part) && at.layer < network.n_layers && at.head < network.n_heads;
        self.heads.iter().all(head) && self.residuals.iter().all(|at| at.layer < network.n_layers)
    }
}
