//! What `inspect` shows of a recurrent network is what the run computed: each result follows from the operands beside it.

use burn::tensor::Tensor;
use seq2see_core::inspect::{Direction, Part};
use seq2see_core::trace::{EncoderTrace, Matrix, Step};
use seq2see_core::{Model, Options};

use crate::operands::{Operands, assert_masked, hide, options};
use crate::support::{assert_close, dot, networks, softmax, weighted_sum};
use crate::{SENTENCES, floats, run};

/// Sums of at most 39 products in float32, in another order.
const TOLERANCE: f32 = 1e-4;

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

#[test]
fn gates_follow_from_their_products() {
    let recurrent = networks::all().into_iter().filter(|config| config.mechanism != "transformer");
    for config in recurrent.chain([networks::elman()]) {
        let translator = networks::translator(&config, 1);
        let (translation, steps) = run(&translator, SENTENCES[0], &Options::default());
        for step in &steps {
            let gates = Operands::of(&translation, step.position, &Part::Gates);
            let hidden = expected_hidden(&gates);
            assert_close(&config.mechanism, &hidden, gates.row("hidden"), TOLERANCE);
            assert_close(&config.mechanism, gates.row("hidden"), &step.hidden, TOLERANCE);
            if let Some(before) = step.position.checked_sub(1) {
                assert_close(&config.mechanism, gates.row("hidden_before"), &steps[before].hidden, TOLERANCE);
            }
            // A context that the cell reads is the step's.
            if gates.has("context") {
                let context = step.context.as_ref().expect("a context");
                assert_close(&config.mechanism, gates.row("context"), context, TOLERANCE);
            }
        }
    }
}

/// The cell's equations, from the products of a step.
fn expected_hidden(gates: &Operands) -> Vec<f32> {
    let (input, recurrent, before) =
        (gates.row("input_product"), gates.row("hidden_product"), gates.row("hidden_before"));
    let d = before.len();
    let sum = |gate: usize, k: usize| input[gate * d + k] + recurrent[gate * d + k];
    let named = |name: &str, value: &dyn Fn(usize) -> f32| {
        let values: Vec<f32> = (0..d).map(value).collect();
        assert_close(name, gates.row(name), &values, TOLERANCE);
        values
    };
    if gates.has("reset") {
        let reset = named("reset", &|k| sigmoid(sum(0, k)));
        let update = named("update", &|k| sigmoid(sum(1, k)));
        let new = named("new", &|k| (input[2 * d + k] + reset[k] * recurrent[2 * d + k]).tanh());
        return (0..d).map(|k| (1.0 - update[k]) * new[k] + update[k] * before[k]).collect();
    }
    if gates.has("forget_gate") {
        let input = named("input_gate", &|k| sigmoid(sum(0, k)));
        let forget = named("forget_gate", &|k| sigmoid(sum(1, k)));
        let cell = named("cell_gate", &|k| sum(2, k).tanh());
        let output = named("output_gate", &|k| sigmoid(sum(3, k)));
        let kept = gates.row("memory_before");
        let memory = named("memory", &|k| forget[k] * kept[k] + input[k] * cell[k]);
        return (0..d).map(|k| output[k] * memory[k].tanh()).collect();
    }
    named("state", &|k| sum(0, k).tanh())
}

#[test]
fn an_encoders_gates_follow_from_their_products_and_give_its_states() {
    for config in networks::all().into_iter().filter(|config| config.mechanism != "transformer") {
        for options in options() {
            let (translation, _) = run(&networks::translator(&config, 6), SENTENCES[0], &options);
            let source = translation.source();
            let EncoderTrace::Recurrent { forward, backward, .. } = &source.encoder else {
                panic!("a recurrent encoder")
            };
            let directions = [(Direction::Forward, Some(forward)), (Direction::Backward, backward.as_ref())];
            for (direction, states) in directions {
                let Some(states) = states else { continue };
                for position in (0..source.tokens.len()).filter(|j| !options.masked.contains(j)) {
                    let gates = Operands::of(&translation, 0, &Part::EncoderGates { position, direction });
                    let hidden = expected_hidden(&gates);
                    assert_close(&config.mechanism, &hidden, gates.row("hidden"), TOLERANCE);
                    assert_close(&config.mechanism, gates.row("hidden"), states.row(position), TOLERANCE);
                    // What the cell had read before: the token before it in the order of reading.
                    let place = source.reading_order.iter().position(|&j| j == position).expect("read");
                    let before = match direction {
                        Direction::Forward => place.checked_sub(1),
                        Direction::Backward => Some(place + 1).filter(|&k| k < source.tokens.len()),
                    };
                    let zeros = vec![0.0; states.cols];
                    let before = before.map_or(&zeros[..], |k| states.row(source.reading_order[k]));
                    assert_close(&config.mechanism, gates.row("hidden_before"), before, TOLERANCE);
                }
            }
        }
    }
}

