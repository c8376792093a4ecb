//! `seq2see copying`.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use burn::tensor::Device;
use clap::Args;
use seq2see_core::Translator;
use seq2see_train::checkpoint_folder::open_int8;
use seq2see_train::results::copying::{Judged, judge};
use seq2see_train::text::copying::{Sentence, sentences};
use seq2see_train::text::pairs;

/// Arguments.
#[derive(Args)]
pub(crate) struct CopyingArgs {
    /// The checkpoint's folder
    #[arg(long)]
    model: PathBuf,
    /// Pair files to check for the names: an error if one contains any
    #[arg(long)]
    unseen_in: Vec<PathBuf>,
}

impl CopyingArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If the checkpoint or a file cannot be read, a sentence cannot be translated, or a file holds one of the names.
    pub(crate) fn run(self) -> Result<()> {
        // With the weights as they are shipped.
        let checkpoint = open_int8(&self.model, &Device::flex())?;
        let translator =
            Translator::new(checkpoint.tokenizer, checkpoint.config, checkpoint.model, Device::flex())?;
        print(&judge(&translator)?);
        self.unseen_in.iter().try_for_each(|file| none_known(file))
    }
}

fn print(judged: &[Judged]) {
    let sign = |is: bool| if is { "+" } else { "-" };
    for Judged { sentence, translation, number, name, marked } in judged {
        let doubt = if *marked { " ?" } else { "" };
        println!("{}{} {}\t{translation}{doubt}", sign(*number), sign(*name), sentence.source);
    }
    let count = |is: fn(&Judged) -> bool| judged.iter().filter(|one| is(one)).count();
    println!(
        "of {}: number right {}, name right {}, name right or marked {}",
        judged.len(),
        count(|one| one.number),
        count(|one| one.name),
        count(|one| one.name || one.marked),
    );
}

fn none_known(file: &Path) -> Result<()> {
    for language in ["fr", "ko"] {
        let pairs = pairs::read(file, language)?.pairs;
        let known = |one: &Sentence| pairs.iter().any(|pair| one.is_known_from(pair));
        if let Some(one) = sentences().find(known) {
            bail!("{} holds {}", file.display(), one.typed);
        }
    }
    println!("none in {}", file.display());
    Ok(())
}
