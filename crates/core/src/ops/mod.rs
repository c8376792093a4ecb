//! The computations that networks are made of, each in every form that it has.
//!
//! A file holds one: its plain form of tensors, for tapes and for any device; its loop over numbers, where they lie in
//! this process's memory; its kernel for a GPU, a child module behind the feature `gpu`; the one function that chooses
//! among them; and the test that holds them together. A network calls that function and does not ask where it runs.
//!
//! - `product`: with a learned matrix, in float32 or `int8`; `activation` follows it
//! - `gates` of GRU and LSTM
//! - `attend`: scores, softmax and weighted sum; `energies` of an additive score; `mask` is what is not read
//! - `add_norm` of a Transformer's layer
//! - `best`: the pieces that a step chooses among
//!
//! What they share: `host` knows where numbers lie, `numbers` are the loops over them, `gpu` what the kernels share, `dispatch` hands them to a device,
//! `readback` brings results from a device.
//!
//! ```
//! use seq2see_core::ops::int8::Int8Rows;
//!
//! let rows = Int8Rows::new(vec![1, 2, -3, 4, 5, 6], vec![0.5, 2.0]);
//! assert_eq!(rows.dims(), [2, 3]);
//! assert_eq!(rows.dequantize(), [0.5, 1.0, -1.5, 8.0, 10.0, 12.0]);
//! ```

pub(crate) mod activation;
pub(crate) mod add_norm;
pub(crate) mod attend;
pub(crate) mod best;
#[cfg(feature = "gpu")]
mod dispatch;
pub(crate) mod energies;
pub(crate) mod gates;
#[cfg(feature = "gpu")]
mod gpu;
pub(crate) mod host;
pub mod int8;
pub(crate) mod mask;
pub(crate) mod numbers;
pub(crate) mod product;
pub(crate) mod readback;
