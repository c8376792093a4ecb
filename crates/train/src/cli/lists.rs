//! Judging a held-out list: what `everyday` and `first` print.

use std::path::Path;

use anyhow::Result;
use seq2see_train::results::lists;
use seq2see_train::text::unseen::{List, Typed};

use super::opened::Opened;

/// Prints each sentence with its translation, `+` before those judged right, and their number.
///
/// # Errors
/// If the checkpoint cannot be read.
pub(crate) fn judge(model: &Path, list: List, typed: Typed) -> Result<()> {
    let translated = lists::translate(list, &Opened::new(model)?.decoder(), typed);
    let mut right = 0;
    for (sentence, translation) in &translated {
        let is_right = sentence.is_right(translation);
        right += usize::from(is_right);
        println!("{} {}\t{translation}", if is_right { "+" } else { "-" }, sentence.source);
    }
    println!("{}, {}: {right} of {} right", list.name, list.language, translated.len());
    Ok(())
}
