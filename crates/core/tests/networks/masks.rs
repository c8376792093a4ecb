//! Padding, later tokens and masked tokens take no part.

use burn::tensor::{Int, Tensor};
use seq2see_core::Options;
use seq2see_core::noise::Noise;
use seq2see_core::trace::{EncoderTrace, Matrix};

use crate::support::networks;
use crate::{SENTENCES, batch, floats, run};

/// Softmax over at most 20 columns in float32.
const TOLERANCE: f32 = 1e-5;

#[track_caller]
fn assert_rows_sum_to_one(what: &str, weights: &Matrix) {
    for row in 0..weights.rows {
        let sum: f32 = weights.row(row).iter().sum();
        assert!((sum - 1.0).abs() < TOLERANCE, "{what}: row {row} sums to {sum}");
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
