//! Room for the whole target from the start is the same translation as a cache that grows.

use seq2see_core::inspect::{Part, Side};
use seq2see_core::trace::Step;
use seq2see_core::{Options, Translation};

use crate::support::{assert_close, block_on, networks};
use crate::{SENTENCES, run};

/// The same products; only sums of attention have zeros added and are taken in another order, which rounds
/// numbers of size 1 to 10 differently: 1e-5 after two layers.
const TOLERANCE: f32 = 5e-5;

fn with_room(options: &Options) -> Options {
    Options { source_padding: 33, target_padding: 21, ..options.clone() }
}

fn assert_same_steps(what: &str, grown: &[Step], padded: &[Step]) {
    assert_eq!(grown.len(), padded.len(), "{what}");
    for (a, b) in grown.iter().zip(padded) {
        assert_eq!((a.id, &a.text, a.done), (b.id, &b.text, b.done), "{what}");
        assert_close(what, &b.hidden, &a.hidden, TOLERANCE);
        assert_close(what, &[b.log_prob], &[a.log_prob], TOLERANCE);
        let (Some(a), Some(b)) = (&a.attention, &b.attention) else { continue };
        for (a, b) in [(&a.scores, &b.scores), (&a.weights, &b.weights)] {
            assert_close(what, &b.data, &a.data, TOLERANCE);
        }
        let (Some(a), Some(b)) = (&a.self_weights, &b.self_weights) else { continue };
        assert_eq!((a.rows, a.cols), (b.rows, b.cols), "{what}");
        assert_close(what, &b.data, &a.data, TOLERANCE);
    }
}

#[test]
fn room_for_the_target_changes_no_step() {
    for config in networks::all() {
        let translator = networks::translator(&config, 3);
        for beam_size in [1, 3] {
            for text in SENTENCES {
                let options = Options { beam_size, ..Options::default() };
                let (_, grown) = run(&translator, text, &options);
                let (_, padded) = run(&translator, text, &with_room(&options));
                assert_same_steps(&config.mechanism, &grown, &padded);
            }
        }
    }
}

#[test]
fn a_translation_may_fill_the_room_to_its_last_place() {
    let config = networks::transformer();
    let translator = networks::translator(&config, 4);
    let options = Options { max_length: 21, prefix: vec![11; 20], ..Options::default() };
    let (_, grown) = run(&translator, SENTENCES[0], &options);
    assert_eq!(grown.len(), 21);
    assert_same_steps("full", &grown, &run(&translator, SENTENCES[0], &with_room(&options)).1);
}

#[test]
fn room_for_the_target_changes_no_operand() {
    let translator = networks::translator(&networks::transformer(), 5);
    let (grown, steps) = run(&translator, SENTENCES[0], &Options::default());
    let (padded, _) = run(&translator, SENTENCES[0], &with_room(&Options::default()));
    let parts = [
        Part::Embedding { side: Side::Source },
        Part::Embedding { side: Side::Target },
        Part::EncoderSelfAttention { layer: 1, head: 2 },
        Part::EncoderFeedForward { layer: 1 },
        Part::SelfAttention { layer: 1, head: 2 },
        Part::CrossAttention { layer: 1, head: 2 },
        Part::FeedForward { layer: 1 },
        Part::Readout,
    ];
    for step in &steps {
        for part in &parts {
            assert_same_operands(step.position, part, &grown, &padded);
        }
    }
}

fn assert_same_operands(position: usize, part: &Part, grown: &Translation, padded: &Translation) {
    let of = |run: &Translation| block_on(run.inspect(position, part)).expect("the network has this part");
    for (a, b) in of(grown).operands.iter().zip(&of(padded).operands) {
        let what = format!("{part:?}, {}", a.name);
        assert_eq!((a.value.rows, a.value.cols), (b.value.rows, b.value.cols), "{what}");
        assert_close(&what, &b.value.data, &a.value.data, TOLERANCE);
    }
}