#[test]
fn a_recurrent_score_is_the_sum_of_products_shown() {
    for config in networks::attending().into_iter().filter(|config| config.mechanism != "transformer") {
        for options in options() {
            let (translation, steps) = run(&networks::translator(&config, 2), SENTENCES[0], &options);
            for step in &steps {
                let shown = Operands::of(&translation, step.position, &Part::Attention);
                let attention = step.attention.as_ref().expect("it attends");
                assert_attends(&config.mechanism, &shown, attention.weights.cols, &options.masked);
                assert_close("scores", shown.row("scores"), &attention.scores.data, TOLERANCE);
                assert_close("weights", shown.row("weights"), &attention.weights.data, TOLERANCE);
                assert_close(
                    "context",
                    shown.row("context"),
                    step.context.as_ref().expect("a context"),
                    TOLERANCE,
                );
            }
        }
    }
}

fn assert_attends(name: &str, shown: &Operands, src_len: usize, masked: &[usize]) {
    let key = shown.get("key");
    // What of the query meets the keys.
    let query = shown.row(if shown.has("mapped_query") { "mapped_query" } else { "query" });
    assert_eq!((key.rows, shown.get("value").rows), (src_len, src_len), "{name}");
    let scores: Vec<f32> = if shown.has("energy") {
        for j in 0..src_len {
            let energy: Vec<f32> = query.iter().zip(key.row(j)).map(|(q, k)| (q + k).tanh()).collect();
            assert_close(name, shown.get("energy").row(j), &energy, TOLERANCE);
        }
        (0..src_len).map(|j| dot(shown.get("energy").row(j), shown.row("energy_weights"))).collect()
    } else {
        (0..src_len).map(|j| dot(query, key.row(j))).collect()
    };
    assert_close(name, shown.row("scores"), &scores, TOLERANCE);
    let unread = [masked, &outside(shown, src_len)].concat();
    assert_masked(name, shown.row("masked"), &scores, &unread);
    let weights = softmax(&hide(&scores, &unread));
    if shown.has("gaussian") {
        assert_close(name, shown.row("softmax"), &weights, TOLERANCE);
        assert_falls_off(name, shown, src_len);
        let product: Vec<f32> = weights.iter().zip(shown.row("gaussian")).map(|(w, g)| w * g).collect();
        assert_close(name, shown.row("weights"), &product, TOLERANCE);
    } else {
        assert_close(name, shown.row("weights"), &weights, TOLERANCE);
    }
    assert_close(
        name,
        shown.row("context"),
        &weighted_sum(shown.row("weights"), shown.get("value")),
        TOLERANCE,
    );
}

/// `D` of the networks that look at a window.
const WINDOW: f32 = 2.0;

/// The places outside the window that is shown, if one is.
fn outside(shown: &Operands, src_len: usize) -> Vec<usize> {
    if !shown.has("position") {
        return vec![];
    }
    let middle = shown.row("position")[0];
    (0..src_len).filter(|&j| (j as f32 - middle).abs() > WINDOW).collect()
}

