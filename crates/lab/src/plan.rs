//! Which network learns which task, and how.

use seq2see_core::ModelConfig;
use seq2see_core::config::{
    AttentionKind, CellKind, ElmanConfig, FORMAT, NetworkConfig, Seq2SeqConfig, SpecialIds, TransformerConfig,
};
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::task::Task;

/// Everything that a run follows from: the same plan gives the same run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// What is learned.
    pub task: Task,
    /// The recurrent cell.
    pub cell: CellKind,
    /// Where the source enters.
    pub attention: Enters,
    /// Width of states, embeddings and what else the network has; even, of a Transformer a multiple of 4.
    pub size: usize,
    /// Whether the encoder reads in both directions.
    #[serde(default)]
    pub bidirectional: bool,
    /// Of a Transformer.
    #[serde(default = "one")]
    pub layers: usize,
    /// Share of activations dropped in training.
    #[serde(default)]
    pub dropout: f64,
    /// Learning rate, the highest where it changes.
    pub rate: f64,
    /// Updates over which the rate rises; from then on it falls with the root of the updates. 0: it stays the same.
    #[serde(default)]
    pub warmup: u64,
    /// The most that the gradients' norm may be.
    pub clip: f64,
    /// Pairs an update learns from.
    pub batch: usize,
    /// All chance follows from it.
    pub seed: u64,
}

/// Where the source enters the decoder; or the other family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Enters {
    /// As the decoder's first state.
    FirstState,
    /// As one context, read at every step.
    FixedContext,
    /// By Bahdanau's attention.
    Additive,
    /// By Luong's, `dot`.
    Dot,
    /// By Luong's, `general`.
    General,
    /// By Luong's, `concat`.
    Concat,
    /// By a product of states that is divided by the root of their width.
    ScaledDot,
    /// By the cosine between states.
    Cosine,
    /// By a Transformer's.
    Transformer,
}

fn one() -> usize {
    1
}

/// The longest warm-up.
const LONGEST_WARMUP: u64 = 10_000;
/// The widest network.
const WIDEST: usize = 128;

impl Plan {
    /// Refuses what no network can follow.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn check(&self) -> Result<(), Error> {
        let wrong = |what: String| Err(Error::Plan(what));
        let step = if self.attention == Enters::Transformer { 4 } else { 2 };
        if !(4..=WIDEST).contains(&self.size) || !self.size.is_multiple_of(step) {
            return wrong(format!("size must be a multiple of {step} from 4 to {WIDEST}"));
        }
        if !(1..=2).contains(&self.layers) || !(1..=256).contains(&self.batch) {
            return wrong("layers must be 1 or 2, batch 1 to 256".into());
        }
        if !(0.0..0.9).contains(&self.dropout) {
            return wrong("dropout must be from 0 to below 0.9".into());
        }
        if !(self.rate >= 0.0 && self.rate.is_finite() && self.clip > 0.0) {
            return wrong("rate must be a number from 0 on, clip a number above 0".into());
        }
        if self.warmup > LONGEST_WARMUP {
            return wrong(format!("warm-up must be 0 to {LONGEST_WARMUP} updates"));
        }
        Ok(())
    }

    /// The learning rate of an update, counted from 0: Vaswani et al. 2017, eq. 3, with the highest rate given.
    #[expect(clippy::cast_precision_loss, reason = "updates of a small network")]
    pub fn rate_at(&self, update: u64) -> f64 {
        if self.warmup == 0 {
            return self.rate;
        }
        let (step, warmup) = ((update + 1) as f64, self.warmup as f64);
        self.rate * (step / warmup).min((warmup / step).sqrt())
    }

    /// The network's description.
    pub(crate) fn model_config(&self, shape: &Shape) -> ModelConfig {
        ModelConfig {
            format: FORMAT,
            mechanism: "bench".into(),
            source_languages: vec!["fr".into(), "ko".into()],
            target_language: "en".into(),
            vocab_size: shape.vocab_size,
            special: shape.special,
            max_source: shape.max_source.max(2),
            max_target: shape.max_target.max(2),
            network: self.network(shape.as_it_reads),
        }
    }

    fn network(&self, as_it_reads: bool) -> NetworkConfig {
        let (size, dropout) = (self.size, self.dropout);
        let kind = match self.attention {
            Enters::Transformer => {
                return NetworkConfig::Transformer(TransformerConfig {
                    d_model: size,
                    n_heads: 2,
                    n_layers: self.layers,
                    d_ff: 2 * size,
                    dropout,
                });
            }
            _ if as_it_reads => return NetworkConfig::Elman(ElmanConfig { d_hidden: size, dropout }),
            Enters::FirstState => AttentionKind::FirstState,
            Enters::FixedContext => AttentionKind::FixedContext,
            Enters::Additive => AttentionKind::Additive,
            Enters::Dot => AttentionKind::Dot,
            Enters::General => AttentionKind::General,
            Enters::Concat => AttentionKind::Concat,
            Enters::ScaledDot => AttentionKind::ScaledDot,
            Enters::Cosine => AttentionKind::Cosine,
        };
        NetworkConfig::Seq2Seq(Seq2SeqConfig {
            cell: self.cell,
            d_embed: size,
            d_hidden: size,
            bidirectional: self.bidirectional,
            reversed: false,
            attention: kind,
            d_attention: size,
            window: 0,
            dropout,
        })
    }
}

/// What of a task a network's description needs.
pub(crate) struct Shape {
    pub(crate) vocab_size: usize,
    pub(crate) special: SpecialIds,
    pub(crate) max_source: usize,
    pub(crate) max_target: usize,
    pub(crate) as_it_reads: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_rises_to_its_highest_and_falls_with_the_root() {
        let plan = Plan {
            task: Task::Reverse,
            cell: CellKind::Gru,
            attention: Enters::Dot,
            size: 8,
            bidirectional: false,
            layers: 1,
            dropout: 0.0,
            rate: 0.02,
            warmup: 10,
            clip: 1.0,
            batch: 4,
            seed: 1,
        };
        let near =
            |update, expected: f64| assert!((plan.rate_at(update) - expected).abs() < 1e-12, "{update}");
        near(0, 0.002);
        near(9, 0.02);
        near(39, 0.01);
        assert_eq!(Plan { warmup: 0, ..plan }.rate_at(39), 0.02);
    }
}
