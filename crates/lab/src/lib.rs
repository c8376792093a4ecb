//! Small networks that are trained in a browser, before the reader's eyes.
//!
//! In reading order: a [`task`] makes pairs, some of which are held back; a [`vocabulary`] is made of them; a
//! [`plan`] says which network learns them and how; [`training`] is that as a value that advances, with its
//! [`weights`] and [`adam`]; a [`look`] says what the network makes of what was held back; [`save`] is a run as bytes.
//!
//! Nothing of a network is written here: it is `seq2see-core`'s, its gradients `seq2see-gradients`'. There is no
//! clock, and all that is random comes from the plan's seed.
//!
//! Gradients are the written-out ones of `seq2see-gradients` rather than Burn's tape: on a CPU the tape takes two to three
//! times as long for the trainer's networks, and the package goes without it.

pub mod adam;
pub mod error;
pub mod look;
pub mod plan;
pub mod random;
pub mod save;
pub mod task;
pub mod training;
pub mod vocabulary;
#[cfg(feature = "web")]
mod web;
pub mod weights;

pub use error::Error;
pub use plan::Plan;
pub use training::Training;
