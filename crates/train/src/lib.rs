//! Trains, evaluates and exports the checkpoints of seq2see.
//!
//! In reading order: what a run is ([`experiment`]) and which is next ([`plan`]), its text ([`data`], [`split`],
//! [`unseen`], [`phrasebook`], [`templates`], [`noise`], [`vocabulary`], [`examples`], [`batches`], [`bpe_dropout`]) and
//! what networks wrote for it ([`machine_text`], [`back_translation`], [`distillation`]), one step of training
//! ([`forget_gates`], [`loss`], [`target_pieces`], [`shards`], [`parameters`], [`optimiser`], [`schedule`]),
//! the run itself ([`training`], [`state`], [`history`], [`progress`]), and what came of it ([`decoding`], [`bleu`], [`chrf`],
//! [`evaluation`], [`key_words`], [`copying`], [`noisy_copy`], [`confidence`], [`export`], [`report`], [`claims`],
//! [`translation`]).

pub mod experiment;
pub mod plan;

pub mod back_translation;
pub mod batches;
pub mod bpe_dropout;
pub mod data;
pub mod distillation;
pub mod examples;
pub mod machine_text;
pub mod noise;
pub mod phrasebook;
pub mod split;
pub mod templates;
pub mod unseen;
pub mod vocabulary;

pub mod forget_gates;
pub mod loss;
pub mod optimiser;
pub mod parameters;
pub mod schedule;
pub mod shards;
pub mod target_pieces;

pub mod history;
pub mod progress;
pub mod state;
pub mod training;

pub mod bleu;
pub mod checkpoint_folder;
pub mod chrf;
pub mod claims;
pub mod confidence;
pub mod copying;
pub mod decoding;
pub mod evaluation;
pub mod export;
pub mod key_words;
pub mod noisy_copy;
pub mod report;
pub mod speed;
pub mod translation;
