//! What a reader changes of a network's computation, to see what it was good for.
//!
//! ```
//! use seq2see_core::interventions::{GateName, HeldGate, Interventions, Side};
//!
//! let asked = r#"{"gates": [{"side": "source", "gate": "forget_gate", "value": 0, "position": 2}], "temperature": 0.5}"#;
//! let asked: Interventions = serde_json::from_str(asked).expect("interventions");
//! assert_eq!(asked.gates_at(Side::Source, 2), [HeldGate { gate: GateName::ForgetGate, value: 0.0 }]);
//! assert!(asked.gates_at(Side::Source, 3).is_empty() && asked.causal_mask);
//! ```

use serde::{Deserialize, Serialize};

use crate::config::{CellKind, ModelConfig, NetworkConfig, Seq2SeqConfig};
use crate::error::{Error, Result};
pub use crate::ops::gates::{GateName, HeldGate};
pub use crate::transformer::ablations::{Ablations, HeadAt, Sublayer, SublayerAt};

/// What of a run's computation is set from outside: nothing, by default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Interventions {
    /// `d_hidden` numbers in place of the last encoder state (of both directions, left to right first): what a recurrent
    /// decoder starts from and, where its context is fixed, reads at every step.
    pub context: Option<Vec<f32>>,
    /// Gates of recurrent cells that are held at a value.
    pub gates: Vec<Clamp>,
    /// The weights that a recurrent decoder reads the source with. A row set for a step
    /// ([`AttentionOverride`](crate::options::AttentionOverride)) goes before.
    pub weights: WeightsBy,
    /// Whether a Transformer knows where its tokens stand.
    pub positions: bool,
    /// Whether no token of a Transformer's decoder sees a later one. Without the mask all tokens written so far are computed
    /// anew at every step, each of them seeing all.
    pub causal_mask: bool,
    /// Heads of a Transformer whose result is left out.
    pub heads_off: Vec<HeadAt>,
    /// Parts of a Transformer's layers whose input is not added to what they make of it.
    pub residuals_off: Vec<SublayerAt>,
    /// By what the logits are divided before the softmax; which piece is the best does not depend on it.
    pub temperature: f32,
}

/// A gate of a recurrent cell that is held at a value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Clamp {
    /// Of the encoder (of both its directions) or of the decoder.
    pub side: Side,
    /// Which gate.
    pub gate: GateName,
    /// From 0 to 1.
    pub value: f32,
    /// At which token of the source, in the order of the text, or at which step; everywhere, if it is not said.
    #[serde(default)]
    pub position: Option<usize>,
}

/// Which half of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    /// The encoder.
    Source,
    /// The decoder.
    Target,
}

/// Where the weights of an attention come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum WeightsBy {
    /// From its scores.
    #[default]
    Computed,
    /// All tokens that are not hidden weigh the same.
    Uniform,
    /// The computed ones, each given to another token.
    Permuted {
        /// For every source token, in the order of the text, whose weight it gets. A token that is hidden keeps its own.
        order: Vec<usize>,
    },
}

impl Default for Interventions {
    fn default() -> Self {
        Self {
            context: None,
            gates: vec![],
            weights: WeightsBy::Computed,
            positions: true,
            causal_mask: true,
            heads_off: vec![],
            residuals_off: vec![],
            temperature: 1.0,
        }
    }
}

/// A temperature outside these says nothing that these do not.
const TEMPERATURES: std::ops::RangeInclusive<f32> = 0.01..=100.0;

impl Interventions {
    /// The gates that are held at a token of the source (in the order of the text) or at a step.
    pub fn gates_at(&self, side: Side, position: usize) -> Vec<HeldGate> {
        let here = |clamp: &&Clamp| clamp.side == side && clamp.position.is_none_or(|at| at == position);
        self.gates.iter().filter(here).map(|&Clamp { gate, value, .. }| HeldGate { gate, value }).collect()
    }

    /// What is switched off of a Transformer.
    pub(crate) fn ablations(&self) -> Ablations {
        Ablations {
            positions: !self.positions,
            causal_mask: !self.causal_mask,
            heads: self.heads_off.clone(),
            residuals: self.residuals_off.clone(),
        }
    }

    /// Refuses what a network lacks.
    ///
    /// # Errors
    /// [`Error::Option`] says what is wrong.
    pub(crate) fn check(&self, src_len: usize, masked: &[usize], config: &ModelConfig) -> Result<()> {
        let wrong = |what: &str| Err(Error::Option(what.into()));
        let recurrent = match &config.network {
            NetworkConfig::Seq2Seq(network) => Some(network),
            NetworkConfig::Elman(_) | NetworkConfig::Transformer(_) => None,
        };
        if !TEMPERATURES.contains(&self.temperature) {
            return wrong("the temperature must be from 0.01 to 100");
        }
        let fits = |context: &Vec<f32>| {
            let len = recurrent.map(|network| network.d_hidden);
            len == Some(context.len()) && context.iter().all(|x| x.is_finite())
        };
        if !self.context.iter().all(fits) {
            return wrong("a context must have a number for each of a recurrent encoder's state");
        }
        if !self.gates.iter().all(|clamp| recurrent.is_some_and(|network| clamp.fits(network, src_len))) {
            return wrong("a gate to be held must be the cell's, at a token or step, its value from 0 to 1");
        }
        if self.weights != WeightsBy::Computed && !config.attends() {
            return wrong("only a recurrent network with attention can have its attention set");
        }
        if let WeightsBy::Permuted { order } = &self.weights {
            let mut sorted = order.clone();
            sorted.sort_unstable();
            if !sorted.into_iter().eq(0..src_len) || masked.iter().any(|&j| order[j] != j) {
                return wrong(
                    "a permutation must have every source token once, those that are masked in place",
                );
            }
        }
        let ablations = self.ablations();
        match &config.network {
            NetworkConfig::Transformer(network) if ablations.fit(network) => Ok(()),
            _ if ablations == Ablations::default() => Ok(()),
            _ => wrong("what is to be switched off must be a part of a Transformer"),
        }
    }
}

impl Clamp {
    /// Whether a network has such a gate there.
    fn fits(&self, network: &Seq2SeqConfig, src_len: usize) -> bool {
        let has = match self.gate {
            GateName::Reset | GateName::Update => network.cell == CellKind::Gru,
            GateName::InputGate | GateName::ForgetGate | GateName::OutputGate => {
                network.cell == CellKind::Lstm
            }
        };
        let reached = self.side == Side::Target || self.position.is_none_or(|at| at < src_len);
        has && reached && (0.0..=1.0).contains(&self.value)
    }
}
