//! The written-out training step against Burn's tape on the same network: same loss, same gradients.

use burn::module::Module;
use burn::optim::GradientsParams;
use burn::tensor::{Device, Tensor};
use seq2see_core::batch::Batch;
use seq2see_core::config::{
    AttentionKind, CellKind, ElmanConfig, FORMAT, NetworkConfig, Seq2SeqConfig, SpecialIds, TransformerConfig,
};
use seq2see_core::noise::Noise;
use seq2see_core::{Model, ModelConfig};
use seq2see_gradients::{self as fused, Settings, Step, Weights};
use seq2see_train::run::loss::{Targets, cross_entropy};
use seq2see_train::run::parameters::{Parameters, flat_gradients};
use seq2see_train::run::shards::Method;
use seq2see_train::run::target_pieces::{PADDING, TargetPieces};

const SMOOTHING: f64 = 0.1;
const DIVISOR: f64 = 7.0;

const CELLS: [CellKind; 3] = [CellKind::Rnn, CellKind::Gru, CellKind::Lstm];

fn recurrent(cell: CellKind, attention: AttentionKind, bidirectional: bool) -> ModelConfig {
    config(NetworkConfig::Seq2Seq(Seq2SeqConfig {
        cell,
        d_embed: 7,
        d_hidden: 10,
        bidirectional,
        reversed: false,
        attention,
        d_attention: 19,
        window: 0,
        dropout: 0.25,
    }))
}

fn transformer() -> ModelConfig {
    let sizes = TransformerConfig { d_model: 12, n_heads: 3, n_layers: 2, d_ff: 21, dropout: 0.25 };
    config(NetworkConfig::Transformer(sizes))
}

fn elman() -> ModelConfig {
    config(NetworkConfig::Elman(ElmanConfig { d_hidden: 11, dropout: 0.25 }))
}

fn config(network: NetworkConfig) -> ModelConfig {
    ModelConfig {
        format: FORMAT,
        mechanism: "test".into(),
        source_languages: vec!["fr".into()],
        target_language: "en".into(),
        vocab_size: 29,
        special: SpecialIds { pad: 0, sos: 1, eos: 2, unk: 3 },
        max_source: 64,
        max_target: 64,
        network,
    }
}

/// Unequal lengths on both sides; an empty target.
const ROWS: [(&[u32], &[u32]); 4] = [
    (&[5, 6, 7, 8, 2], &[9, 10, 11]),
    (&[12, 2], &[13, 9, 9, 14, 15, 28]),
    (&[16, 5, 5, 17, 18, 19, 2], &[]),
    (&[20, 21, 2], &[22, 23]),
];

/// The rows with targets that the network can learn.
fn fitting(config: &ModelConfig) -> Vec<(&'static [u32], Vec<u32>)> {
    let fit = |&(src, tgt): &(&'static [u32], &[u32])| {
        let mut tgt = tgt.to_vec();
        config.fit_target(src.len(), &mut tgt);
        (src, tgt)
    };
    ROWS.iter().map(fit).collect()
}

/// Those in the targets: not all of the vocabulary.
fn pieces() -> TargetPieces {
    TargetPieces::of(ROWS.iter().map(|row| row.1), 29, 2)
}

fn floats(tensor: Tensor<1>) -> Vec<f32> {
    tensor.into_data().try_into_vec().expect("floats")
}

