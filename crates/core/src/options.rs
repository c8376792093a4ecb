//! What a page may ask of a translation.
//!
//! ```
//! use seq2see_core::Options;
//!
//! let options = Options { beam_size: 4, masked: vec![2], ..Options::default() };
//! assert_eq!((options.length_penalty, options.max_repeats), (1.0, 4));
//! ```

use serde::{Deserialize, Serialize};

use crate::config::ModelConfig;
use crate::error::{Error, Result};
use crate::interventions::Interventions;

/// How to translate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Options {
    /// Hypotheses kept side by side; 1 is greedy. Where no token depends on those before it, a beam finds what
    /// greedy choice finds, and is left out.
    pub beam_size: usize,
    /// Exponent of the length penalty (0: none), Wu et al. 2016, eq. 14.
    pub length_penalty: f32,
    /// Most tokens to make, `</s>` included; 0: as many as the length of the source suggests. A network that
    /// writes as it reads makes as many as the source has.
    pub max_length: usize,
    /// How many candidates a step reports.
    pub top_k: usize,
    /// Target ids to begin with.
    pub prefix: Vec<u32>,
    /// Source positions that no part of the network reads: an encoder passes over them as over padding, and attention
    /// gives them no weight; a network that writes as it reads takes a step with a vector of zeros.
    pub masked: Vec<usize>,
    /// Attention rows set from outside (recurrent networks).
    pub attention: Vec<AttentionOverride>,
    /// Source lengths are rounded up to a multiple of this with masked padding, so that a device
    /// that compiles for shapes meets few of them.
    pub source_padding: usize,
    /// The same for what a Transformer's decoder keeps of the target: room for the longest translation from the
    /// start, rounded up to a multiple of this; 0 or 1: it grows with every token. With room, a beam's batch keeps its size.
    pub target_padding: usize,
    /// A greedy translation ends, and a beam's hypothesis too, where it has written a few tokens more often in a row
    /// than this (a single token: than three times this) and than the source repeats something itself; 0: never.
    pub max_repeats: usize,
    /// What of the computation is set or switched off.
    pub interventions: Interventions,
}

/// The attention of one step, set from outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttentionOverride {
    /// The step.
    pub position: usize,
    /// A weight for every source token, in the order of the text; scaled to sum to 1.
    pub weights: Vec<f32>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            beam_size: 1,
            length_penalty: 1.0,
            max_length: 0,
            top_k: 5,
            prefix: vec![],
            masked: vec![],
            attention: vec![],
            source_padding: 1,
            target_padding: 1,
            max_repeats: 4,
            interventions: Interventions::default(),
        }
    }
}

/// More padding than this fills a memory for nothing.
const MOST_PADDING: usize = 1024;

impl Options {
    /// Target tokens to make room for from the start, where at most `limit` are made; 0: as they come.
    pub(crate) fn room(&self, limit: usize) -> usize {
        match self.target_padding {
            // Where every token sees all, there is none beyond the last.
            _ if !self.interventions.causal_mask => 0,
            0 | 1 => 0,
            multiple => limit.next_multiple_of(multiple),
        }
    }

    /// Refuses what no run can honour.
    ///
    /// # Errors
    /// [`Error::Option`] says what is wrong.
    pub(crate) fn check(&self, src_len: usize, config: &ModelConfig) -> Result<()> {
        let wrong = |what: &str| Err(Error::Option(what.into()));
        if self.beam_size == 0 || self.beam_size > 64 {
            return wrong("the beam size must be from 1 to 64");
        }
        if !self.length_penalty.is_finite() {
            return wrong("the length penalty must be a number");
        }
        if self.source_padding.max(self.target_padding) > MOST_PADDING {
            return wrong("a padding must be at most 1024");
        }
        if self.prefix.iter().any(|&id| id as usize >= config.vocab_size || !config.special.may_follow(id)) {
            return wrong("the prefix has an id that is no piece of the target");
        }
        if self.masked.iter().any(|&j| j >= src_len) {
            return wrong("the masked positions must be in the source");
        }
        // The last token is `</s>`: alone it says nothing.
        if !self.masked.is_empty() && (0..src_len - 1).all(|j| self.masked.contains(&j)) {
            return Err(Error::AllHidden);
        }
        let fits = |row: &AttentionOverride| {
            row.weights.len() == src_len
                && row.weights.iter().all(|w| w.is_finite() && *w >= 0.0)
                && (f32::MIN_POSITIVE..f32::INFINITY).contains(&row.weights.iter().sum())
        };
        if !self.attention.is_empty() && !config.attends() {
            return wrong("only a recurrent network with attention can have its attention set");
        }
        if !self.attention.iter().all(fits) {
            return wrong("an attention row needs a weight ≥ 0 for every source token, and one above 0");
        }
        if self.attention.iter().any(|row| self.masked.iter().any(|&j| row.weights[j] > 0.0)) {
            return wrong("an attention row has weight on a token that is masked");
        }
        self.interventions.check(src_len, &self.masked, config)
    }
}
