//! Looking for a probable target.

mod beam;
mod choice;
mod greedy;
mod length;
mod repeats;

pub use crate::ops::best::LogProbs;
pub use beam::Hypothesis;
pub(crate) use beam::{BeamSearch, Found, Node, beam};
pub(crate) use choice::{Choice, Chooser};
pub use greedy::greedy_batch;
pub use length::length_limit;
pub use repeats::Repeats;
