//! What `inspect` shows of a Transformer is what the run computed: each result follows from the operands beside it.

use burn::tensor::Tensor;
use seq2see_core::inspect::{Part, Side};
use seq2see_core::layers::Norm;
use seq2see_core::trace::{EncoderTrace, Step};
use seq2see_core::transformer::FeedForward;
use seq2see_core::{Model, Options, Translation};

use crate::operands::{Operands, assert_masked, hide, options};
use crate::support::{assert_close, dot, networks, softmax, weighted_sum};
use crate::{SENTENCES, floats, run};

/// Sums of at most 39 products in float32, in another order.
const TOLERANCE: f32 = 1e-4;

/// One head: products of query and key, over √d_k, softmax, the weighted sum of the values.
fn assert_head(what: &str, shown: &Operands, masked: impl Fn(usize) -> Vec<usize>) {
    let (query, key, value) = (shown.get("query"), shown.get("key"), shown.get("value"));
    for row in 0..query.rows {
        let products: Vec<f32> = (0..key.rows).map(|j| dot(query.row(row), key.row(j))).collect();
        let scores: Vec<f32> = products.iter().map(|x| x / (query.cols as f32).sqrt()).collect();
        assert_close(what, shown.get("products").row(row), &products, TOLERANCE);
        assert_close(what, shown.get("scores").row(row), &scores, TOLERANCE);
        assert_masked(what, shown.get("masked").row(row), &scores, &masked(row));
        let weights = shown.get("weights").row(row);
        assert_close(what, weights, &softmax(&hide(&scores, &masked(row))), TOLERANCE);
        assert_close(what, shown.get("head").row(row), &weighted_sum(weights, value), TOLERANCE);
    }
    for name in ["input", "output", "residual", "norm"] {
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
            assert_head("encoder", &shown, |_| options.masked.clone());
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
    let (queries, now) = (step.position + 1, step.position);
    assert_eq!((own.get("query").rows, own.get("key").rows), (queries, queries));
    // No step sees a later one.
    assert_head("self", &own, |query| (query + 1..queries).collect());
    let own_weights = attention.self_weights.as_ref().expect("it attends to itself");
    assert_close("self", own.get("weights").row(now), own_weights.row(row), TOLERANCE);
    let cross = Operands::of(translation, step.position, &Part::CrossAttention { layer, head });
    assert_head("cross", &cross, |_| masked.to_vec());
    assert_close("cross", cross.row("scores"), attention.scores.row(row), TOLERANCE);
    assert_close("cross", cross.row("weights"), attention.weights.row(row), TOLERANCE);
    // What one part hands to the next.
    assert_close("after self-attention", own.get("norm").row(now), cross.row("input"), TOLERANCE);
    if layer == 1 {
        assert_close("context", cross.row("output"), step.context.as_ref().expect("a context"), TOLERANCE);
    }
}

/// `input`, `residual` and `norm` of the last row shown: `x = Norm(x + part(x))`, Vaswani et al. 2017, §3.1.
fn assert_add_and_norm(norm: &Norm, shown: &Operands, part: &str) {
    let last = shown.get("norm").rows - 1;
    let [input, part, residual, expected] =
        ["input", part, "residual", "norm"].map(|name| shown.get(name).row(last).to_vec());
    let sum: Vec<f32> = input.iter().zip(&part).map(|(a, b)| a + b).collect();
    assert_close("residual", &residual, &sum, TOLERANCE);
    assert_close("norm", &expected, &floats(norm.forward(tensor(&sum))), TOLERANCE);
}

fn tensor(row: &[f32]) -> Tensor<2> {
    Tensor::<1>::from_floats(row, &burn::tensor::Device::flex()).unsqueeze()
}

#[test]
fn a_layers_norms_and_feed_forward_follow_from_their_operands() {
    let config = networks::transformer();
    let Model::Transformer(model) = networks::model(&config, 5) else { panic!("a Transformer") };
    let (translation, steps) = run(&networks::translator(&config, 5), SENTENCES[1], &Options::default());
    for (step, (n, layer)) in
        steps.iter().flat_map(|step| model.decoder.layers.iter().enumerate().map(move |l| (step, l)))
    {
        let own = Operands::of(&translation, step.position, &Part::SelfAttention { layer: n, head: 0 });
        let cross = Operands::of(&translation, step.position, &Part::CrossAttention { layer: n, head: 0 });
        let ffn = Operands::of(&translation, step.position, &Part::FeedForward { layer: n });
        assert_add_and_norm(&layer.self_attn_norm, &own, "output");
        assert_add_and_norm(&layer.cross_attn_norm, &cross, "output");
        assert_add_and_norm(&layer.ffn_norm, &ffn, "outer");
        assert_close("cross to feed-forward", cross.row("norm"), ffn.row("input"), TOLERANCE);
        assert_feed_forward(&layer.ffn, &ffn, tensor(ffn.row("input")));
        if n == 1 {
            assert_close("hidden", ffn.row("norm"), &step.hidden, TOLERANCE);
        }
    }
}

#[test]
fn an_encoder_is_shown_from_its_input_to_its_states() {
    let config = networks::transformer();
    let Model::Transformer(model) = networks::model(&config, 6) else { panic!("a Transformer") };
    for options in options() {
        let (translation, _) = run(&networks::translator(&config, 6), SENTENCES[4], &options);
        let mut below = Operands::of(&translation, 0, &Part::Embedding { side: Side::Source });
        let mut handed = "input";
        for (layer, parts) in model.encoder.layers.iter().enumerate() {
            let own = Operands::of(&translation, 0, &Part::EncoderSelfAttention { layer, head: 1 });
            let ffn = Operands::of(&translation, 0, &Part::EncoderFeedForward { layer });
            assert_eq!(own.get("input").rows, translation.source().tokens.len());
            assert_close("from below", &own.get("input").data, &below.get(handed).data, TOLERANCE);
            assert_close("to feed-forward", &ffn.get("input").data, &own.get("norm").data, TOLERANCE);
            assert_add_and_norm(&parts.self_attn_norm, &own, "output");
            assert_add_and_norm(&parts.ffn_norm, &ffn, "outer");
            (below, handed) = (ffn, "norm");
        }
        let EncoderTrace::SelfAttention { states, .. } = &translation.source().encoder else {
            panic!("a Transformer")
        };
        assert_close("states", &below.get("norm").data, &states.data, TOLERANCE);
    }
}

/// `E[id] √d_model + PE(pos)`; Vaswani et al. 2017, §3.4 and §3.5.
#[test]
fn an_input_is_its_vector_and_its_position() {
    let config = networks::transformer();
    let Model::Transformer(model) = networks::model(&config, 7) else { panic!("a Transformer") };
    let table = floats(model.embedding.weight.val());
    let (translation, steps) = run(&networks::translator(&config, 7), SENTENCES[0], &Options::default());
    let source: Vec<u32> = translation.source().tokens.iter().map(|token| token.id).collect();
    for step in &steps {
        let read: Vec<u32> = steps[..=step.position].iter().map(|step| step.input_id).collect();
        for (side, ids) in [(Side::Source, &source), (Side::Target, &read)] {
            let shown = Operands::of(&translation, step.position, &Part::Embedding { side });
            assert_eq!(shown.get("input").rows, ids.len());
            for (pos, &id) in ids.iter().enumerate() {
                let vector = &table[id as usize * 18..][..18];
                let scaled: Vec<f32> = vector.iter().map(|x| x * 18_f32.sqrt()).collect();
                assert_close("vector", shown.get("vectors").row(pos), vector, TOLERANCE);
                assert_close("embedding", shown.get("embedding").row(pos), &scaled, TOLERANCE);
                let wave = |i: usize| {
                    let angle = pos as f32 / 10_000_f32.powf((i - i % 2) as f32 / 18.0);
                    if i.is_multiple_of(2) { angle.sin() } else { angle.cos() }
                };
                let positions: Vec<f32> = (0..18).map(wave).collect();
                assert_close("positions", shown.get("positions").row(pos), &positions, TOLERANCE);
                let sum: Vec<f32> = scaled.iter().zip(&positions).map(|(a, b)| a + b).collect();
                assert_close("input", shown.get("input").row(pos), &sum, TOLERANCE);
            }
        }
        let own = Operands::of(&translation, step.position, &Part::SelfAttention { layer: 0, head: 2 });
        let input = Operands::of(&translation, step.position, &Part::Embedding { side: Side::Target });
        assert_close("into the decoder", &own.get("input").data, &input.get("input").data, TOLERANCE);
    }
}

/// `FFN(x) = W_2 max(0, W_1 x + b_1) + b_2`; Vaswani et al. 2017, eq. 2.
fn assert_feed_forward(ffn: &FeedForward, shown: &Operands, x: Tensor<2>) {
    let inner = ffn.inner.forward(x).clamp_min(0.0);
    assert_close("inner", shown.row("inner"), &floats(inner.clone()), TOLERANCE);
    assert_close("outer", shown.row("outer"), &floats(ffn.outer.forward(inner)), TOLERANCE);
}
