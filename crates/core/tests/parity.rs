//! Every mechanism against PyTorch on the same weights.
//!
//! The golden files and the script that writes them: `python tests/parity/golden.py`.

mod support;

use burn::tensor::{Bool, Device, Tensor, TensorData};
use seq2see_core::attention::{
    self, Additive, Concat, Cosine, Dot, General, LocalMonotonic, LocalPredictive, Location, Places,
    ScaledDot, Score,
};
use seq2see_core::batch::{Batch, SourceBatch};
use seq2see_core::cell::{Cell, CellState, Gru, Lstm, RecurrentCell, Rnn};
use seq2see_core::config::SpecialIds;
use seq2see_core::encoder::Encoder;
use seq2see_core::layers::Dropout;
use seq2see_core::model::Encoded;
use seq2see_core::noise::Noise;
use seq2see_core::search::LogProbs;
use seq2see_core::trace::{EncoderTrace, Step};
use seq2see_core::transformer::{MultiHeadAttention, sinusoids};
use seq2see_core::translation::{Options, Translation};
use support::golden::{self, Golden, RECURRENT};
use support::{assert_close, block_on};

/// Both sides compute in float32, in sums of at most 40 terms of size 1: their rounding differs by about
/// 1e-6 a step and a few times that after eight steps. A wrong gate, mask or scale is off by 1e-2 and more.
const TOLERANCE: f32 = 1e-4;

fn floats<const D: usize>(x: Tensor<D>) -> Vec<f32> {
    x.into_data().try_into_vec().expect("float32")
}

fn cell(kind: &str, golden: &Golden, prefix: &str) -> Cell {
    let part = |part: &str| golden.projection(&format!("{prefix}{part}"));
    let (input, hidden) = (part("input"), part("hidden"));
    match kind {
        "rnn" => Cell::Rnn(Rnn { input, hidden }),
        "gru" => Cell::Gru(Gru { input, hidden }),
        _ => Cell::Lstm(Lstm { input, hidden }),
    }
}

fn mask(golden: &Golden, name: &str) -> Tensor<2, Bool> {
    let mask: Vec<bool> = golden.ints(name).iter().map(|&x| x == 1).collect();
    Tensor::from_data(TensorData::new(mask, golden.shape(name)), &Device::flex())
}

#[test]
fn cells_step_as_pytorchs() {
    let golden = Golden::open("operations.safetensors");
    for kind in ["rnn", "gru", "lstm"] {
        let tensor = |name: &str| format!("{kind}.{name}");
        let cell = cell(kind, &golden, &tensor(""));
        let memory = tensor("first_memory");
        let memory = golden.has(&memory).then(|| golden.tensor(&memory));
        let mut state = CellState { hidden: golden.tensor(&tensor("first")), memory };
        let projected = cell.input().forward(golden.tensor::<3>(&tensor("x")));
        let [batch, len, width] = projected.dims();
        let mut states = vec![];
        for t in 0..len {
            state = cell.step(projected.clone().narrow(1, t, 1).reshape([batch, width]), &state);
            states.push(state.hidden.clone());
        }
        assert_close(
            kind,
            &floats(Tensor::stack::<3>(states, 1)),
            &golden.floats(&tensor("states")),
            TOLERANCE,
        );
        if let Some(memory) = state.memory {
            assert_close("memory", &floats(memory), &golden.floats("lstm.last_memory"), TOLERANCE);
        }
    }
}

#[test]
fn a_bidirectional_encoder_reads_padded_sentences_as_pytorchs_packed_ones() {
    let golden = Golden::open("operations.safetensors");
    for kind in ["gru", "lstm"] {
        let prefix = format!("encoder.{kind}.");
        let tensor = |name: &str| format!("{prefix}{name}");
        let direction = |direction: &str| cell(kind, &golden, &tensor(&format!("{direction}.")));
        let encoder = Encoder { forward: direction("forward"), backward: Some(direction("backward")) };
        let rows: Vec<Vec<u32>> = golden
            .ints(&tensor("lens"))
            .iter()
            .map(|&len| vec![5; usize::try_from(len).expect("a length")])
            .collect();
        let rows: Vec<&[u32]> = rows.iter().map(Vec::as_slice).collect();
        let special = SpecialIds { pad: 0, sos: 1, eos: 2, unk: 3 };
        let src = SourceBatch::new(&rows, 1, &special, &Device::flex());
        let encoded = encoder.encode(golden.tensor(&tensor("x")), &src);
        assert_close(kind, &floats(encoded.last), &golden.floats(&tensor("last")), TOLERANCE);
        assert_unpadded(kind, &floats(encoded.states), &golden, &tensor("states"), &src.lens);
    }
}