/// `p_t = S σ(v_pᵀ tanh(W_p h_t))` and `exp(-(s - p_t)² / 2σ²)`, `σ = D / 2`; Luong et al. 2015, eq. 9 and 10.
fn assert_falls_off(name: &str, shown: &Operands, src_len: usize) {
    let middle = src_len as f32 * sigmoid(dot(shown.row("position_hidden"), shown.row("position_weights")));
    assert_close(name, shown.row("position"), &[middle], TOLERANCE);
    let deviation = WINDOW / 2.0;
    let height = |j: usize| (-(j as f32 - middle).powi(2) / (2.0 * deviation * deviation)).exp();
    let gaussian: Vec<f32> = (0..src_len).map(height).collect();
    assert_close(name, shown.row("gaussian"), &gaussian, TOLERANCE);
}

#[test]
fn logits_follow_from_the_readout() {
    for config in networks::all().into_iter().chain([networks::elman()]) {
        let model = networks::model(&config, 3);
        let (embedding, bias) = match &model {
            Model::Elman(model) => (model.embedding.weight.val(), model.output.bias.val()),
            Model::Seq2Seq(model) => (model.embedding.weight.val(), model.output.bias.val()),
            Model::Transformer(model) => (model.embedding.weight.val(), model.output.bias.val()),
        };
        let [rows, cols] = embedding.dims();
        let (embedding, bias) = (Matrix::new(rows, cols, floats(embedding)), floats(bias));
        let (translation, steps) = run(&networks::translator(&config, 3), SENTENCES[2], &Options::default());
        for step in &steps {
            let shown = Operands::of(&translation, step.position, &Part::Readout);
            let logits: Vec<f32> =
                (0..rows).map(|id| dot(embedding.row(id), shown.row("readout")) + bias[id]).collect();
            assert_close(&config.mechanism, shown.row("logits"), &logits, TOLERANCE);
            assert_candidates(&config.mechanism, step, &shown);
            let probability = softmax(&logits)[step.id as usize];
            assert_close(&config.mechanism, &[step.log_prob], &[probability.ln()], TOLERANCE);
            if let Model::Seq2Seq(model) = &model {
                let features = Tensor::<1>::from_floats(shown.row("features"), &burn::tensor::Device::flex());
                let readout = floats(model.decoder.readout.forward(features.unsqueeze::<2>()).tanh());
                assert_close(&config.mechanism, shown.row("readout"), &readout, TOLERANCE);
                let product: Vec<f32> = shown.row("readout_product").iter().map(|x| x.tanh()).collect();
                assert_close(&config.mechanism, shown.row("readout"), &product, TOLERANCE);
            }
        }
    }
}

/// A candidate's score is the sum of the products shown.
fn assert_candidates(what: &str, step: &Step, shown: &Operands) {
    let ids: Vec<u32> = step.candidates.iter().map(|candidate| candidate.id).collect();
    let known: Vec<f32> = ids.iter().map(|&id| id as f32).collect();
    assert_eq!(shown.row("ids")[..ids.len()], known, "{what}");
    assert!(shown.row("ids").contains(&(step.id as f32)), "{what}");
    let (logits, log_probs) = (shown.row("logits"), softmax(shown.row("logits")));
    for (k, candidate) in step.candidates.iter().enumerate() {
        let sum = dot(shown.row("readout"), shown.get("embedding").row(k)) + shown.row("bias")[k];
        assert_close(what, &[sum], &[logits[candidate.id as usize]], TOLERANCE);
        assert_close(what, &[candidate.log_prob], &[log_probs[candidate.id as usize].ln()], TOLERANCE);
    }
}

#[test]
fn a_piece_chosen_from_outside_is_among_those_whose_sum_is_shown() {
    for config in networks::all() {
        let prefix = vec![11, 20, 7];
        let options = Options { prefix: prefix.clone(), top_k: 1, ..Options::default() };
        let (translation, steps) = run(&networks::translator(&config, 3), SENTENCES[2], &options);
        for (step, id) in steps.iter().zip(prefix) {
            let shown = Operands::of(&translation, step.position, &Part::Readout);
            let k = shown.row("ids").len() - 1;
            assert_eq!(shown.row("ids")[k], id as f32);
            let sum = dot(shown.row("readout"), shown.get("embedding").row(k)) + shown.row("bias")[k];
            assert_close(&config.mechanism, &[sum], &[shown.row("logits")[id as usize]], TOLERANCE);
        }
    }
}
