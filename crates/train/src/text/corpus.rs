//! All text of an experiment: what people wrote, and what is made by rule.

use std::path::Path;

use anyhow::Result;

use crate::experiment::Experiment;
use crate::text::pairs::{self, Fault, Pair};
use crate::text::split::{Split, split};
use crate::text::{noise, phrasebook, templates, unseen};

/// The text of an experiment.
#[derive(Debug)]
pub struct Text {
    /// By use.
    pub split: Split,
    /// Lines that were no pairs.
    pub faults: Vec<Fault>,
}

/// Reads and splits the pair files of an experiment, and makes its templates, its phrasebook and its noise.
///
/// The [`unseen`] sentences are in no part, and none of what is made is measured on.
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
    // Of what is trained on alone: nothing of what is measured on may be known by way of a slip.
    let noisy = noise::noisy(&split.train, experiment.data.noise, experiment.seed);
    split.train_on(noisy);
    if experiment.data.reversed {
        split.reverse();
    }
    Ok(Text { split, faults })
}
