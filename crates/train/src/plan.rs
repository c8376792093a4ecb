//! What `train --all` does next, in the order of `experiments/all.toml`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::experiment::{Experiment, Start};
use crate::results::metrics::Metrics;
use crate::run::state::read_progress;

/// The file that names all experiments.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct All {
    order: Vec<String>,
}

/// The folders that a plan looks into.
#[derive(Debug, Clone)]
pub struct Folders {
    /// The experiments' files.
    pub experiments: PathBuf,
    /// The runs.
    pub runs: PathBuf,
    /// The checkpoints.
    pub models: PathBuf,
}

/// How far an experiment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Its checkpoint exists, trained for the whole budget.
    Done,
    /// Its run has used up its budget; to be exported.
    Trained,
    /// Its run is to be started or resumed.
    Missing,
}

/// Names of the experiments of a folder, what is most useful first.
///
/// # Errors
/// If `all.toml` cannot be read.
pub fn order(experiments: &Path) -> Result<Vec<String>> {
    let path = experiments.join("all.toml");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let all: All = toml::from_str(&text).with_context(|| path.display().to_string())?;
    Ok(all.order)
}

impl Folders {
    /// An experiment by its name.
    ///
    /// # Errors
    /// If its file cannot be read.
    pub fn experiment(&self, name: &str) -> Result<Experiment> {
        Experiment::read(&self.experiments.join(format!("{name}.toml")))
    }

    /// How far an experiment is.
    ///
    /// One that continues the checkpoint of its own name is done once its checkpoint is a continued one.
    ///
    /// # Errors
    /// If a file is malformed.
    pub fn status(&self, experiment: &Experiment) -> Result<Status> {
        let (name, budget) = (&experiment.name, experiment.training.budget);
        let goes_on = experiment.start.as_ref().is_some_and(|start| start.from == *name);
        let metrics = self.models.join(name).join("metrics.json");
        if metrics.exists() {
            let training = Metrics::read(&metrics)?.training;
            let used = budget.fraction(training.learned.steps, training.learned.seconds) >= 1.0;
            if used && (training.continued.is_some() || !goes_on) {
                return Ok(Status::Done);
            }
        }
        let state = self.runs.join(name).join("state.safetensors");
        let trained = state.exists() && read_progress(&state)?.has_used(budget);
        Ok(if trained { Status::Trained } else { Status::Missing })
    }

    /// The folder of the network that an experiment is initialised from: the run's, else the checkpoint's.
    ///
    /// # Errors
    /// If there is neither.
    pub fn start(&self, start: &Start) -> Result<PathBuf> {
        let places = [self.runs.join(&start.from), self.models.join(&start.from)];
        let found = places.into_iter().find(|place| place.join("model.safetensors").exists());
        found.with_context(|| format!("`{}`, to initialise from, is not trained yet", start.from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::metrics::tests::metrics;
    use crate::run::history::Learned;
    use crate::run::schedule::Budget;

    fn folders(name: &str) -> Folders {
        let root = std::env::temp_dir().join(format!("seq2see-plan-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        Folders {
            experiments: root.join("experiments"),
            runs: root.join("runs"),
            models: root.join("models"),
        }
    }

    fn experiment(name: &str, budget: Budget, from: Option<&str>) -> Experiment {
        let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../experiments");
        let mut experiment = Experiment::read(&all.join(format!("{name}.toml"))).expect("an experiment");
        experiment.training.budget = budget;
        experiment.start = from.map(|from| Start { from: from.into(), parts: Vec::new() });
        experiment
    }

    fn write(path: PathBuf, text: &str) {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    /// The metrics of a checkpoint that was trained for so many steps in two minutes, after as many before.
    fn trained(steps: u64, before: Option<u64>) -> String {
        let mut found = metrics("dot", Learned { steps, seconds: 120.0, ..Learned::default() });
        found.training.continued = before.map(|steps| Learned { steps, ..Learned::default() });
        found.to_json()
    }

    #[test]
    fn a_checkpoint_is_done_when_it_was_trained_for_the_whole_budget() {
        let folders = folders("done");
        write(folders.models.join("dot/metrics.json"), &trained(500, None));
        let status = |name, budget| folders.status(&experiment(name, budget, None)).expect("read");
        assert_eq!(status("dot", Budget::Steps(500)), Status::Done);
        assert_eq!(status("dot", Budget::Steps(501)), Status::Missing);
        assert_eq!(status("dot", Budget::Minutes(2.0)), Status::Done);
        assert_eq!(status("concat", Budget::Steps(1)), Status::Missing);
    }

    #[test]
    fn a_checkpoint_that_is_gone_on_with_is_done_when_it_has_been() {
        let folders = folders("continued");
        let path = folders.models.join("dot/metrics.json");
        let status = || folders.status(&experiment("dot", Budget::Steps(500), Some("dot"))).expect("read");
        write(path.clone(), &trained(9000, None));
        assert_eq!(status(), Status::Missing);
        write(path.clone(), &trained(400, Some(9000)));
        assert_eq!(status(), Status::Missing);
        write(path, &trained(500, Some(9000)));
        assert_eq!(status(), Status::Done);
    }

    #[test]
    fn a_run_is_started_from_before_a_checkpoint() {
        let folders = folders("start");
        let start = Start { from: "additive".into(), parts: Vec::new() };
        assert!(folders.start(&start).is_err());
        write(folders.models.join("additive/model.safetensors"), "");
        assert_eq!(folders.start(&start).unwrap(), folders.models.join("additive"));
        write(folders.runs.join("additive/model.safetensors"), "");
        assert_eq!(folders.start(&start).unwrap(), folders.runs.join("additive"));
    }
}
