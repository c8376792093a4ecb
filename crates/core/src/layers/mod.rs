//! What learns: a linear map, the table of piece vectors, and how all matrices of a network are found.
//!
//! ```
//! use burn::tensor::{Device, Tensor};
//! use seq2see_core::layers::Projection;
//!
//! let device = Device::flex();
//! let map = Projection::init(7, 5, 7, &device);
//! assert_eq!(map.dims(), [5, 7]);
//! assert_eq!(map.forward(Tensor::<3>::ones([2, 3, 7], &device)).dims(), [2, 3, 5]);
//! ```

mod embedding;
mod matrix;
mod projection;

pub use embedding::{Embedding, NEVER, TiedOutput};
pub use matrix::Matrices;
pub(crate) use matrix::matrices;
pub use projection::Projection;
