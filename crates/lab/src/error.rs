//! What can be wrong with what a reader asks for.

use thiserror::Error as ThisError;

/// A fault of the reader's input, in a sentence.
#[derive(Debug, ThisError, Clone, PartialEq, Eq)]
pub enum Error {
    /// Fewer pairs than a network can learn from and be asked about.
    #[error("there are {found} pairs, at least {least} are needed")]
    TooFewPairs {
        /// Those that were read.
        found: usize,
        /// Those that are needed.
        least: usize,
    },
    /// A plan that no network can follow.
    #[error("{0}")]
    Plan(String),
    /// A saved run that cannot be read.
    #[error("the saved run cannot be read: {0}")]
    Save(String),
    /// The core's.
    #[error(transparent)]
    Core(#[from] seq2see_core::Error),
}

impl Error {
    /// A word for programs: stable, never translated.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooFewPairs { .. } => "too-few-pairs",
            Self::Plan(_) => "plan",
            Self::Save(_) => "save",
            Self::Core(error) => error.code(),
        }
    }
}