/// Compares `[batch, len, width]` where there is a token; what stands at padding is nobody's.
fn assert_unpadded(what: &str, actual: &[f32], golden: &Golden, name: &str, lens: &[usize]) {
    let (expected, shape) = (golden.floats(name), golden.shape(name));
    assert_eq!(actual.len(), expected.len(), "{what}");
    for (row, &len) in lens.iter().enumerate() {
        let tokens = row * shape[1] * shape[2]..(row * shape[1] + len) * shape[2];
        assert_close(&format!("{what}, row {row}"), &actual[tokens.clone()], &expected[tokens], TOLERANCE);
    }
}

#[test]
fn every_score_function_scores_weighs_and_reads_as_pytorch() {
    let golden = Golden::open("operations.safetensors");
    let part = |name: &str| golden.projection(&format!("score.{name}"));
    let (query, key, energy, general) = (part("query"), part("key"), part("energy"), part("general"));
    let functions: [(&str, Box<dyn Score>); 6] = [
        ("additive", Box::new(Additive { query: query.clone(), key: key.clone(), energy: energy.clone() })),
        ("dot", Box::new(Dot::default())),
        ("general", Box::new(General { general })),
        ("concat", Box::new(Concat { query, key, energy })),
        ("scaled-dot", Box::new(ScaledDot::default())),
        ("cosine", Box::new(Cosine::default())),
    ];
    for (name, function) in functions {
        let value = golden.tensor::<3>("score.value");
        let key = function.prepare(value.clone());
        let scores = function.score(golden.tensor("score.query"), key);
        let attended = attention::attend(scores, value, Some(mask(&golden, "score.mask")));
        let expected = |what: &str| golden.floats(&format!("score.{name}.{what}"));
        assert_close(name, &floats(attended.scores), &expected("scores"), TOLERANCE);
        assert_close(name, &floats(attended.weights), &expected("weights"), TOLERANCE);
        assert_close(name, &floats(attended.context), &expected("context"), TOLERANCE);
    }
}

/// The window's half width in `tests/parity/recurrent.py`.
const WINDOW: usize = 2;

#[test]
fn scores_that_know_of_places_score_weigh_and_read_as_pytorch() {
    let golden = Golden::open("places.safetensors");
    let part = |name: &str| golden.projection(&format!("places.{name}"));
    let (general, half_width) = (part("general"), WINDOW);
    let (position, position_energy) = (part("position"), part("position_energy"));
    let functions: [(&str, Box<dyn Score>); 3] = [
        ("location", Box::new(Location { location: part("location") })),
        ("local-m", Box::new(LocalMonotonic { general: general.clone(), half_width })),
        ("local-p", Box::new(LocalPredictive { general, position, position_energy, half_width })),
    ];
    // The queries of the steps 0 to 3 at once, and of the last two by themselves.
    for (name, function) in functions {
        for first in [0, 2] {
            let rest = |x: Tensor<3>| x.narrow(1, first, 4 - first);
            let expected = |what: &str| floats(rest(golden.tensor(&format!("places.{name}.{what}"))));
            let (query, value) = (rest(golden.tensor("places.query")), golden.tensor::<3>("places.value"));
            let window = function.window(&query, Places { first, lens: &[5, 3] }, 5);
            assert_eq!(window.is_some(), golden.has(&format!("places.{name}.position")), "{name}");
            let mask = Some(mask(&golden, "places.mask"));
            let attended =
                function.attend(query, function.prepare(value.clone()), value, mask, window.as_ref());
            assert_close(name, &floats(attended.scores), &expected("scores"), TOLERANCE);
            assert_close(name, &floats(attended.weights), &expected("weights"), TOLERANCE);
            assert_close(name, &floats(attended.context), &expected("context"), TOLERANCE);
            if let Some(window) = window {
                assert_close(name, &floats(window.position), &expected("position"), TOLERANCE);
            }
        }
    }
}

#[test]
fn multi_head_attention_is_pytorchs() {
    let golden = Golden::open("operations.safetensors");
    let part = |name: &str| golden.projection(&format!("multi_head.{name}"));
    let attention = MultiHeadAttention::new(["query", "key", "value", "output"].map(part), 3);
    let key_value = attention.key_value(golden.tensor("multi_head.key_value"));
    let mask = mask(&golden, "multi_head.mask").unsqueeze_dims(&[1, 2]);
    let x = golden.tensor("multi_head.x");
    let attended = attention.forward(x, &key_value, Some(mask), &mut Dropout::off());
    assert_close("weights", &floats(attended.weights), &golden.floats("multi_head.weights"), TOLERANCE);
    assert_close("output", &floats(attended.output), &golden.floats("multi_head.result"), TOLERANCE);
}

