//! What can be wrong with what a user hands in: a sentence, an option, a file.
//!
//! ```
//! use seq2see_core::Error;
//!
//! let error = Error::TooLong { len: 80, limit: 64 };
//! assert_eq!(error.to_string(), "the sentence has 80 tokens, the limit is 64");
//! assert_eq!(error.code(), "too-long");
//! ```

use thiserror::Error;

/// A result whose error is a fault of the input, told in one sentence.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A fault of the input. Misuse by a programmer panics instead.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The text has nothing to translate.
    #[error("there is nothing to translate")]
    EmptyText,
    /// The text is longer than the networks were trained for.
    #[error("the sentence has {len} tokens, the limit is {limit}")]
    TooLong {
        /// Source tokens found, the end mark included.
        len: usize,
        /// Source tokens allowed, the end mark included.
        limit: usize,
    },
    /// No piece of the text is in the vocabulary.
    #[error("no part of the text is known to the vocabulary")]
    NothingKnown,
    /// More than half of the text is outside the vocabulary; marks and spaces are not counted.
    #[error("{unread} of the {of} letters and symbols are unknown to the vocabulary")]
    MostlyUnknown {
        /// Letters, digits and symbols that the vocabulary lacks.
        unread: usize,
        /// All of them.
        of: usize,
    },
    /// Every word of the source is hidden.
    #[error("all words of the sentence are hidden: there is nothing to read")]
    AllHidden,
    /// A target to be scored has symbols that no network can write.
    #[error("no network can write `{symbols}`")]
    Unwritable {
        /// Each once, in the order of the text.
        symbols: String,
    },
    /// An option that no run can honour.
    #[error("{0}")]
    Option(String),
    /// `tokenizer.json` cannot be used.
    #[error("tokenizer.json: {0}")]
    Tokenizer(String),
    /// `config.json` cannot be used.
    #[error("config.json: {0}")]
    Config(String),
    /// The weights file is not a safetensors file, or was cut short.
    #[error("model.safetensors: {0}")]
    Weights(String),
    /// A tensor that the network needs is not in the file.
    #[error("model.safetensors: tensor `{name}` is missing")]
    MissingTensor {
        /// The tensor's name.
        name: String,
    },
    /// A tensor in the file has another shape or type than the network needs.
    #[error("model.safetensors: tensor `{name}` is {found}, expected {expected}")]
    MisshapenTensor {
        /// The tensor's name.
        name: String,
        /// What the file holds, as `TYPE [shape]`.
        found: String,
        /// What the network needs, as `TYPE [shape]`.
        expected: String,
    },
    /// The device could not finish a computation or hand back its result.
    #[error("the device failed: {0}")]
    Device(String),
}

impl Error {
    /// A word for programs: stable, never translated.
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmptyText => "empty-text",
            Self::TooLong { .. } => "too-long",
            Self::NothingKnown => "nothing-known",
            Self::MostlyUnknown { .. } => "mostly-unknown",
            Self::AllHidden => "all-hidden",
            Self::Unwritable { .. } => "unwritable",
            Self::Option(_) => "option",
            Self::Tokenizer(_) => "tokenizer",
            Self::Config(_) => "config",
            Self::Weights(_) | Self::MissingTensor { .. } | Self::MisshapenTensor { .. } => "weights",
            Self::Device(_) => "device",
        }
    }
}
