//! What networks are put together from: a learned matrix, a linear map, the table of piece vectors, a norm, dropout;
//! and how all matrices of a network are found.
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

mod dropout;
mod embedding;
mod matrix;
mod norm;
mod projection;

pub use dropout::Dropout;
pub use embedding::{Embedding, NEVER, TiedOutput};
pub(crate) use matrix::matrices;
pub use matrix::{Matrices, Matrix};
pub use norm::{AddNorm, Norm};
pub use projection::Projection;

/// Whether the part of a container is a segment of the names of the parameters below it, as checkpoints and gradients
/// have them: the variant of an enum is none (which cell it is, the config says), nor is what a layer wraps.
///
/// `container` is as Burn's walks over modules tell it.
///
/// ```
/// use seq2see_core::layers::names_its_parts;
///
/// assert!(names_its_parts("Struct:Projection"));
/// assert!(!names_its_parts("Struct:Matrix") && !names_its_parts("Enum:Cell"));
/// ```
pub fn names_its_parts(container: &str) -> bool {
    !container.starts_with("Enum:") && !["Struct:Matrix", "Struct:Norm"].contains(&container)
}