#[test]
fn positions_are_the_papers_waves() {
    let golden = Golden::open("operations.safetensors");
    let ours = sinusoids(0, 23, 10, &Device::flex());
    assert_close("sinusoids", &floats(ours), &golden.floats("sinusoids"), TOLERANCE);
}

#[test]
fn every_network_gives_pytorchs_states_and_logits() {
    for name in RECURRENT.into_iter().chain(["transformer"]) {
        let (config, model) = golden::model(name);
        let golden = Golden::open(&format!("{name}/case.safetensors"));
        let (sources, targets) = (golden.rows("batch.source"), golden.rows("batch.target"));
        let pairs: Vec<(&[u32], &[u32])> =
            sources.iter().zip(&targets).map(|(s, t)| (s.as_slice(), t.as_slice())).collect();
        let batch = Batch::new(&pairs, &config.special, &Device::flex());
        let states = match model.encode(&batch.src) {
            Encoded::Elman(_) => unreachable!("it encodes nothing"),
            Encoded::Seq2Seq(encoded) => {
                assert_close(name, &floats(encoded.last), &golden.floats("batch.last"), TOLERANCE);
                encoded.states
            }
            Encoded::Transformer(encoded) => {
                for (n, weights) in encoded.weights.into_iter().enumerate() {
                    let expected = golden.floats(&format!("batch.encoder_weights.{n}"));
                    assert_close("self-attention", &floats(weights), &expected, TOLERANCE);
                }
                encoded.states
            }
        };
        assert_unpadded(name, &floats(states), &golden, "batch.states", &batch.src.lens);
        let logits = floats(model.forward(&batch, &mut Noise::off()));
        let lens: Vec<usize> = targets.iter().map(|target| target.len() + 1).collect();
        assert_unpadded(name, &logits, &golden, "batch.logits", &lens);
    }
}

#[test]
fn a_network_that_writes_as_it_reads_gives_pytorchs_states_and_logits() {
    let (config, model) = golden::model("rnn");
    let golden = Golden::open("rnn/case.safetensors");
    let sources = golden.rows("batch.source");
    let pairs: Vec<(&[u32], &[u32])> = sources.iter().map(|source| (source.as_slice(), &[][..])).collect();
    let batch = Batch::new(&pairs, &config.special, &Device::flex());
    let logits = floats(model.forward(&batch, &mut Noise::off()));
    assert_unpadded("rnn", &logits, &golden, "batch.logits", &batch.src.lens);
    let (translation, steps) = run("rnn");
    assert_eq!(translation.source().encoder, EncoderTrace::None);
    assert_eq!(steps.len(), golden.ints("trace.ids").len());
    for step in &steps {
        assert_step("rnn", &golden, step, &translation.source().reading_order);
    }
}

/// Translates the golden sentence step by step.
fn run(name: &str) -> (Translation, Vec<Step>) {
    let text = String::from_utf8(golden::read("source.txt")).expect("text");
    let options = Options { max_length: 8, top_k: 29, ..Options::default() };
    block_on(async {
        let mut translation = golden::translator(name).start(&text, &options).await.expect("a source");
        let mut steps = vec![];
        while let Some(step) = translation.step().await.expect("a step") {
            steps.push(step);
        }
        (translation, steps)
    })
}

