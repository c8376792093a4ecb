//! A network that writes as it reads: one token out for each in.

use burn::tensor::Device;
use seq2see_core::batch::Batch;
use seq2see_core::inspect::Part;
use seq2see_core::noise::Noise;
use seq2see_core::trace::EncoderTrace;
use seq2see_core::{Options, checkpoint};

use crate::support::{assert_close, block_on, networks};
use crate::{SENTENCES, batch, floats, run, source};

const TOLERANCE: f32 = 1e-4;

#[test]
fn it_makes_one_token_for_each_that_it_reads_and_reads_the_source() {
    let config = networks::elman();
    let translator = networks::translator(&config, 1);
    for text in SENTENCES {
        for options in [Options::default(), Options { beam_size: 4, max_length: 2, ..Options::default() }] {
            let (translation, steps) = run(&translator, text, &options);
            let read: Vec<u32> = steps.iter().map(|step| step.input_id).collect();
            assert_eq!(read, source(&config, text));
            assert!(steps.iter().all(|step| step.attention.is_none() && step.context.is_none()));
            assert_eq!(translation.source().encoder, EncoderTrace::None);
            // Every token is its step's most probable: a beam could find nothing better.
            assert!(steps.iter().all(|step| step.id == step.candidates[0].id));
            assert!(translation.beam().is_none());
        }
    }
}

#[test]
fn its_steps_are_one_forward_pass_and_padding_changes_none() {
    let config = networks::elman();
    let model = networks::model(&config, 2);
    let batch = batch(&config, &["c ab lk f", "gah ikl cdefa", "j"]);
    let all = floats(model.forward(&batch, &mut Noise::off()));
    let translator = networks::translator(&config, 2);
    for (row, text) in ["c ab lk f", "gah ikl cdefa", "j"].into_iter().enumerate() {
        for source_padding in [1, 33] {
            let options = Options { source_padding, top_k: 29, ..Options::default() };
            let (_, steps) = run(&translator, text, &options);
            for step in steps {
                let logits = &all[(row * batch.src.len() + step.position) * config.vocab_size..];
                let log_probs = seq2see_core::search::LogProbs::new(&logits[..config.vocab_size]);
                let of = |id| log_probs.of(id);
                let (made, expected): (Vec<f32>, Vec<f32>) =
                    step.candidates.iter().map(|c| (c.log_prob, of(c.id))).unzip();
                assert_close("log-probabilities", &made, &expected, TOLERANCE);
            }
        }
    }
}

#[test]
fn a_token_not_yet_read_moves_nothing() {
    let config = networks::elman();
    let translator = networks::translator(&config, 3);
    let of = |text: &str| run(&translator, text, &Options::default()).1;
    let (short, long) = (of("c ab"), of("c ab lk f"));
    for (short, long) in short.iter().zip(&long).take(3) {
        assert_eq!((&short.hidden, &short.candidates), (&long.hidden, &long.candidates));
    }
    // The last of the first is the end mark, which the second reads later.
    assert_ne!(short[3].hidden, long[3].hidden);
}

#[test]
fn a_target_is_cut_or_filled_to_the_length_of_its_source() {
    let config = networks::elman();
    let (source, eos) = ([7, 8, 9, 2], config.special.eos);
    for (target, fitted) in [(vec![11], vec![11, eos, eos]), (vec![11; 5], vec![11; 3])] {
        let mut target = target;
        config.fit_target(source.len(), &mut target);
        assert_eq!(target, fitted);
        let batch = Batch::new(&[(&source, &target)], &config.special, &Device::flex());
        assert_eq!((batch.tgt_out.len(), batch.tgt_out.last()), (source.len(), Some(&eos)));
    }
    let mut target = vec![11];
    networks::transformer().fit_target(4, &mut target);
    assert_eq!(target, [11]);
}

#[test]
fn it_comes_back_from_its_file_and_has_no_encoder_to_look_into() {
    let config = networks::elman();
    let model = networks::model(&config, 4);
    let file = checkpoint::save(&config, &model);
    for load in [checkpoint::load, checkpoint::load_int8] {
        let (loaded, _) = load(&config.to_json(), &file, &Device::flex()).expect("a checkpoint");
        assert_eq!(loaded, config);
    }
    let (translation, _) = run(&networks::translator(&config, 4), SENTENCES[0], &Options::default());
    let code = |part: &Part| block_on(translation.inspect(0, part)).map_err(|error| error.code()).err();
    assert_eq!((code(&Part::Gates), code(&Part::Readout)), (None, None));
    for part in [Part::Attention, Part::EncoderGates { position: 0, direction: Default::default() }] {
        assert_eq!(code(&part), Some("option"));
    }
}
