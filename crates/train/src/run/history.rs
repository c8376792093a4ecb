//! What a network had learned from before a run took it over: a checkpoint that is continued keeps its whole account.

use serde::{Deserialize, Serialize};

/// The account of one run, or of several that went on with one network.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Learned {
    /// Optimiser steps.
    pub steps: u64,
    /// Source and target tokens.
    pub tokens: u64,
    /// Of these, those of text translated back.
    pub back_translated_tokens: u64,
    /// Of these, those of what a teacher made.
    pub distilled_tokens: u64,
    /// Seconds of training.
    pub seconds: f64,
    /// The other network that the first run began with.
    pub initialised_from: Option<String>,
    /// The parameters that it took from there.
    pub initialised_from_another: Vec<String>,
}

impl Learned {
    /// Both together: what came before, if anything did, and what was learned then.
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
}
