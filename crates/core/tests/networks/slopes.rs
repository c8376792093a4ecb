//! Exact slopes are those of PyTorch's autograd; `tests/parity/slopes.py` writes the files.

use seq2see_core::inspect::{Direction, Part};
use seq2see_core::interventions::{Clamp, GateName, Interventions, Side, WeightsBy};
use seq2see_core::translation::AttentionOverride;
use seq2see_core::{ModelConfig, Options, Translation};

use crate::operands::Operands;
use crate::support::golden::{self, Golden, RECURRENT};
use crate::support::{assert_close, block_on, networks};
use crate::{SENTENCES, run};

/// Every network with a state: the one that writes as it reads, too.
fn networks_with_state() -> impl Iterator<Item = &'static str> {
    std::iter::once("rnn").chain(RECURRENT)
}

/// A thousandth of the largest number: what rounding of float32 leaves after eight steps is a hundredth of that.
#[track_caller]
fn assert_near(what: &str, actual: &[f32], expected: &[f32]) {
    let most = expected.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
    assert_close(what, actual, expected, 1e-3 * most.max(1e-4));
}

fn translation(name: &str) -> Translation {
    let text = String::from_utf8(golden::read("source.txt")).expect("text");
    run(&golden::translator(name), &text, &Options { max_length: 8, ..Options::default() }).0
}

/// Numbers of every column, `width` each, in the order of the text.
fn in_text_order(numbers: &[f32], width: usize, translation: &Translation) -> Vec<f32> {
    let order = &translation.source().reading_order;
    let mut sorted = vec![0.0; numbers.len()];
    for (column, &token) in order.iter().enumerate() {
        sorted[token * width..][..width].copy_from_slice(&numbers[column * width..][..width]);
    }
    sorted
}

#[test]
fn slopes_of_states_and_of_words_are_pytorchs() {
    for name in networks_with_state() {
        let (golden, translation) = (Golden::open(&format!("{name}/slopes.safetensors")), translation(name));
        let states = |position, direction| {
            Operands::of(&translation, 0, &Part::StateSlopes { position, direction }).row("norms").to_vec()
        };
        let expected = |what: &str| in_text_order(&golden.floats(what), 1, &translation);
        assert_near(name, &states(None, Direction::Forward), &expected("state.forward"));
        if golden.has("state.backward") {
            assert_near(name, &states(None, Direction::Backward), &expected("state.backward"));
        }
        let third = translation.source().reading_order[2];
        assert_near(name, &states(Some(third), Direction::Forward), &expected("state.forward.2"));
        let [steps, tokens, d_embed] = golden.shape("words")[..] else { panic!("{name}: words") };
        for step in 0..steps {
            let shown = Operands::of(&translation, step, &Part::WordSlopes { id: None });
            let slopes = in_text_order(&golden.row("words", step), d_embed, &translation);
            assert_near(name, &shown.get("slopes").data, &slopes);
            let norms: Vec<f32> =
                slopes.chunks(d_embed).map(|row| row.iter().map(|x| x * x).sum::<f32>().sqrt()).collect();
            assert_eq!(norms.len(), tokens);
            assert_near(name, shown.row("norms"), &norms);
        }
    }
}

#[test]
fn where_weights_are_set_or_gates_are_held_nothing_hangs_on_them() {
    let config = networks::attending().swap_remove(0);
    let translator = networks::translator(&config, 3);
    let of = |options: Options| {
        let (translation, _) = run(&translator, SENTENCES[0], &options);
        Operands::of(&translation, 0, &Part::WordSlopes { id: Some(7) }).row("norms").to_vec()
    };
    let changed = |interventions| of(Options { interventions, ..Options::default() });
    let plain = changed(Interventions::default());
    let uniform = changed(Interventions { weights: WeightsBy::Uniform, ..Interventions::default() });
    let weights = vec![1.0; 7];
    let set =
        of(Options { attention: vec![AttentionOverride { position: 0, weights }], ..Options::default() });
    assert_close("uniform weights, set or chosen", &uniform, &set, 1e-5);
    let same = changed(Interventions {
        weights: WeightsBy::Permuted { order: (0..7).collect() },
        ..Interventions::default()
    });
    assert_close("an order that is the text's", &same, &plain, 1e-5);
    assert!(plain.iter().zip(&uniform).any(|(a, b)| (a - b).abs() > 1e-3 * a));
    // A GRU whose update gate stays 1 keeps its state of zeros, whatever it reads.
    let gates = vec![Clamp { side: Side::Source, gate: GateName::Update, value: 1.0, position: None }];
    let kept = changed(Interventions { gates, ..Interventions::default() });
    assert_eq!(kept, [0.0; 7]);
}

#[test]
fn a_hidden_token_has_no_slope_and_padding_changes_none() {
    for config in networks::with_elman().into_iter().filter(|config| config.mechanism != "transformer") {
        let translator = networks::translator(&config, 4);
        let of = |source_padding| {
            let options = Options { masked: vec![1], source_padding, ..Options::default() };
            let (translation, _) = run(&translator, SENTENCES[0], &options);
            let state = Part::StateSlopes { position: None, direction: Direction::Forward };
            [Part::WordSlopes { id: Some(9) }, state]
                .map(|part| Operands::of(&translation, 0, &part).row("norms").to_vec())
        };
        let (plain, padded) = (of(1), of(10));
        for (plain, padded) in plain.iter().zip(&padded) {
            assert_close(&config.mechanism, padded, plain, 1e-5);
            assert!(plain[1] == 0.0 && plain[0] > 0.0, "{}: {plain:?}", config.mechanism);
        }
    }
}

#[test]
fn slopes_are_asked_of_what_is_there() {
    let code = |config: &ModelConfig, part: &Part| {
        let (translation, _) = run(&networks::translator(config, 1), SENTENCES[0], &Options::default());
        block_on(translation.inspect(0, part)).map_err(|error| error.code()).err()
    };
    for config in networks::with_elman() {
        let recurrent = config.mechanism != "transformer";
        let state = |position| Part::StateSlopes { position, direction: Direction::Forward };
        assert_eq!(code(&config, &state(Some(6))).is_none(), recurrent, "{}", config.mechanism);
        assert_eq!(code(&config, &state(Some(7))), Some("option"), "{}", config.mechanism);
        assert_eq!(code(&config, &Part::WordSlopes { id: Some(28) }).is_none(), recurrent);
        assert_eq!(code(&config, &Part::WordSlopes { id: Some(29) }), Some("option"));
    }
}
