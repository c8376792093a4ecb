//! How probable a given target is.

use burn::tensor::Device;
use seq2see_core::batch::Batch;
use seq2see_core::noise::Noise;
use seq2see_core::search::LogProbs;
use seq2see_core::{Error, Options};

use crate::support::{assert_close, block_on, golden, networks};
use crate::{SENTENCES, floats, run, source};

#[test]
fn a_target_is_as_probable_as_all_steps_at_once_have_it() {
    for config in networks::with_elman() {
        let (model, translator) = (networks::model(&config, 5), networks::translator(&config, 5));
        let target = "b ha";
        for target_padding in [1, 8] {
            let (translation, _) = run(
                &translator,
                SENTENCES[0],
                &Options { target_padding, max_length: 2, ..Options::default() },
            );
            let scored = block_on(translation.score(target)).expect("a target");
            let mut ids = golden::tokenizer().encode_target(target);
            let src = source(&config, SENTENCES[0]);
            config.fit_target(src.len(), &mut ids);
            let batch = Batch::new(&[(&src, &ids)], &config.special, &Device::flex());
            let logits = floats(model.forward(&batch, &mut Noise::off()));
            ids.push(config.special.eos);
            assert_eq!(scored.tokens.iter().map(|token| token.id).collect::<Vec<_>>(), ids);
            for (token, logits) in scored.tokens.iter().zip(logits.chunks(config.vocab_size)) {
                let log_probs = LogProbs::new(logits);
                assert_close(&config.mechanism, &[token.log_prob], &[log_probs.of(token.id)], 1e-4);
                let order = log_probs.top_k(config.vocab_size, |id| config.special.may_follow(id));
                let place = order.iter().position(|&(id, _)| id == token.id).expect("it may follow");
                assert_eq!(token.rank, place + 1, "{}", config.mechanism);
            }
            let sum: f32 = scored.tokens.iter().map(|token| token.log_prob).sum();
            assert_eq!(scored.log_prob, sum);
            let text: String = scored.tokens.iter().map(|token| token.added.as_str()).collect();
            assert_eq!(text, target);
        }
    }
}

#[test]
fn what_the_network_chose_is_first_at_every_step() {
    let mut count = 0;
    for config in networks::all() {
        let translator = networks::translator(&config, 6);
        // Begun as the tokenizer would begin: further on the text may be cut into other pieces than it was written in.
        let prefix = golden::tokenizer().encode_target("b");
        let options = Options { prefix, masked: vec![2], max_length: 9, ..Options::default() };
        let (translation, steps) = run(&translator, SENTENCES[0], &options);
        let scored = block_on(translation.score(&translation.text())).expect("its own text");
        let same = steps.iter().zip(&scored.tokens).take_while(|(step, token)| step.id == token.id);
        for (step, token) in same.skip(1) {
            count += 1;
            assert_eq!(token.rank, 1, "{}", config.mechanism);
            assert_close(&config.mechanism, &[token.log_prob], &[step.log_prob], 1e-5);
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn a_target_that_cannot_be_scored_is_an_error() {
    for config in networks::with_elman() {
        let translator = networks::translator(&config, 7);
        let (translation, _) = run(&translator, SENTENCES[0], &Options::default());
        let error = |text: &str| block_on(translation.score(text)).expect_err("no score");
        assert_eq!(error("  "), Error::EmptyText);
        assert_eq!(error("a 漢! b 漢"), Error::Unwritable { symbols: "漢!".into() });
        // A network that writes as it reads has no room for more than it reads.
        let limit = if config.mechanism == "rnn" { 7 } else { 21 };
        assert_eq!(error(&"a ".repeat(40)), Error::TooLong { len: 41, limit });
        assert!(block_on(translation.score(&"a ".repeat(limit - 1))).is_ok(), "{}", config.mechanism);
    }
}
