//! What `inspect` shows is what the run computed: each result follows from the operands beside it.

use burn::tensor::Tensor;
use seq2see_core::inspect::Part;
use seq2see_core::trace::{EncoderTrace, Inspection, Matrix, Step};
use seq2see_core::transformer::FeedForward;
use seq2see_core::{Model, Options, Translation};

use crate::support::{assert_close, block_on, dot, networks, softmax, weighted_sum};
use crate::{SENTENCES, floats, run};

/// Sums of at most 39 products in float32, in another order.
const TOLERANCE: f32 = 1e-4;

/// The operands of one part by name.
struct Operands(Inspection);

impl Operands {
    fn of(translation: &Translation, position: usize, part: &Part) -> Self {
        let inspection = block_on(translation.inspect(position, part)).expect("the network has this part");
        let mut names: Vec<&str> = inspection.operands.iter().map(|operand| operand.name.as_str()).collect();
        names.sort_unstable();
        assert!(names.is_sorted_by(|a, b| a != b), "a name twice: {names:?}");
        Self(inspection)
    }

    fn get(&self, name: &str) -> &Matrix {
        let found = self.0.operands.iter().find(|operand| operand.name == name);
        &found.unwrap_or_else(|| panic!("no operand {name}")).value
    }

    fn has(&self, name: &str) -> bool {
        self.0.operands.iter().any(|operand| operand.name == name)
    }

    fn row(&self, name: &str) -> &[f32] {
        let matrix = self.get(name);
        assert_eq!(matrix.rows, 1, "{name}");
        &matrix.data
    }
}

