//! What a network had learned from before a run took it over: a checkpoint that is continued keeps its whole account.

use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::plan::read_metrics;
use crate::state::{Progress, read_progress};

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
    /// The account of a run's or a checkpoint's folder, with what came before it; none where the folder tells nothing.
    ///
    /// # Errors
    /// If a file is broken.
    pub fn of(folder: &Path) -> Result<Option<Self>> {
        let (state, metrics) = (folder.join("state.safetensors"), folder.join("metrics.json"));
        if state.exists() {
            let progress = read_progress(&state)?;
            return Ok(Some(Self::whole(progress.continued.clone(), Self::from(&progress))));
        }
        if !metrics.exists() {
            return Ok(None);
        }
        let read = |value: &Value| -> Result<Option<Self>> {
            serde_json::from_value(value.clone()).with_context(|| metrics.display().to_string())
        };
        let training = &read_metrics(&metrics)?["training"];
        let (before, own) = (read(&training["continued"])?, read(training)?);
        Ok(own.map(|own| Self::whole(before, own)))
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_that_was_continued_keeps_its_whole_account() {
        let folder = std::env::temp_dir().join(format!("seq2see-history-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("made");
        assert_eq!(Learned::of(&folder).expect("read"), None);
        let metrics = r#"{ "training": {
            "steps": 3000, "tokens": 7, "seconds": 60.0, "initialised_from": "models/dot", "seed": 1,
            "continued": { "steps": 500, "tokens": 5, "distilled_tokens": 2, "seconds": 20.0,
                           "initialised_from": "additive", "initialised_from_another": ["embedding.weight"] }
        } }"#;
        std::fs::write(folder.join("metrics.json"), metrics).expect("written");
        let learned = Learned::of(&folder).expect("read").expect("an account");
        assert_eq!((learned.steps, learned.tokens, learned.distilled_tokens), (3500, 12, 2));
        assert_eq!(learned.seconds, 80.0);
        assert_eq!(learned.initialised_from.as_deref(), Some("additive"));
        std::fs::remove_dir_all(&folder).expect("removed");
    }
}
