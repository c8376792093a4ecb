//! Evaluation: scores, a checkpoint's metrics, export and report.

pub mod bleu;
pub mod chrf;
pub mod confidence;
pub mod copying;
pub mod evaluation;
pub mod key_words;
pub mod lists;
pub mod noisy_copy;
pub mod translation;

pub mod claims;
pub mod entry;
pub mod export;
pub mod metrics;
pub mod report;
