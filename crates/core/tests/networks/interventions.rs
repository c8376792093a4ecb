//! What is set or switched off gives what PyTorch gives with the same change; `tests/parity/interventions.py` writes the files.

use seq2see_core::inspect::{Direction, Part};
use seq2see_core::interventions::{
    Clamp, GateName, HeadAt, Interventions, Side, Sublayer, SublayerAt, WeightsBy,
};
use seq2see_core::trace::{EncoderTrace, Step};
use seq2see_core::{ModelConfig, Options, Translation};

use crate::operands::Operands;
use crate::support::golden::{self, Golden};
use crate::support::{assert_close, block_on, networks, weighted_sum};
use crate::{SENTENCES, run};

/// As of `parity.rs`: both sides compute in float32, in sums of at most 40 terms of size 1.
const TOLERANCE: f32 = 1e-4;

fn clamp(side: Side, position: Option<usize>, gate: GateName, value: f32) -> Clamp {
    Clamp { side, gate, value, position }
}

/// What `interventions.py` changes under a name.
fn case(name: &str, config: &ModelConfig) -> Interventions {
    use {GateName as G, Side as S};
    let plain = Interventions::default;
    let lstm = config.to_json().contains("\"lstm\"");
    let first = if lstm { (G::ForgetGate, 0.0) } else { (G::Update, 1.0) };
    let part = |name: &str| -> Sublayer {
        serde_json::from_value(serde_json::Value::String(name.into())).expect("a part")
    };
    match name {
        "context" => {
            let number = |k: i32| (0.9 * (-1_f64).powi(k) / (1.0 + f64::from(k) / 3.0) * 1e4).round() / 1e4;
            Interventions { context: Some((0..10).map(|k| number(k) as f32).collect()), ..plain() }
        }
        "source-gate" => {
            Interventions { gates: vec![clamp(S::Source, Some(2), first.0, first.1)], ..plain() }
        }
        "target-gate" => {
            let everywhere = |gate, value| clamp(S::Target, None, gate, value);
            let rest = match lstm {
                true => vec![everywhere(G::OutputGate, 0.75), everywhere(G::InputGate, 0.5)],
                false => vec![everywhere(G::Reset, 0.25)],
            };
            let gates = [vec![clamp(S::Target, Some(1), first.0, first.1)], rest].concat();
            Interventions { gates, ..plain() }
        }
        "uniform" => Interventions { weights: WeightsBy::Uniform, ..plain() },
        "permuted" => {
            Interventions { weights: WeightsBy::Permuted { order: vec![3, 0, 1, 5, 2, 4, 6] }, ..plain() }
        }
        "temperature" => Interventions { temperature: 0.5, ..plain() },
        "no-positions" => Interventions { positions: false, ..plain() },
        "no-causal-mask" => Interventions { causal_mask: false, ..plain() },
        _ => match (name.strip_prefix("no-head-"), name.strip_prefix("no-residual-")) {
            (Some(name), _) => {
                let (layer, head) = match name {
                    "encoderSelfAttention" => (0, 1),
                    "selfAttention" => (1, 0),
                    _ => (1, 2),
                };
                Interventions { heads_off: vec![HeadAt { part: part(name), layer, head }], ..plain() }
            }
            (_, Some(name)) => {
                let layer = usize::from(["encoderSelfAttention", "crossAttention"].contains(&name));
                Interventions { residuals_off: vec![SublayerAt { part: part(name), layer }], ..plain() }
            }
            _ => panic!("no case {name}"),
        },
    }
}

const CASES: [(&str, &[&str]); 8] = [
    ("seq2seq-rnn", &["context", "temperature"]),
    ("seq2seq-gru", &["context", "source-gate", "target-gate", "temperature"]),
    ("seq2seq-lstm", &["context", "source-gate", "target-gate", "temperature"]),
    ("seq2seq-lstm-reversed", &["context", "source-gate", "target-gate", "temperature"]),
    ("additive", &["context", "source-gate", "target-gate", "uniform", "permuted", "temperature"]),
    ("concat", &["context", "source-gate", "target-gate", "uniform", "permuted", "temperature"]),
    ("local-p", &["context", "source-gate", "target-gate", "uniform", "permuted", "temperature"]),
    (
        "transformer",
        &[
            "no-positions",
            "no-causal-mask",
            "no-head-encoderSelfAttention",
            "no-head-selfAttention",
            "no-head-crossAttention",
            "no-residual-encoderSelfAttention",
            "no-residual-encoderFeedForward",
            "no-residual-selfAttention",
            "no-residual-crossAttention",
            "no-residual-feedForward",
            "temperature",
        ],
    ),
];

/// The golden sentence, with something changed.
fn changed(name: &str, interventions: Interventions, options: Options) -> (Translation, Vec<Step>) {
    let text = String::from_utf8(golden::read("source.txt")).expect("text");
    let options = Options { max_length: 8, top_k: 29, interventions, ..options };
    run(&golden::translator(name), &text, &options)
}

