//! What learns: a linear map, the table of piece vectors, and how all matrices of a network are found.

mod embedding;
mod matrix;
mod projection;

pub use embedding::{Embedding, NEVER, TiedOutput};
pub use matrix::Matrices;
pub(crate) use matrix::matrices;
pub use projection::Projection;
