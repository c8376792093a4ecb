//! Padding, later tokens and masked tokens take no part.

use burn::tensor::{Int, Tensor};
use seq2see_core::Options;
use seq2see_core::inspect::{Direction, Part};
use seq2see_core::noise::Noise;
use seq2see_core::trace::{EncoderTrace, Matrix, Step};

use crate::support::{assert_close, block_on, networks};
use crate::{SENTENCES, batch, floats, run};

/// Softmax over at most 20 columns in float32.
const TOLERANCE: f32 = 1e-5;

#[track_caller]
fn assert_rows_sum_to_one(what: &str, weights: &Matrix) {
    for row in 0..weights.rows {
        let sum: f32 = weights.row(row).iter().sum();
        // In a window the weights fall off.
        let right = if what == "local-p" { (0.0..1.0).contains(&sum) } else { (sum - 1.0).abs() < TOLERANCE };
        assert!(right, "{what}: row {row} sums to {sum}");
    }
}

#[test]
fn changing_a_padded_token_moves_nothing() {
    for config in networks::all() {
        let model = networks::model(&config, 1);
        let mut batch = batch(&config, &SENTENCES);
        let before = floats(model.forward(&batch, &mut Noise::off()));
        let other = Tensor::<2, Int>::full(batch.src.ids.dims(), 7, &batch.src.ids.device());
        batch.src.ids = batch.src.ids.clone().mask_where(batch.src.mask_pad.clone(), other);
        let after = floats(model.forward(&batch, &mut Noise::off()));
        assert!(before == after, "{}: padding was read", config.mechanism);
    }
}

#[test]
fn changing_a_token_moves_the_sentence() {
    for config in networks::all() {
        let model = networks::model(&config, 1);
        let logits = |text: &str| floats(model.forward(&batch(&config, &[text, "ha"]), &mut Noise::off()));
        // The first, a middle and the last word.
        for other in ["b ab lk f", "c aa lk f", "c ab lk g"] {
            let moved = logits("c ab lk f").iter().zip(logits(other)).any(|(a, b)| (a - b).abs() > 1e-3);
            assert!(moved, "{}: `{other}` is not read", config.mechanism);
        }
    }
}

#[test]
fn a_later_target_token_moves_no_earlier_logits() {
    for config in networks::all() {
        let model = networks::model(&config, 2);
        let mut batch = batch(&config, &SENTENCES[..2]);
        let [rows, len] = batch.tgt_in.dims();
        let at = len - 2;
        let before = floats(model.forward(&batch, &mut Noise::off()));
        let other = Tensor::full([rows, 1], 9, &batch.tgt_in.device());
        batch.tgt_in = batch.tgt_in.clone().slice_assign([0..rows, at..at + 1], other);
        let after = floats(model.forward(&batch, &mut Noise::off()));
        let position = |index: usize| index / config.vocab_size % len;
        let moved =
            |t: usize| (0..before.len()).any(|k| position(k) == t && (before[k] - after[k]).abs() > 1e-6);
        assert!(!(0..at).any(moved), "{}: an earlier step saw it", config.mechanism);
        assert!(moved(at) && moved(at + 1), "{}: it was not read", config.mechanism);
    }
}

#[test]
fn attention_rows_sum_to_one_and_padding_gets_none() {
    for config in networks::attending() {
        let translator = networks::translator(&config, 3);
        // A device that wants round lengths pads the source: the rows over the tokens alone still sum to 1.
        for source_padding in [1, 8] {
            let (translation, steps) =
                run(&translator, SENTENCES[0], &Options { source_padding, ..Options::default() });
            let name = &config.mechanism;
            for step in &steps {
                let attention = step.attention.as_ref().expect("it attends");
                assert_eq!(attention.weights.cols, translation.source().tokens.len(), "{name}");
                assert_eq!(attention.scores.cols, attention.weights.cols, "{name}");
                assert_rows_sum_to_one(name, &attention.weights);
                assert_rows_sum_to_one(name, &Matrix::new(1, attention.row.len(), attention.row.clone()));
                if let Some(own) = &attention.self_weights {
                    assert_eq!(own.cols, step.position + 1, "{name}");
                    assert_rows_sum_to_one(name, own);
                }
            }
            if let EncoderTrace::SelfAttention { weights, .. } = &translation.source().encoder {
                assert_rows_sum_to_one(name, weights);
            }
        }
    }
}

