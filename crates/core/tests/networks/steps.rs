//! One token at a time is the same as all at once.

use seq2see_core::Options;
use seq2see_core::decoder::Given;
use seq2see_core::noise::Noise;

use crate::support::{assert_close, networks};
use crate::{SENTENCES, batch, floats, run, source};

/// Twelve steps of float32 with products of one row in place of many.
const TOLERANCE: f32 = 1e-4;

#[test]
fn twelve_steps_with_what_was_kept_are_one_forward_pass() {
    for config in networks::all() {
        let model = networks::model(&config, 5);
        // The longest target has eleven tokens: with `<s>`, twelve steps.
        let batch = batch(&config, &["c ab lk f", "gah ikl cdefa", "j"]);
        let all = floats(model.forward(&batch, &mut Noise::off()));
        let [rows, len] = batch.tgt_in.dims();
        assert_eq!(len, 12);
        let mut state = model.begin(model.encode(&batch.src), &batch.src);
        for t in 0..len {
            let (logits, _, next) =
                model.step(batch.tgt_in.clone().narrow(1, t, 1), state, &Given::default());
            state = next;
            let logits = floats(logits);
            for row in 0..rows {
                let expected = &all[(row * len + t) * config.vocab_size..][..config.vocab_size];
                let what = format!("{}, row {row}, step {t}", config.mechanism);
                assert_close(
                    &what,
                    &logits[row * config.vocab_size..][..config.vocab_size],
                    expected,
                    TOLERANCE,
                );
            }
        }
    }
}

#[test]
fn a_sentence_in_a_batch_is_the_sentence_alone() {
    for config in networks::all() {
        let model = networks::model(&config, 6);
        let of = |sentences: &[&str]| floats(model.forward(&batch(&config, sentences), &mut Noise::off()));
        let (alone, beside) = (of(&["ha", "c ab lk f"]), of(&["ha", "c ab lk f", "gah ik l cc de f a"]));
        // The target of the first is the second in both.
        let len = 1 + source(&config, "c ab lk f").len() - 1;
        let what = format!("{}, `ha`", config.mechanism);
        assert_close(&what, &beside[..len * config.vocab_size], &alone[..len * config.vocab_size], TOLERANCE);
    }
}

#[test]
fn the_same_text_and_options_give_the_same_run() {
    for config in networks::all() {
        let translator = networks::translator(&config, 7);
        let of = || run(&translator, SENTENCES[4], &Options::default());
        let ((first, steps), (second, again)) = (of(), of());
        assert_eq!(first.source(), second.source(), "{}", config.mechanism);
        assert_eq!(steps, again, "{}", config.mechanism);
    }
}

#[test]
fn a_step_after_the_last_is_none_and_the_last_says_so() {
    for config in networks::all() {
        let translator = networks::translator(&config, 8);
        let (mut translation, steps) =
            run(&translator, SENTENCES[1], &Options { max_length: 5, ..Options::default() });
        let done: Vec<bool> = steps.iter().map(|step| step.done).collect();
        assert!(done.len() <= 5 && done.iter().rev().skip(1).all(|done| !done) && done.last() == Some(&true));
        assert_eq!(crate::support::block_on(translation.step()), Ok(None));
        assert_eq!(steps.last().map(|step| step.text.clone()), Some(translation.text()));
    }
}
