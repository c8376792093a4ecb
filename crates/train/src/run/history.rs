//! A network's training history: a continued checkpoint counts all of its runs.

use serde::{Deserialize, Serialize};

/// Totals of one run, or of several that continued one network.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Learned {
    /// Optimiser steps.
    pub steps: u64,
    /// Source and target tokens.
    pub tokens: u64,
    /// Of these, tokens of back-translated text.
    pub back_translated_tokens: u64,
    /// Of these, tokens of distilled text.
    pub distilled_tokens: u64,
    /// Seconds of training.
    pub seconds: f64,
    /// The network that the first run was initialised from.
    pub initialised_from: Option<String>,
    /// The parameters copied from there.
    pub initialised_from_another: Vec<String>,
}

impl Learned {
    /// The sum of the earlier runs, if any, and a later one.
    pub fn whole(before: Option<Self>, then: Self) -> Self {
        let Some(before) = before else { return then };
        Self {
            steps: before.steps + then.steps,
            tokens: before.tokens + then.tokens,
            back_translated_tokens: before.back_translated_tokens + then.back_translated_tokens,
            distilled_tokens: before.distilled_tokens + then.distilled_tokens,
            seconds: before.seconds + then.seconds,
            ..before
        }
    }

    /// The parts of the network whose parameters it took from another, such as `embedding`, each once in a row.
    pub fn parts(&self) -> Vec<&str> {
        let part = |name: &'_ String| name.find('.').unwrap_or(name.len());
        let mut parts: Vec<&str> =
            self.initialised_from_another.iter().map(|name| &name[..part(name)]).collect();
        parts.dedup();
        parts
    }
}