#[test]
fn padding_of_the_source_changes_no_number() {
    for config in networks::all() {
        let translator = networks::translator(&config, 3);
        let of = |source_padding| {
            run(&translator, SENTENCES[2], &Options { source_padding, ..Options::default() })
        };
        let ((plain, steps), (padded, steps_padded)) = (of(1), of(16));
        assert_eq!(plain.text(), padded.text(), "{}", config.mechanism);
        for (a, b) in steps.iter().zip(&steps_padded) {
            crate::support::assert_close(&config.mechanism, &b.hidden, &a.hidden, TOLERANCE);
        }
    }
}

/// What a run shows that may not depend on a hidden token: all but the token itself and the scores that it had.
fn apart_from(hidden: usize, steps: &[Step]) -> Vec<Step> {
    let without = |step: &Step| {
        let mut step = step.clone();
        // A network that writes as it reads takes its step at the token itself.
        step.input_id = 0;
        if let Some(attention) = &mut step.attention {
            let cols = attention.scores.cols;
            attention.scores.data.iter_mut().skip(hidden).step_by(cols).for_each(|score| *score = 0.0);
        }
        step
    };
    steps.iter().map(without).collect()
}

#[test]
fn changing_a_hidden_token_moves_nothing() {
    for config in networks::with_elman() {
        let translator = networks::translator(&config, 4);
        // The first, a middle and the last word, and a letter within one.
        for (hidden, other) in [(0, "b ab lk f"), (1, "c db lk f"), (4, "c ab lh f"), (5, "c ab lk g")] {
            for beam_size in [1, 3] {
                let of = |text: &str, masked: Vec<usize>| {
                    run(&translator, text, &Options { masked, beam_size, ..Options::default() }).1
                };
                let what = format!("{}, token {hidden}, {beam_size} hypotheses", config.mechanism);
                let (plain, hiding) = (of(SENTENCES[0], vec![]), of(SENTENCES[0], vec![hidden]));
                assert_eq!(
                    apart_from(hidden, &hiding),
                    apart_from(hidden, &of(other, vec![hidden])),
                    "{what}"
                );
                let moved = |other: &[Step]| plain.iter().zip(other).any(|(a, b)| a.hidden != b.hidden);
                assert!(moved(&of(other, vec![])), "{what}: while it is not hidden it is read");
                assert!(moved(&hiding), "{what}: it is missed");
            }
        }
    }
}

#[test]
fn a_cell_that_passed_over_a_token_has_no_gates_to_show() {
    let config = &networks::attending()[0];
    let translator = networks::translator(config, 4);
    let (translation, _) = run(&translator, SENTENCES[0], &Options { masked: vec![2], ..Options::default() });
    let EncoderTrace::Recurrent { forward, backward: Some(backward), .. } = &translation.source().encoder
    else {
        panic!("a recurrent encoder")
    };
    assert_eq!((forward.row(2), backward.row(2)), (forward.row(1), backward.row(3)));
    let gates = |position| {
        let part = Part::EncoderGates { position, direction: Direction::Forward };
        block_on(translation.inspect(0, &part)).map_err(|error| error.code())
    };
    assert_eq!(gates(2), Err("option"));
    let after = gates(3).expect("gates").operands;
    let operand = |name: &str| &after.iter().find(|operand| operand.name == name).expect(name).value;
    assert_eq!(operand("hidden_before").data, forward.row(1));
    assert_close("hidden", &operand("hidden").data, forward.row(3), TOLERANCE);
}

#[test]
fn a_masked_source_token_gets_no_attention() {
    for config in networks::attending() {
        let translator = networks::translator(&config, 4);
        let (_, steps) =
            run(&translator, SENTENCES[0], &Options { masked: vec![1, 3], ..Options::default() });
        for step in steps {
            let attention = step.attention.expect("it attends");
            for row in 0..attention.weights.rows {
                let weights = attention.weights.row(row);
                assert_eq!((weights[1], weights[3]), (0.0, 0.0), "{}", config.mechanism);
            }
            assert_rows_sum_to_one(&config.mechanism, &attention.weights);
        }
    }
}
