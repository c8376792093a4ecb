//! Text: sentence pairs, what is set aside of them for measuring, what is made besides, and how it reaches a network.

pub mod copying;
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