fn assert_as_pytorch(
    name: &str,
    what: &str,
    golden: &Golden,
    (translation, steps): &(Translation, Vec<Step>),
) {
    let tensor = |part: &str| format!("{what}.{part}");
    let ids: Vec<i32> = steps.iter().map(|step| step.id as i32).collect();
    assert_eq!(ids, golden.ints(&tensor("ids")), "{name}, {what}");
    if let EncoderTrace::Recurrent { last_state, first_state, .. } = &translation.source().encoder {
        if let Some(context) = &case(what, &golden::model(name).0).context {
            assert_eq!(&last_state.data, context, "{name}");
        }
        assert_close(what, &first_state.data, &golden.floats(&tensor("first_state")), TOLERANCE);
    }
    if let EncoderTrace::SelfAttention { states, .. } = &translation.source().encoder {
        assert_close(what, &states.data, &golden.floats(&tensor("encoder")), TOLERANCE);
    }
    for step in steps {
        let row = |part: &str| golden.row(&tensor(part), step.position);
        let what = format!("{name}, {what}, step {}", step.position);
        assert_close(&what, &step.hidden, &row("hidden"), TOLERANCE);
        if let Some(context) = &step.context {
            assert_close(&what, context, &row("context"), TOLERANCE);
        }
        if let Some(attention) = &step.attention {
            assert_close(&what, &attention.weights.data, &row("weights"), TOLERANCE);
        }
        let log_probs = row("log_probs");
        for candidate in &step.candidates {
            assert_close(&what, &[candidate.log_prob], &[log_probs[candidate.id as usize]], TOLERANCE);
        }
    }
}

#[test]
fn what_is_changed_gives_what_pytorch_gives() {
    for (name, cases) in CASES {
        let golden = Golden::open(&format!("{name}/interventions.safetensors"));
        let (config, _) = golden::model(name);
        let (_, plain) = changed(name, Interventions::default(), Options::default());
        for what in cases {
            let made = changed(name, case(what, &config), Options::default());
            assert_as_pytorch(name, what, &golden, &made);
            // Padding, and room for what is not written yet, change nothing.
            let padded = Options { source_padding: 10, target_padding: 4, ..Options::default() };
            assert_as_pytorch(name, what, &golden, &changed(name, case(what, &config), padded));
            assert_ne!(made.1, plain, "{name}: {what} changes nothing");
        }
    }
}

/// A network's numbers are shown as they are changed.
#[test]
fn what_is_shown_is_what_was_changed() {
    for (name, cases) in CASES {
        let (config, _) = golden::model(name);
        for what in cases {
            let (translation, steps) = changed(name, case(what, &config), Options::default());
            for step in &steps {
                let of = |part: &Part| Operands::of(&translation, step.position, part);
                if name == "transformer" {
                    let ffn = of(&Part::FeedForward { layer: 1 });
                    assert_close(what, ffn.row("norm"), &step.hidden, TOLERANCE);
                    let cross = of(&Part::CrossAttention { layer: 1, head: 2 });
                    let context = step.context.as_ref().expect("a context");
                    assert_close(what, cross.row("output"), context, TOLERANCE);
                    let own = of(&Part::EncoderFeedForward { layer: 1 });
                    let EncoderTrace::SelfAttention { states, .. } = &translation.source().encoder else {
                        panic!("a Transformer")
                    };
                    assert_close(what, &own.get("norm").data, &states.data, TOLERANCE);
                    continue;
                }
                assert_close(what, of(&Part::Gates).row("hidden"), &step.hidden, TOLERANCE);
                if let Some(attention) = &step.attention {
                    let shown = of(&Part::Attention);
                    assert_close(what, shown.row("weights"), &attention.row, TOLERANCE);
                    let context = weighted_sum(&attention.row, shown.get("value"));
                    assert_close(what, shown.row("context"), &context, TOLERANCE);
                }
            }
        }
    }
}

#[test]
fn a_held_gate_is_shown_at_its_value_where_it_is_held() {
    for (name, gate, value) in [("seq2seq-lstm", "forget_gate", 0.0), ("additive", "update", 1.0)] {
        let (config, _) = golden::model(name);
        let (translation, _) = changed(name, case("source-gate", &config), Options::default());
        for position in 0..7 {
            let part = Part::EncoderGates { position, direction: Direction::Forward };
            let shown = Operands::of(&translation, 0, &part);
            assert_eq!(
                shown.row(gate).iter().all(|&x| x == value),
                position == 2,
                "{name}, token {position}"
            );
        }
        let (translation, _) = changed(name, case("target-gate", &config), Options::default());
        for position in 0..3 {
            let shown = Operands::of(&translation, position, &Part::Gates);
            assert_eq!(shown.row(gate).iter().all(|&x| x == value), position == 1, "{name}, step {position}");
        }
    }
}

