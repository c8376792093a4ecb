//! All text of an experiment: collected pairs and synthetic text.

use std::path::Path;

use anyhow::Result;

use crate::experiment::Experiment;
use crate::text::pairs::{self, Fault, Pair};
use crate::text::split::{Split, split};
use crate::text::{noise, phrasebook, templates, unseen};

/// The text of an experiment.
#[derive(Debug)]
pub struct Text {
    /// Training, development and test pairs.
    pub split: Split,
    /// Malformed lines.
    pub faults: Vec<Fault>,
}

/// Reads and splits the pair files of an experiment, and adds its synthetic training text.
///
/// The [`unseen`] lists are in no part, and synthetic text is only trained on.
///
/// # Errors
/// If a file cannot be read.
pub fn read_text(experiment: &Experiment, folder: &Path) -> Result<Text> {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut faults = Vec::new();
    for file in &experiment.data.files {
        let read = pairs::read(&folder.join(&file.file), &file.language)?;
        pairs.extend(read.pairs.into_iter().filter(|pair| !unseen::is_one(&pair.source)));
        faults.extend(read.faults);
    }
    let mut split = split(pairs, &experiment.data.split);
    split.train_on(templates::korean(experiment.data.templates, experiment.seed));
    if experiment.data.phrasebook > 0 {
        split.train_on(phrasebook::written());
        split.train_on(phrasebook::made(experiment.data.phrasebook, experiment.seed));
    }
    split.train_on(phrasebook::copied(experiment.data.copies, experiment.seed));
    // Of training pairs only: no held-out sentence may leak through a noisy copy.
    let noisy = noise::noisy(&split.train, experiment.data.noise, experiment.seed);
    split.train_on(noisy);
    if experiment.data.reversed {
        split.reverse();
    }
    Ok(Text { split, faults })
}
