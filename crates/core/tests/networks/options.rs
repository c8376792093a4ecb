//! Options that no run can honour are told, those that it can are.

use seq2see_core::inspect::{Direction, Part, Side};
use seq2see_core::translation::AttentionOverride;
use seq2see_core::{Error, Options};

use crate::support::{assert_close, block_on, golden, networks, weighted_sum};
use crate::{SENTENCES, run};

#[test]
fn an_option_out_of_range_is_an_error() {
    let row = |weights: Vec<f32>| vec![AttentionOverride { position: 0, weights }];
    let plain = Options::default;
    let wrong = [
        Options { beam_size: 0, ..plain() },
        Options { beam_size: 65, ..plain() },
        Options { length_penalty: f32::NAN, ..plain() },
        Options { length_penalty: f32::INFINITY, ..plain() },
        Options { source_padding: usize::MAX, ..plain() },
        Options { target_padding: 1025, ..plain() },
        // `<s>`, and an id outside the vocabulary.
        Options { prefix: vec![7, 1], ..plain() },
        Options { prefix: vec![29], ..plain() },
        Options { prefix: vec![u32::MAX], ..plain() },
        // The source has seven tokens.
        Options { masked: vec![7], ..plain() },
        Options { masked: vec![usize::MAX], ..plain() },
        Options { attention: row(vec![1.0; 6]), ..plain() },
        Options { attention: row(vec![]), ..plain() },
        Options { attention: row(vec![0.0; 7]), ..plain() },
        Options { attention: row(vec![-1.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0]), ..plain() },
        Options { attention: row(vec![f32::NAN; 7]), ..plain() },
        Options { attention: row(vec![f32::MAX; 7]), ..plain() },
        // It would read what is hidden.
        Options { attention: row(vec![1.0; 7]), masked: vec![3], ..plain() },
    ];
    for config in networks::all() {
        let translator = networks::translator(&config, 1);
        for options in &wrong {
            let error = block_on(translator.start(SENTENCES[0], options)).expect_err("no run");
            assert_eq!(error.code(), "option", "{}: {options:?} gives {error}", config.mechanism);
        }
        // Attention can be set where there is one to set.
        let set = Options { attention: row(vec![1.0; 7]), ..plain() };
        let attends = networks::attending().contains(&config) && config.mechanism != "transformer";
        let code = block_on(translator.start(SENTENCES[0], &set)).map_err(|error| error.code()).err();
        assert_eq!(code, (!attends).then_some("option"), "{}", config.mechanism);
    }
}

#[test]
fn a_sentence_all_of_whose_words_are_hidden_is_an_error_of_its_own() {
    for config in networks::with_elman() {
        let translator = networks::translator(&config, 1);
        let start = |masked| {
            let options = Options { masked, ..Options::default() };
            block_on(translator.start(SENTENCES[0], &options)).map(|_| ()).map_err(|error| error.code())
        };
        // The seventh token is `</s>`.
        assert_eq!(start((0..7).collect()), Err("all-hidden"), "{}", config.mechanism);
        assert_eq!(start((0..6).collect()), Err("all-hidden"), "{}", config.mechanism);
        assert_eq!(start((1..7).collect()), Ok(()), "{}", config.mechanism);
    }
}

#[test]
fn extreme_options_are_honoured() {
    for config in networks::all() {
        let translator = networks::translator(&config, 2);
        for options in [
            Options { max_length: usize::MAX, ..Options::default() },
            Options { top_k: usize::MAX, ..Options::default() },
            Options { top_k: 0, ..Options::default() },
            Options { beam_size: 64, max_length: 3, ..Options::default() },
            Options { source_padding: 0, target_padding: 0, ..Options::default() },
            Options { source_padding: 1024, target_padding: 1024, ..Options::default() },
            Options { prefix: vec![7; 100], ..Options::default() },
            Options { length_penalty: -3.0, beam_size: 2, ..Options::default() },
            Options { masked: vec![1, 1, 1, 1, 1, 1, 1, 1, 1], ..Options::default() },
        ] {
            let (_, steps) = run(&translator, SENTENCES[0], &options);
            assert!((1..=config.max_target).contains(&steps.len()), "{}: {options:?}", config.mechanism);
            assert!(!steps[0].candidates.is_empty() && steps[0].candidates.len() <= 26);
        }
    }
}

