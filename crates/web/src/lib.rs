//! The face of seq2see's core towards JavaScript.
//!
//! A page opens an [`Engine`](engine::Engine), loads a vocabulary and checkpoints into it, starts a
//! translation and pulls its steps. Everything that crosses is plain data: records as objects, long
//! rows of numbers as typed arrays, faults as `{code, message, details}`. The types that TypeScript
//! sees are those of `www/networks/types.js`.
//!
//! The crate becomes two packages: `cpu` and `gpu` are features, of which a build has exactly one.

mod device;
mod engine;
mod fault;
mod record;
mod run;
mod startup;
mod step;

#[cfg(all(feature = "cpu", feature = "gpu"))]
compile_error!("a package has one backend: the feature `cpu` or the feature `gpu`");
