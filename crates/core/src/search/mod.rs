//! Looking for a probable target.
//!
//! ```
//! use seq2see_core::search::LogProbs;
//!
//! let log_probs = LogProbs::new(&[1.0, 3.0, 2.0]);
//! let best: Vec<u32> = log_probs.top_k(2, |_| true).into_iter().map(|(id, _)| id).collect();
//! assert_eq!((best, log_probs.rank(0, |_| true)), (vec![1, 2], 3));
//! ```

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
