//! `seq2see first`.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use seq2see_train::text::unseen::{FIRST, Typed};

use super::lists::judge;

/// Arguments.
#[derive(Args)]
pub(crate) struct FirstArgs {
    /// The checkpoint's folder
    #[arg(long)]
    model: PathBuf,
    /// How the sentences are typed
    #[arg(long, value_enum, default_value = "as-written")]
    typed: TypedArg,
}

impl FirstArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// If the checkpoint cannot be read.
    pub(crate) fn run(self) -> Result<()> {
        FIRST.into_iter().try_for_each(|list| judge(&self.model, list, self.typed.into()))
    }
}

/// How a list is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum TypedArg {
    /// As it is written
    AsWritten,
    /// Without the final punctuation
    WithoutMark,
    /// In lower case
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
