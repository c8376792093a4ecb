//! A run: one training step, the state to resume from, and the training loop.

pub mod average;
pub mod forget_gates;
pub mod loss;
pub mod optimiser;
pub mod parameters;
pub mod schedule;
pub mod shards;
pub mod target_pieces;

pub mod account;
pub mod display;
pub mod history;
pub mod progress;
pub mod speed;
pub mod state;
pub mod training;
