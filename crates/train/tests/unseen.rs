//! The sixty everyday sentences, by the checkpoints that are shipped.

use std::path::Path;

use burn::tensor::Device;
use seq2see_train::checkpoint_folder::open_int8;
use seq2see_train::decoding::Decoder;
use seq2see_train::results::lists::translate;
use seq2see_train::text::unseen::{EVERYDAY, Typed};

/// So many of the sixty have the right meaning, of the mechanism that does best.
const BAR: usize = 52;
/// Those that attend; without attention less is right.
const MECHANISMS: [&str; 5] = ["concat", "general", "dot", "additive", "transformer"];

/// How many sentences a checkpoint gives the right meaning.
fn right(folder: &Path) -> usize {
    let device = Device::flex();
    let checkpoint = open_int8(folder, &device).expect("a checkpoint");
    let decoder = Decoder {
        model: &checkpoint.model,
        config: &checkpoint.config,
        tokenizer: &checkpoint.tokenizer,
        device: &device,
        threads: 2,
    };
    translate(EVERYDAY, &decoder, Typed::AsWritten)
        .iter()
        .filter(|(sentence, text)| sentence.is_right(text))
        .count()
}

#[test]
fn the_best_mechanism_gives_everyday_sentences_their_meaning() {
    assert_eq!(EVERYDAY.sentences().count(), 60);
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
    let there = MECHANISMS.iter().map(|name| models.join(name)).filter(|folder| folder.exists());
    let best = there.map(|folder| right(&folder)).find(|&right| right >= BAR);
    assert!(best.is_some(), "no checkpoint gives {BAR} of 60 their meaning");
}