#[test]
fn a_beam_and_a_score_are_of_the_network_as_it_is_changed() {
    for (name, what) in [
        ("additive", "uniform"),
        ("additive", "target-gate"),
        ("seq2seq-gru", "context"),
        ("transformer", "no-causal-mask"),
        ("transformer", "no-positions"),
        ("concat", "temperature"),
    ] {
        let (config, _) = golden::model(name);
        let of = |beam_size, interventions| {
            changed(name, interventions, Options { beam_size, ..Options::default() })
        };
        let (searched, steps) = of(3, case(what, &config));
        let sum: f32 = steps.iter().map(|step| step.log_prob).sum();
        let (beam, path) = {
            let beam = searched.beam().expect("a beam");
            (beam, *beam.best.last().expect("a token"))
        };
        assert_close(what, &[beam.steps[steps.len() - 1][path].sum], &[sum], TOLERANCE);
        let (greedy, _) = of(1, case(what, &config));
        let (plain, _) = of(1, Interventions::default());
        let scored =
            |translation: &Translation| block_on(translation.score("b a j")).expect("a score").log_prob;
        assert!((scored(&greedy) - scored(&plain)).abs() > 1e-3, "{name}: {what}");
    }
}

#[test]
fn what_a_network_lacks_cannot_be_changed() {
    use {GateName as G, Side as S};
    let plain = Interventions::default;
    let held = |side, position, gate, value| Interventions {
        gates: vec![clamp(side, position, gate, value)],
        ..plain()
    };
    let off = |part, layer, head| Interventions { heads_off: vec![HeadAt { part, layer, head }], ..plain() };
    let permuted = |order: Vec<usize>| Interventions { weights: WeightsBy::Permuted { order }, ..plain() };
    let code = |config: &ModelConfig, interventions: Interventions, masked: Vec<usize>| {
        let options = Options { interventions, masked, ..Options::default() };
        block_on(networks::translator(config, 1).start(SENTENCES[0], &options)).map_err(|e| e.code()).err()
    };
    for config in networks::with_elman() {
        let (name, json) = (config.mechanism.as_str(), config.to_json());
        let code = |interventions| code(&config, interventions, vec![]);
        let wrong = |what: &str, interventions: Interventions, allowed: bool| {
            assert_eq!(code(interventions), (!allowed).then_some("option"), "{name}: {what}");
        };
        let (gru, lstm) = (json.contains("\"gru\""), json.contains("\"lstm\""));
        let recurrent = json.contains("\"seq2seq\"");
        let (attends, transformer) = (config.attends(), name == "transformer");
        wrong("an update gate", held(S::Target, None, G::Update, 0.5), gru);
        wrong("a forget gate", held(S::Source, Some(6), G::ForgetGate, 1.0), lstm);
        wrong("a gate beyond the source", held(S::Source, Some(7), G::ForgetGate, 1.0), false);
        wrong("a gate above 1", held(S::Target, None, G::Update, 1.5), false);
        wrong("a gate that is no number", held(S::Target, None, G::Update, f32::NAN), false);
        wrong("a context", Interventions { context: Some(vec![0.5; 14]), ..plain() }, recurrent);
        wrong("a short context", Interventions { context: Some(vec![0.5; 13]), ..plain() }, false);
        wrong("uniform weights", Interventions { weights: WeightsBy::Uniform, ..plain() }, attends);
        wrong("a permutation", permuted(vec![1, 0, 2, 3, 4, 6, 5]), attends);
        wrong("no permutation", permuted(vec![1, 1, 2, 3, 4, 6, 5]), false);
        wrong("a short permutation", permuted(vec![1, 0]), false);
        wrong("no positions", Interventions { positions: false, ..plain() }, transformer);
        wrong("no causal mask", Interventions { causal_mask: false, ..plain() }, transformer);
        wrong("a head", off(Sublayer::CrossAttention, 1, 2), transformer);
        wrong("a head too many", off(Sublayer::CrossAttention, 1, 3), false);
        wrong("a layer too many", off(Sublayer::SelfAttention, 2, 0), false);
        wrong("a head of what has none", off(Sublayer::FeedForward, 0, 0), false);
        wrong("a temperature of zero", Interventions { temperature: 0.0, ..plain() }, false);
        wrong("a temperature of 2", Interventions { temperature: 2.0, ..plain() }, true);
    }
    let additive = networks::attending().swap_remove(0);
    assert_eq!(code(&additive, permuted(vec![1, 0, 2, 3, 4, 5, 6]), vec![3]), None);
    assert_eq!(
        code(&additive, permuted(vec![1, 0, 2, 4, 3, 5, 6]), vec![3]),
        Some("option"),
        "a hidden token"
    );
}
