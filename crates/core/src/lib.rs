//! The networks of seq2see: text in, plain records out.
//!
//! Reading order: a [`tokenizer`] turns text into ids, a [`batch`] holds them, a [`cell`] and an
//! [`attention`] make a [`seq2seq`] network, [`elman`] is what came before, [`transformer`] what came after;
//! [`ops`] are what all of them are computed by; [`model`] is whichever of them a checkpoint holds. [`search`] looks for a good translation; [`translation`]
//! gives it step by step with its [`trace`]; [`options`] and [`interventions`] are what is asked of it.
//!
//! The core knows no host: no files, clock, threads, printing or JavaScript.

pub mod attention;
pub mod batch;
pub mod cell;
pub mod checkpoint;
pub mod config;
pub mod decoder;
pub mod elman;
pub mod encoder;
pub mod error;
pub mod inspect;
pub mod interventions;
pub mod layers;
pub mod model;
pub mod noise;
pub mod ops;
pub mod options;
pub mod search;
pub mod seq2seq;
pub mod tokenizer;
pub mod trace;
mod tracing;
pub mod transformer;
pub mod translation;

pub use config::ModelConfig;
pub use error::{Error, Result};
pub use interventions::Interventions;
pub use model::Model;
pub use options::Options;
pub use tokenizer::Tokenizer;
pub use translation::{Translation, Translator};
