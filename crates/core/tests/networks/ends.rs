//! How a translation ends, and what each step adds to its text.

use burn::module::Param;
use burn::tensor::{Device, Tensor, TensorData};
use seq2see_core::trace::{Ended, Step};
use seq2see_core::{Model, ModelConfig, Options, Translator};

use crate::support::{golden, networks};
use crate::{SENTENCES, floats, run};

/// A network that writes some pieces over and over: their biases are out of reach of all others.
fn obsessed(config: &ModelConfig, pieces: &[u32]) -> Translator {
    let mut model = networks::model(config, 9);
    let bias = match &mut model {
        Model::Elman(model) => &mut model.output.bias,
        Model::Seq2Seq(model) => &mut model.output.bias,
        Model::Transformer(model) => &mut model.output.bias,
    };
    let mut numbers = floats(bias.val());
    pieces.iter().for_each(|&id| numbers[id as usize] += 100.0);
    *bias =
        Param::from_tensor(Tensor::from_data(TensorData::new(numbers, [config.vocab_size]), &Device::flex()));
    Translator::new(golden::tokenizer(), config.clone(), model, Device::flex()).expect("one vocabulary")
}

#[test]
fn a_translation_that_goes_round_in_circles_ends_and_says_so() {
    for config in networks::all() {
        let translator = obsessed(&config, &[17]);
        let of = |text: &str, options: Options| run(&translator, text, &options).1;
        let ids = |steps: &[Step]| steps.iter().map(|step| step.id).collect::<Vec<_>>();
        let ended = |steps: &[Step]| steps.last().and_then(|step| step.ended);
        let steps = of(SENTENCES[0], Options::default());
        assert_eq!(ids(&steps), [17; 13], "{}", config.mechanism);
        assert_eq!(ended(&steps), Some(Ended::Repeats), "{}", config.mechanism);
        let whole = of(SENTENCES[0], Options { max_repeats: 0, ..Options::default() });
        assert_eq!(ids(&whole), [17; 21], "{}", config.mechanism);
        assert_eq!(ended(&whole), Some(Ended::Length), "{}", config.mechanism);
        // A beam leaves the circle where it finds a sentence that ends, however improbable.
        let beam = of(SENTENCES[0], Options { beam_size: 3, ..Options::default() });
        assert!(!ids(&beam).windows(14).any(|most| most == [17; 14]), "{}", config.mechanism);
        let expected = if ids(&beam).last() == Some(&2) { Ended::Eos } else { Ended::Repeats };
        assert_eq!(ended(&beam), Some(expected), "{}", config.mechanism);
        let as_the_source = of(&"b ".repeat(15), Options::default());
        assert_eq!(as_the_source.len(), 16, "{}: fifteen are the source's own", config.mechanism);
        // What the reader wants is written, and the network's own goes on from it.
        let forced = of(SENTENCES[0], Options { prefix: vec![18; 15], ..Options::default() });
        assert_eq!(forced[14].ended, None, "{}", config.mechanism);
        assert_eq!(forced.len(), 21, "{}", config.mechanism);
    }
    // It has read a token before each that it writes, and goes on to the end of what there is to read.
    let config = networks::elman();
    let (_, steps) = run(&obsessed(&config, &[17]), SENTENCES[4], &Options::default());
    assert_eq!(steps.len(), 13);
    assert_eq!(steps.last().and_then(|step| step.ended), Some(Ended::Source));
}

#[test]
fn the_reason_of_an_end_is_told_with_it() {
    for config in networks::all() {
        let last = |translator: &Translator| {
            let (_, steps) = run(translator, SENTENCES[0], &Options { max_length: 3, ..Options::default() });
            assert!(steps.iter().all(|step| step.done == step.ended.is_some()));
            steps.last().and_then(|step| step.ended)
        };
        assert_eq!(last(&obsessed(&config, &[config.special.eos])), Some(Ended::Eos), "{}", config.mechanism);
        assert_eq!(last(&obsessed(&config, &[17, 18])), Some(Ended::Length), "{}", config.mechanism);
    }
}

#[test]
fn what_the_steps_add_is_the_text() {
    for config in networks::with_elman() {
        // Letters, letters after a gap, and the gap alone.
        let prefix = vec![17, 4, 5, 6, 4, 28, 4];
        let translator = networks::translator(&config, 9);
        let (translation, steps) = run(&translator, SENTENCES[0], &Options { prefix, ..Options::default() });
        let mut text = String::new();
        for step in &steps {
            text += &step.added;
            assert_eq!(text, step.text, "{}", config.mechanism);
        }
        assert_eq!(text, translation.text(), "{}", config.mechanism);
        let added: Vec<&str> = steps.iter().map(|step| step.added.as_str()).collect();
        assert_eq!(added[..7], ["a", " ", "a", "b", " ", " l", " "], "{}", config.mechanism);
    }
}
