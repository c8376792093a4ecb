//! Looking for a probable target.

mod beam;
mod candidates;
mod choice;
mod greedy;
mod log_sum_exp;
mod repeats;

pub use beam::Hypothesis;
pub(crate) use beam::{BeamSearch, Found, Node, beam};
pub use candidates::{LogProbs, length_limit};
pub(crate) use choice::{Choice, Chooser};
pub use greedy::greedy_batch;
pub use repeats::Repeats;
