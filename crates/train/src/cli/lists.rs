//! `seq2see everyday`, `first`, `copying` and `noisy`: sentences that nothing is trained on, and what becomes of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use burn::tensor::Device;
use clap::ValueEnum;
use seq2see_core::Translator;
use seq2see_train::checkpoint_folder::{open, open_int8};
use seq2see_train::copying::Judged;
use seq2see_train::data::{self, Pair};
use seq2see_train::unseen::{self, EVERYDAY, FIRST, List, Typed};
use seq2see_train::{copying, noisy_copy};

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

/// Judges names and numbers, with the weights as they are shipped; refuses a pair file that holds one of the names.
///
/// # Errors
/// If the checkpoint or a file cannot be read, a sentence cannot be translated, or a file holds one of the names.
pub(crate) fn copying(model: &Path, unseen_in: &[PathBuf]) -> Result<()> {
    let checkpoint = open_int8(model, &Device::flex())?;
    let translator =
        Translator::new(checkpoint.tokenizer, checkpoint.config, checkpoint.model, Device::flex())?;
    let judged = copying::judge(&translator)?;
    let sign = |is: bool| if is { "+" } else { "-" };
    for Judged { sentence, translation, number, name, marked } in &judged {
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
    for file in unseen_in {
        none_known(file)?;
    }
    Ok(())
}

fn none_known(file: &Path) -> Result<()> {
    for language in ["fr", "ko"] {
        let pairs = data::read(file, language)?.pairs;
        let known = |one: &copying::Sentence| pairs.iter().any(|pair| one.is_known_from(pair));
        if let Some(one) = copying::sentences().find(known) {
            bail!("{} holds {}", file.display(), one.typed);
        }
    }
    println!("none in {}", file.display());
    Ok(())
}

/// Prints what each kind of noise costs, language by language.
///
/// # Errors
/// If the checkpoint cannot be read.
pub(crate) fn noisy(model: &Path, sets: &BTreeMap<String, Vec<Pair>>) -> Result<()> {
    let device = Device::flex();
    let checkpoint = open(model, &device)?;
    println!("language noise                 sources  as written  as typed");
    for (language, pairs) in sets {
        for cost in noisy_copy::costs(pairs, language, &crate::decoder(&checkpoint, &device)) {
            let noisy_copy::Cost { name, sources, written, typed } = cost;
            println!("{language:<8} {name:<21} {sources:>8} {written:>11.2} {typed:>9.2}");
        }
    }
    Ok(())
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
