//! Reads a network's training history: from a run's state, or a checkpoint's metrics.

use std::path::Path;

use anyhow::Result;

use crate::results::metrics::Metrics;
use crate::run::history::Learned;
use crate::run::state::read_progress;

/// The history of a run's or a checkpoint's folder, earlier runs included; `None` if the folder has neither file.
///
/// # Errors
/// If a file is malformed.
pub fn of(folder: &Path) -> Result<Option<Learned>> {
    let (state, metrics) = (folder.join("state.safetensors"), folder.join("metrics.json"));
    if state.exists() {
        let progress = read_progress(&state)?;
        return Ok(Some(Learned::whole(progress.continued.clone(), Learned::from(&progress))));
    }
    if !metrics.exists() {
        return Ok(None);
    }
    Ok(Some(Metrics::read(&metrics)?.training.whole()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::metrics::tests::metrics;

    #[test]
    fn a_checkpoint_that_was_continued_keeps_its_whole_account() {
        let folder = std::env::temp_dir().join(format!("seq2see-history-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("made");
        assert_eq!(of(&folder).expect("read"), None);
        let run = |steps, tokens, seconds, from: &str| Learned {
            steps,
            tokens,
            seconds,
            initialised_from: Some(from.into()),
            ..Learned::default()
        };
        let mut metrics = metrics("dot", run(3000, 7, 60.0, "models/dot"));
        metrics.training.continued = Some(Learned { distilled_tokens: 2, ..run(500, 5, 20.0, "additive") });
        std::fs::write(folder.join("metrics.json"), metrics.to_json()).expect("written");
        let learned = of(&folder).expect("read").expect("an account");
        assert_eq!((learned.steps, learned.tokens, learned.distilled_tokens), (3500, 12, 2));
        assert_eq!(learned.seconds, 80.0);
        assert_eq!(learned.initialised_from.as_deref(), Some("additive"));
        std::fs::remove_dir_all(&folder).expect("removed");
    }
}
