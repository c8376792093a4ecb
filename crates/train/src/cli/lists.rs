//! `seq2see everyday` and `seq2see first`: lists of sentences that nothing is trained on, judged by key words.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use burn::tensor::Device;
use clap::ValueEnum;
use seq2see_train::checkpoint_folder::open;
use seq2see_train::data;
use seq2see_train::unseen::{self, EVERYDAY, FIRST, List, Typed};

/// How a list is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum TypedArg {
    /// As it is written
    AsWritten,
    /// Without the last mark
    WithoutMark,
    /// In small letters
    Small,
}

impl From<TypedArg> for Typed {
    fn from(typed: TypedArg) -> Self {
        match typed {
            TypedArg::AsWritten => Self::AsWritten,
            TypedArg::WithoutMark => Self::WithoutMark,
            TypedArg::Small => Self::Small,
        }
    }
}

/// Judges the sixty everyday sentences; refuses a pair file that holds one.
///
/// # Errors
/// If the checkpoint or a file cannot be read, or a file holds one of the sentences.
pub(crate) fn everyday(model: &Path, unseen_in: &[PathBuf]) -> Result<()> {
    judge(model, EVERYDAY, Typed::AsWritten)?;
    for file in unseen_in {
        let known = data::read(file, "ko")?.pairs;
        let seen: Vec<_> = known.iter().filter(|pair| unseen::is_one(&pair.source)).collect();
        if let Some(pair) = seen.first() {
            bail!("{} holds {} of the sentences, such as {}", file.display(), seen.len(), pair.source);
        }
        println!("none in {}", file.display());
    }
    Ok(())
}

/// Judges what visitors type first, language by language.
///
/// # Errors
/// If the checkpoint cannot be read.
pub(crate) fn first(model: &Path, typed: Typed) -> Result<()> {
    FIRST.into_iter().try_for_each(|list| judge(model, list, typed))
}

/// Prints each sentence with its translation, `+` before what counts as right, and how many are.
fn judge(model: &Path, list: List, typed: Typed) -> Result<()> {
    let device = Device::flex();
    let checkpoint = open(model, &device)?;
    let translated = list.translate(&crate::decoder(&checkpoint, &device), typed);
    let mut right = 0;
    for (sentence, translation) in &translated {
        let is_right = sentence.is_right(translation);
        right += usize::from(is_right);
        println!("{} {}\t{translation}", if is_right { "+" } else { "-" }, sentence.source);
    }
    println!("{}, {}: {right} of {} right", list.name, list.language, translated.len());
    Ok(())
}