/// A run of every kind: plain, and with padding and a masked token on the way.
fn options() -> [Options; 2] {
    [Options::default(), Options { source_padding: 10, masked: vec![2], ..Options::default() }]
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

#[test]
fn gates_follow_from_their_products() {
    for config in networks::all().into_iter().filter(|config| config.mechanism != "transformer") {
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
    let (key, query) = (shown.get("key"), shown.row("query"));
    assert_eq!((key.rows, shown.get("value").rows), (src_len, src_len), "{name}");
    let scores: Vec<f32> = if shown.has("energy") {
        (0..src_len).map(|j| dot(shown.get("energy").row(j), shown.row("energy_weights"))).collect()
    } else {
        (0..src_len).map(|j| dot(query, key.row(j))).collect()
    };
    assert_close(name, shown.row("scores"), &scores, TOLERANCE);
    assert_close(name, shown.row("weights"), &softmax(&hide(&scores, masked)), TOLERANCE);
    assert_close(
        name,
        shown.row("context"),
        &weighted_sum(shown.row("weights"), shown.get("value")),
        TOLERANCE,
    );
}

fn hide(scores: &[f32], masked: &[usize]) -> Vec<f32> {
    let hidden = |(j, &score): (usize, &f32)| if masked.contains(&j) { f32::NEG_INFINITY } else { score };
    scores.iter().enumerate().map(hidden).collect()
}

#[test]
fn logits_follow_from_the_readout() {
    for config in networks::all() {
        let model = networks::model(&config, 3);
        let (embedding, bias) = match &model {
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
            let probability = softmax(&logits)[step.id as usize];
            assert_close(&config.mechanism, &[step.log_prob], &[probability.ln()], TOLERANCE);
            if let Model::Seq2Seq(model) = &model {
                let features = Tensor::<1>::from_floats(shown.row("features"), &burn::tensor::Device::flex());
                let readout = floats(model.decoder.readout.forward(features.unsqueeze::<2>()).tanh());
                assert_close(&config.mechanism, shown.row("readout"), &readout, TOLERANCE);
            }
        }
    }
}

/// One head: products of query and key, over √d_k, softmax, the weighted sum of the values.
fn assert_head(what: &str, shown: &Operands, masked: &[usize]) {
    let (query, key, value) = (shown.get("query"), shown.get("key"), shown.get("value"));
    for row in 0..query.rows {
        let products: Vec<f32> = (0..key.rows).map(|j| dot(query.row(row), key.row(j))).collect();
        let scores: Vec<f32> = products.iter().map(|x| x / (query.cols as f32).sqrt()).collect();
        assert_close(what, shown.get("products").row(row), &products, TOLERANCE);
        assert_close(what, shown.get("scores").row(row), &scores, TOLERANCE);
        let weights = shown.get("weights").row(row);
        assert_close(what, weights, &softmax(&hide(&scores, masked)), TOLERANCE);
        assert_close(what, shown.get("head").row(row), &weighted_sum(weights, value), TOLERANCE);
    }
    for name in ["input", "output", "norm"] {
        assert_eq!((shown.get(name).rows, shown.get(name).cols), (query.rows, 18), "{what}: {name}");
    }
}

#[test]
fn a_heads_scores_are_the_sums_of_products_shown() {
    let config = networks::transformer();
    for options in options() {
        let (translation, steps) = run(&networks::translator(&config, 4), SENTENCES[0], &options);
        let src_len = translation.source().tokens.len();
        let EncoderTrace::SelfAttention { weights, .. } = &translation.source().encoder else {
            panic!("a Transformer")
        };
        for (layer, head) in (0..2).flat_map(|layer| (0..3).map(move |head| (layer, head))) {
            let shown = Operands::of(&translation, 0, &Part::EncoderSelfAttention { layer, head });
            assert_head("encoder", &shown, &options.masked);
            let rows = (layer * 3 + head) * src_len * src_len;
            assert_close(
                "encoder",
                &shown.get("weights").data,
                &weights.data[rows..][..src_len * src_len],
                TOLERANCE,
            );
            for step in &steps {
                assert_decoder_heads(&translation, step, layer, head, &options.masked);
            }
        }
    }
}

fn assert_decoder_heads(translation: &Translation, step: &Step, layer: usize, head: usize, masked: &[usize]) {
    let attention = step.attention.as_ref().expect("it attends");
    let row = layer * 3 + head;
    let own = Operands::of(translation, step.position, &Part::SelfAttention { layer, head });
    assert_head("self", &own, &[]);
    let own_weights = attention.self_weights.as_ref().expect("it attends to itself");
    assert_close("self", own.row("weights"), own_weights.row(row), TOLERANCE);
    let cross = Operands::of(translation, step.position, &Part::CrossAttention { layer, head });
    assert_head("cross", &cross, masked);
    assert_close("cross", cross.row("scores"), attention.scores.row(row), TOLERANCE);
    assert_close("cross", cross.row("weights"), attention.weights.row(row), TOLERANCE);
    // What one part hands to the next.
    assert_close("after self-attention", own.row("norm"), cross.row("input"), TOLERANCE);
    if layer == 1 {
        assert_close("context", cross.row("output"), step.context.as_ref().expect("a context"), TOLERANCE);
    }
}

#[test]
fn a_layers_norms_and_feed_forward_follow_from_their_operands() {
    let config = networks::transformer();
    let Model::Transformer(model) = networks::model(&config, 5) else { panic!("a Transformer") };
    let (translation, steps) = run(&networks::translator(&config, 5), SENTENCES[1], &Options::default());
    let tensor = |row: &[f32]| Tensor::<1>::from_floats(row, &burn::tensor::Device::flex()).unsqueeze::<2>();
    for (step, (n, layer)) in
        steps.iter().flat_map(|step| model.decoder.layers.iter().enumerate().map(move |l| (step, l)))
    {
        let own = Operands::of(&translation, step.position, &Part::SelfAttention { layer: n, head: 0 });
        let cross = Operands::of(&translation, step.position, &Part::CrossAttention { layer: n, head: 0 });
        let ffn = Operands::of(&translation, step.position, &Part::FeedForward { layer: n });
        // x = Norm(x + part(x)), Vaswani et al. 2017, §3.1
        let parts = [
            (&layer.self_attn_norm, &own, "output"),
            (&layer.cross_attn_norm, &cross, "output"),
            (&layer.ffn_norm, &ffn, "outer"),
        ];
        for (norm, shown, part) in parts {
            let added = tensor(shown.row("input")) + tensor(shown.row(part));
            assert_close("norm", shown.row("norm"), &floats(norm.forward(added)), TOLERANCE);
        }
        assert_close("cross to feed-forward", cross.row("norm"), ffn.row("input"), TOLERANCE);
        assert_feed_forward(&layer.ffn, &ffn, tensor(ffn.row("input")));
        if n == 1 {
            assert_close("hidden", ffn.row("norm"), &step.hidden, TOLERANCE);
        }
    }
}

/// `FFN(x) = W_2 max(0, W_1 x + b_1) + b_2`; Vaswani et al. 2017, eq. 2.
fn assert_feed_forward(ffn: &FeedForward, shown: &Operands, x: Tensor<2>) {
    let inner = ffn.inner.forward(x).clamp_min(0.0);
    assert_close("inner", shown.row("inner"), &floats(inner.clone()), TOLERANCE);
    assert_close("outer", shown.row("outer"), &floats(ffn.outer.forward(inner)), TOLERANCE);
}
