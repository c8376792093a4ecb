//! Trains, evaluates and exports the checkpoints of seq2see.
//!
//! In reading order: what an experiment is ([`experiment`]) and which is next ([`plan`]), its text ([`text`]), its run
//! ([`run`]), and what came of it ([`results`]). A checkpoint's folder is read by [`checkpoint_folder`], many sentences are
//! translated by [`decoding`].

pub mod experiment;
pub mod plan;

pub mod text;

pub mod run;

pub mod checkpoint_folder;
pub mod decoding;
pub mod results;

mod files;
