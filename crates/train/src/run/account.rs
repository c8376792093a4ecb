//! Where the account of what a network had learned is read from: a run's state, or a checkpoint's metrics.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::plan::read_metrics;
use crate::run::history::Learned;
use crate::run::state::read_progress;

/// The account of a run's or a checkpoint's folder, with what came before it; none where the folder tells nothing.
///
/// # Errors
/// If a file is broken.
pub fn of(folder: &Path) -> Result<Option<Learned>> {
    let (state, metrics) = (folder.join("state.safetensors"), folder.join("metrics.json"));
    if state.exists() {
        let progress = read_progress(&state)?;
        return Ok(Some(Learned::whole(progress.continued.clone(), Learned::from(&progress))));
    }
    if !metrics.exists() {
        return Ok(None);
    }
    let read = |value: &Value| -> Result<Option<Learned>> {
        serde_json::from_value(value.clone()).with_context(|| metrics.display().to_string())
    };
    let training = &read_metrics(&metrics)?["training"];
    let (before, own) = (read(&training["continued"])?, read(training)?);
    Ok(own.map(|own| Learned::whole(before, own)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_that_was_continued_keeps_its_whole_account() {
        let folder = std::env::temp_dir().join(format!("seq2see-history-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("made");
        assert_eq!(of(&folder).expect("read"), None);
        let metrics = r#"{ "training": {
            "steps": 3000, "tokens": 7, "seconds": 60.0, "initialised_from": "models/dot", "seed": 1,
            "continued": { "steps": 500, "tokens": 5, "distilled_tokens": 2, "seconds": 20.0,
                           "initialised_from": "additive", "initialised_from_another": ["embedding.weight"] }
        } }"#;
        std::fs::write(folder.join("metrics.json"), metrics).expect("written");
        let learned = of(&folder).expect("read").expect("an account");
        assert_eq!((learned.steps, learned.tokens, learned.distilled_tokens), (3500, 12, 2));
        assert_eq!(learned.seconds, 80.0);
        assert_eq!(learned.initialised_from.as_deref(), Some("additive"));
        std::fs::remove_dir_all(&folder).expect("removed");
    }
}
