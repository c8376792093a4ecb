//! Text: sentence pairs, the split, held-out lists, synthetic text, and encoding into batches.

pub mod copying;
pub mod origin;
pub mod pairs;
pub mod split;
pub mod unseen;

pub mod corpus;
pub mod machine_text;
pub mod noise;
pub mod phrasebook;
pub mod templates;

pub mod batches;
pub mod examples;
pub mod vocabulary;
