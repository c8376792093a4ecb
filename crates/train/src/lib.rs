//! Trains, evaluates and exports the checkpoints of seq2see.
//!
//! In reading order: an experiment's configuration ([`experiment`]) and which is trained next ([`plan`]), its text ([`text`]),
//! its run ([`run`]), and the evaluation ([`results`]). [`checkpoint_folder`] reads a checkpoint's folder, [`decoding`] translates
//! many sentences.

pub mod experiment;
pub mod plan;

pub mod text;

pub mod run;

pub mod checkpoint_folder;
pub mod decoding;
pub mod results;

mod files;
