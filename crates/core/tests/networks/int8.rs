//! With the int8 products of the CPU package, too, what is shown is what was computed.

use burn::tensor::Device;
use seq2see_core::inspect::Part;
use seq2see_core::{ModelConfig, Options, Translator, checkpoint};

use crate::operands::Operands;
use crate::support::{assert_close, dot, golden, networks};
use crate::{SENTENCES, run};

/// A product rounds its vector to int16, `2⁻¹⁶` of the largest element; a sum has at most 18 terms below 4.
const TOLERANCE: f32 = 1e-3;

fn translator(config: &ModelConfig) -> Translator {
    let file = checkpoint::save(config, &networks::model(config, 7));
    let (config, model) =
        checkpoint::load_int8(&config.to_json(), &file, &Device::flex()).expect("a checkpoint");
    Translator::new(golden::tokenizer(), config, model, Device::flex()).expect("one vocabulary")
}

#[test]
fn with_int8_a_score_and_a_candidates_logit_are_the_sums_of_products_shown() {
    for config in networks::all().into_iter().chain([networks::elman()]) {
        let name = &config.mechanism;
        let (translation, steps) = run(&translator(&config), SENTENCES[0], &Options::default());
        for step in &steps {
            let shown = Operands::of(&translation, step.position, &Part::Readout);
            let logits = shown.row("logits");
            let log_sum = logits.iter().map(|x| x.exp()).sum::<f32>().ln();
            for (k, candidate) in step.candidates.iter().enumerate() {
                let sum = dot(shown.row("readout"), shown.get("embedding").row(k)) + shown.row("bias")[k];
                assert_close(name, &[sum], &[logits[candidate.id as usize]], TOLERANCE);
                assert_close(name, &[sum - log_sum], &[candidate.log_prob], TOLERANCE);
            }
            let Some(attention) = step.attention.as_ref().filter(|attention| attention.heads == 1) else {
                continue;
            };
            let shown = Operands::of(&translation, step.position, &Part::Attention);
            let score = |j: usize| match shown.has("energy") {
                true => dot(shown.get("energy").row(j), shown.row("energy_weights")),
                // What of the query meets the keys.
                false if shown.has("mapped_query") => dot(shown.row("mapped_query"), shown.get("key").row(j)),
                false => dot(shown.row("query"), shown.get("key").row(j)),
            };
            let scores: Vec<f32> = (0..attention.scores.cols).map(score).collect();
            assert_close(name, &scores, &attention.scores.data, TOLERANCE);
        }
    }
}

#[test]
fn with_int8_the_transformers_parts_are_those_of_the_run() {
    let (translation, steps) = run(&translator(&networks::transformer()), SENTENCES[0], &Options::default());
    for step in &steps {
        let attention = step.attention.as_ref().expect("it attends");
        for (layer, head) in (0..2).flat_map(|layer| (0..3).map(move |head| (layer, head))) {
            let row = layer * 3 + head;
            let own = Operands::of(&translation, step.position, &Part::SelfAttention { layer, head });
            let own_weights = attention.self_weights.as_ref().expect("it attends to itself");
            assert_close("self", own.get("weights").row(step.position), own_weights.row(row), TOLERANCE);
            let cross = Operands::of(&translation, step.position, &Part::CrossAttention { layer, head });
            assert_close("cross", cross.row("scores"), attention.scores.row(row), TOLERANCE);
        }
        let ffn = Operands::of(&translation, step.position, &Part::FeedForward { layer: 1 });
        assert_close("hidden", ffn.row("norm"), &step.hidden, TOLERANCE);
    }
}
