//! How far a run is: the part of its state that is not tensors.

use serde::{Deserialize, Serialize};

use crate::run::history::Learned;
use crate::run::schedule::Budget;
use crate::text::examples::{Author, Example};

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Optimiser steps done.
    pub step: u64,
    /// Seconds of training, pauses left out.
    pub elapsed: f64,
    /// Source and target tokens trained on.
    pub tokens: u64,
    /// Of these, tokens of back-translated text.
    #[serde(default)]
    pub back_tokens: u64,
    /// Of these, tokens of distilled text.
    #[serde(default)]
    pub distilled_tokens: u64,
    /// The run's length.
    pub budget: Budget,
    /// The random seed.
    pub seed: u64,
    /// Parts of a batch; another number gives other results.
    pub shards: usize,
    /// Seconds of training at the last development evaluation.
    pub looked: f64,
    /// The best development evaluation.
    pub best: Option<Look>,
    /// Parameters initialised from another network.
    #[serde(default)]
    pub init: Vec<String>,
    /// That network's name or folder.
    #[serde(default)]
    pub init_from: Option<String>,
    /// That network's training history, if all parameters are from there: the run continues it.
    #[serde(default)]
    pub continued: Option<Learned>,
}

impl Progress {
    /// Counts the tokens of a batch; returns their number.
    pub fn count(&mut self, batch: &[&Example]) -> u64 {
        let before = self.tokens;
        for example in batch {
            let tokens = (example.src.len() + example.tgt.len()) as u64;
            self.tokens += tokens;
            match example.by {
                Author::Person => {}
                Author::BackTranslation => self.back_tokens += tokens,
                Author::Teacher => self.distilled_tokens += tokens,
            }
        }
        self.tokens - before
    }

    /// Whether the run has used up a budget.
    pub fn has_used(&self, budget: Budget) -> bool {
        budget.fraction(self.step, self.elapsed) >= 1.0
    }
}

/// A development evaluation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// After this many steps.
    pub step: u64,
    /// BLEU by source language.
    pub bleu: std::collections::BTreeMap<String, f64>,
    /// Their mean, by which evaluations are compared.
    pub mean: f64,
}

impl From<&Progress> for Learned {
    fn from(progress: &Progress) -> Self {
        Self {
            steps: progress.step,
            tokens: progress.tokens,
            back_translated_tokens: progress.back_tokens,
            distilled_tokens: progress.distilled_tokens,
            seconds: progress.elapsed,
            initialised_from: progress.init_from.clone(),
            initialised_from_another: progress.init.clone(),
        }
    }
}