fn assert_same(config: &ModelConfig, seed: Option<u64>) {
    let device = Device::flex();
    device.seed(3);
    let model = Model::init(config, &device);
    let mut parameters = Parameters::of(&model);
    let noise = || seed.map_or_else(Noise::off, Noise::seeded);

    let rows = fitting(config);
    let rows: Vec<(&[u32], &[u32])> = rows.iter().map(|(src, tgt)| (*src, tgt.as_slice())).collect();
    let taped = model.clone().train();
    let batch = Batch::new(&rows, &config.special, &device.clone().autodiff());
    let pieces = pieces();
    let logits = pieces.of_logits(taped.forward(&batch, &mut noise()));
    let ids = pieces.places(&batch.tgt_out);
    let targets = Targets { ids: &ids, pad: PADDING, smoothing: SMOOTHING, divisor: DIVISOR };
    let (expected_loss, slope) = cross_entropy(logits.clone().inner(), &targets);
    let tape = (logits * Tensor::from_inner(slope)).sum().backward();
    let expected = flat_gradients(&taped, GradientsParams::from_grads(tape, &taped));

    let values = parameters.take();
    let weights = Weights::new(&parameters.list, &values);
    let settings = Settings { config, pieces: &pieces, smoothing: SMOOTHING, divisor: DIVISOR };
    let Step { loss, gradients: found, .. } = fused::gradients(&weights, &rows, &settings, &mut noise());

    assert_eq!(loss.tokens, expected_loss.tokens);
    assert!((loss.sum - expected_loss.sum).abs() < 1e-4, "{} {}", loss.sum, expected_loss.sum);
    for ((parameter, found), expected) in parameters.list.iter().zip(found).zip(expected) {
        let expected = floats(expected);
        assert_eq!(found.len(), expected.len(), "{}", parameter.name);
        for (i, (f, e)) in found.iter().zip(&expected).enumerate() {
            assert!((f - e).abs() < 1e-5 + 1e-4 * e.abs(), "{}[{i}]: {f} {e}", parameter.name);
        }
    }
}

/// With every cell, reading in one direction and in both.
fn assert_same_with(attention: AttentionKind, seed: Option<u64>) {
    for cell in CELLS {
        assert_same(&recurrent(cell, attention, true), seed);
        assert_same(&recurrent(cell, attention, false), seed);
    }
}

#[test]
fn additive_attention_has_the_gradients_of_the_tape() {
    assert_same_with(AttentionKind::Additive, None);
}

#[test]
fn luongs_attention_has_the_gradients_of_the_tape() {
    assert_same_with(AttentionKind::Dot, None);
    assert_same_with(AttentionKind::General, None);
    assert_same_with(AttentionKind::Concat, None);
}

#[test]
fn scores_without_weights_have_the_gradients_of_the_tape() {
    assert_same_with(AttentionKind::ScaledDot, None);
    assert_same_with(AttentionKind::Cosine, None);
}

#[test]
fn a_fixed_context_has_the_gradients_of_the_tape() {
    assert_same_with(AttentionKind::FixedContext, None);
}

#[test]
fn a_first_state_alone_has_the_gradients_of_the_tape() {
    assert_same_with(AttentionKind::FirstState, None);
}

#[test]
fn the_transformer_has_the_gradients_of_the_tape() {
    assert_same(&transformer(), None);
}

#[test]
fn elmans_network_has_the_gradients_of_the_tape() {
    assert_same(&elman(), None);
}

#[test]
fn dropout_draws_the_same_masks_as_the_tape() {
    for attention in [
        AttentionKind::FirstState,
        AttentionKind::FixedContext,
        AttentionKind::Additive,
        AttentionKind::Dot,
        AttentionKind::General,
        AttentionKind::Concat,
    ] {
        assert_same_with(attention, Some(5));
    }
    assert_same(&transformer(), Some(5));
    assert_same(&elman(), Some(5));
}

#[test]
fn scores_are_trained_without_a_tape_where_they_are_written_out() {
    for (attention, method) in [
        (AttentionKind::ScaledDot, Method::HandWritten),
        (AttentionKind::Cosine, Method::HandWritten),
        (AttentionKind::Dot, Method::HandWritten),
        (AttentionKind::Location, Method::Autodiff),
        (AttentionKind::LocalM, Method::Autodiff),
        (AttentionKind::LocalP, Method::Autodiff),
    ] {
        let network = recurrent(CellKind::Gru, attention, true).network;
        assert_eq!(Method::fastest(&Device::flex(), &network), method, "{attention:?}");
    }
}