/// What every mechanism's step has: words, state, context, scores, weights, probabilities.
fn assert_step(name: &str, golden: &Golden, step: &Step, order: &[usize]) {
    let what = |what: &str| format!("{name}, step {}: {what}", step.position);
    let expected = |what: &str| golden.row(&format!("trace.{what}"), step.position);
    assert_eq!(i64::from(step.id), i64::from(golden.ints("trace.ids")[step.position]), "{}", what("id"));
    assert_close(&what("hidden"), &step.hidden, &expected("hidden"), TOLERANCE);
    assert_eq!(step.context.is_some(), golden.has("trace.context"), "{}", what("context"));
    if let Some(context) = &step.context {
        assert_close(&what("context"), context, &expected("context"), TOLERANCE);
    }
    assert_eq!(step.attention.is_some(), golden.has("trace.weights"), "{}", what("attention"));
    if let Some(attention) = &step.attention {
        assert_eq!(order, (0..order.len()).collect::<Vec<_>>(), "columns are in the order of the text");
        assert_close(&what("scores"), &attention.scores.data, &expected("scores"), TOLERANCE);
        assert_close(&what("weights"), &attention.weights.data, &expected("weights"), TOLERANCE);
        assert_eq!(attention.position.is_some(), golden.has("trace.position"), "{}", what("window"));
        if let Some(position) = attention.position {
            assert_close(&what("window"), &[position], &expected("position"), TOLERANCE);
        }
    }
    let log_probs = expected("log_probs");
    assert_close(&what("log-probability"), &[step.log_prob], &[log_probs[step.id as usize]], TOLERANCE);
    // Every piece that a target may have is asked for.
    assert_eq!(step.candidates.len(), 26, "{}", what("candidates"));
    for candidate in &step.candidates {
        let expected = log_probs[candidate.id as usize];
        assert_close(&what(&candidate.piece), &[candidate.log_prob], &[expected], TOLERANCE);
    }
    assert!(step.candidates.is_sorted_by(|a, b| a.log_prob >= b.log_prob));
}

#[test]
fn the_trace_of_every_recurrent_network_is_pytorchs() {
    for name in RECURRENT {
        let golden = Golden::open(&format!("{name}/case.safetensors"));
        let (translation, steps) = run(name);
        let source = translation.source();
        let EncoderTrace::Recurrent { forward, backward, last_state, first_state } = &source.encoder else {
            panic!("{name} is recurrent");
        };
        assert_close(name, &first_state.data, &golden.floats("trace.first_state"), TOLERANCE);
        // `</s>` is read last, and first from right to left.
        let last = forward.rows - 1;
        let of_last = [forward.row(last), backward.as_ref().map_or(&[], |states| states.row(0))].concat();
        assert_close(name, &last_state.data, &of_last, TOLERANCE);
        for (column, &token) in source.reading_order.iter().enumerate() {
            let backward = backward.as_ref().map_or(&[][..], |states| states.row(token));
            let state = [forward.row(token), backward].concat();
            assert_close(name, &state, &golden.row("trace.encoder", column), TOLERANCE);
        }
        assert_eq!(steps.len(), golden.ints("trace.ids").len(), "{name}");
        for step in &steps {
            assert_step(name, &golden, step, &source.reading_order);
        }
    }
}

#[test]
fn the_trace_of_the_transformer_is_pytorchs() {
    let golden = Golden::open("transformer/case.safetensors");
    let (translation, steps) = run("transformer");
    let EncoderTrace::SelfAttention { layers, heads, weights, states } = &translation.source().encoder else {
        panic!("it attends to itself");
    };
    assert_eq!((*layers, *heads), (2, 3));
    assert_close("encoder weights", &weights.data, &golden.floats("trace.encoder_weights"), TOLERANCE);
    assert_close("encoder states", &states.data, &golden.floats("trace.encoder"), TOLERANCE);
    assert_eq!(steps.len(), golden.ints("trace.ids").len());
    for step in &steps {
        assert_step("transformer", &golden, step, &translation.source().reading_order);
        let attention = step.attention.as_ref().expect("it attends");
        let own = attention.self_weights.as_ref().expect("it attends to itself");
        let expected = golden.floats(&format!("trace.self_weights.{}", step.position));
        assert_close("self-attention", &own.data, &expected, TOLERANCE);
        // The row to draw is the mean of the last layer's heads.
        let last = golden.row("trace.weights", step.position)[3 * attention.row.len()..].to_vec();
        let mean = |j: usize| (0..3).map(|head| last[head * attention.row.len() + j]).sum::<f32>() / 3.0;
        let mean: Vec<f32> = (0..attention.row.len()).map(mean).collect();
        assert_close("row", &attention.row, &mean, TOLERANCE);
    }
}

#[test]
fn a_logarithm_of_a_probability_is_pytorchs() {
    let golden = Golden::open("additive/case.safetensors");
    let logits = golden.floats("batch.logits");
    let first = &logits[..golden.shape("batch.logits")[2]];
    let expected: Vec<f64> = {
        let sum: f64 = first.iter().map(|&x| f64::from(x).exp()).sum();
        first.iter().map(|&x| f64::from(x) - sum.ln()).collect()
    };
    for (id, expected) in expected.iter().enumerate() {
        let ours = f64::from(LogProbs::new(first).of(id as u32));
        assert!((ours - expected).abs() < 1e-5, "piece {id}: {ours}, expected {expected}");
    }
}