#[test]
fn a_text_that_cannot_be_translated_is_an_error() {
    let translator = networks::translator(&networks::transformer(), 3);
    let error = |text: &str| block_on(translator.start(text, &Options::default())).expect_err("no run");
    assert_eq!(error(" "), Error::EmptyText);
    assert_eq!(error("漢字 😀"), Error::NothingKnown);
    assert_eq!(error("a漢字!"), Error::MostlyUnknown { unread: 2, of: 3 });
    assert_eq!(error(&"a ".repeat(33)), Error::TooLong { len: 34, limit: 33 });
    assert_eq!(run(&translator, &"a ".repeat(32), &Options::default()).0.source().tokens.len(), 33);
}

#[test]
fn attention_set_from_outside_is_what_is_read() {
    for config in networks::attending().into_iter().filter(|config| config.mechanism != "transformer") {
        let translator = networks::translator(&config, 4);
        let weights = vec![0.0, 3.0, 0.0, 0.0, 1.0, 0.0, 0.0];
        let attention = vec![AttentionOverride { position: 2, weights }];
        // Words given beforehand, so that there is a third step.
        let free = Options { prefix: golden::tokenizer().encode_target("lb e"), ..Options::default() };
        let (translation, steps) = run(&translator, SENTENCES[0], &Options { attention, ..free.clone() });
        let set = steps[2].attention.as_ref().expect("it attends");
        let row = [0.0, 0.75, 0.0, 0.0, 0.25, 0.0, 0.0];
        assert_close("row", &set.row, &row, 1e-6);
        let inspection = block_on(translation.inspect(2, &Part::Attention)).expect("an attention");
        let value = &inspection.operands.iter().find(|o| o.name == "value").expect("a value").value;
        let context = steps[2].context.as_ref().expect("a context");
        assert_close("context", context, &weighted_sum(&row, value), 1e-5);
        let (_, free) = run(&translator, SENTENCES[0], &free);
        assert_eq!(free[..2], steps[..2], "{}: the steps before are as they were", config.mechanism);
        assert_ne!(free[2].context, steps[2].context, "{}", config.mechanism);
    }
}

#[test]
fn what_cannot_be_looked_into_is_an_error() {
    for config in networks::all() {
        let translator = networks::translator(&config, 5);
        let (translation, steps) = run(&translator, SENTENCES[0], &Options::default());
        let code =
            |position, part: &Part| block_on(translation.inspect(position, part)).map_err(|e| e.code()).err();
        assert_eq!(code(steps.len(), &Part::Readout), Some("option"));
        assert_eq!(code(usize::MAX, &Part::Readout), Some("option"));
        assert_eq!(code(0, &Part::Readout), None);
        for (layer, head) in [(2, 0), (0, 3), (usize::MAX, usize::MAX)] {
            assert_eq!(code(0, &Part::SelfAttention { layer, head }), Some("option"));
            assert_eq!(code(0, &Part::CrossAttention { layer, head }), Some("option"));
            assert_eq!(code(0, &Part::EncoderSelfAttention { layer, head }), Some("option"));
        }
        assert_eq!(code(0, &Part::FeedForward { layer: 2 }), Some("option"));
        assert_eq!(code(0, &Part::EncoderFeedForward { layer: 2 }), Some("option"));
        for position in [7, usize::MAX] {
            let part = Part::EncoderGates { position, direction: Direction::Forward };
            assert_eq!(code(0, &part), Some("option"), "{}", config.mechanism);
        }
        let recurrent = config.mechanism != "transformer";
        let attends = recurrent && !config.mechanism.starts_with("seq2seq");
        assert_eq!(code(0, &Part::Gates).is_none(), recurrent, "{}", config.mechanism);
        assert_eq!(code(0, &Part::Attention).is_none(), attends, "{}", config.mechanism);
        assert_eq!(code(0, &Part::FeedForward { layer: 1 }).is_none(), !recurrent, "{}", config.mechanism);
        assert_eq!(code(0, &Part::EncoderFeedForward { layer: 1 }).is_none(), !recurrent);
        assert_eq!(code(0, &Part::Embedding { side: Side::Target }).is_none(), !recurrent);
        let gates = |direction| code(0, &Part::EncoderGates { position: 6, direction }).is_none();
        assert_eq!(gates(Direction::Forward), recurrent, "{}", config.mechanism);
        assert_eq!(gates(Direction::Backward), attends, "{}", config.mechanism);
    }
}
