//! Checkpoints written, read, and damaged.

use std::collections::{BTreeMap, HashMap};

use burn::tensor::f16;
use safetensors::{Dtype, SafeTensors};

use super::write::StoredTensor;
use super::*;
use crate::config::{
    AttentionKind, CellKind, FORMAT, NetworkConfig, Seq2SeqConfig, SpecialIds, TransformerConfig,
};
use crate::error::Error;

/// What a file holds, open to damage.
struct Contents {
    tensors: BTreeMap<String, StoredTensor>,
    metadata: HashMap<String, String>,
}

impl Contents {
    fn of(bytes: &[u8]) -> Self {
        let file = SafeTensors::deserialize(bytes).expect("a safetensors file");
        let (_, header) = SafeTensors::read_metadata(bytes).expect("a header");
        let stored = |(name, view): (&str, safetensors::tensor::TensorView)| {
            let (dtype, shape, bytes) = (view.dtype(), view.shape().to_vec(), view.data().to_vec());
            (name.to_string(), StoredTensor { dtype, shape, bytes })
        };
        let tensors = file.iter().map(stored).collect();
        Self { tensors, metadata: header.metadata().clone().expect("metadata") }
    }

    fn bytes(self) -> Vec<u8> {
        safetensors::serialize(self.tensors, Some(self.metadata)).expect("a file")
    }

    fn tensor(&mut self, name: &str) -> &mut StoredTensor {
        self.tensors.get_mut(name).expect("a tensor")
    }
}

#[test]
fn the_same_network_gives_the_same_bytes() {
    let config = recurrent(CellKind::Gru, AttentionKind::Additive, true);
    let model = Model::init(&config, &Device::flex());
    let files = [save(&config, &model), save_float(&config, &model)];
    for file in &files {
        let begins = br#"{"__metadata__":{"format":"1","mechanism":"small"},"#;
        assert!(file[8..].starts_with(begins), "{}", String::from_utf8_lossy(&file[8..80]));
    }
    for _ in 0..8 {
        assert_eq!([save(&config, &model), save_float(&config, &model)], files);
    }
}

fn config(network: NetworkConfig) -> ModelConfig {
    ModelConfig {
        format: FORMAT,
        mechanism: "small".into(),
        source_languages: vec!["fr".into()],
        target_language: "en".into(),
        vocab_size: 11,
        special: SpecialIds { pad: 0, sos: 1, eos: 2, unk: 3 },
        max_source: 9,
        max_target: 9,
        network,
    }
}

fn recurrent(cell: CellKind, attention: AttentionKind, bidirectional: bool) -> ModelConfig {
    let (d_embed, d_hidden, d_attention) = (5, 6, 7);
    let network = Seq2SeqConfig {
        cell,
        d_embed,
        d_hidden,
        bidirectional,
        reversed: false,
        attention,
        d_attention,
        window: 2,
        dropout: 0.0,
    };
    config(NetworkConfig::Seq2Seq(network))
}

fn additive() -> ModelConfig {
    recurrent(CellKind::Gru, AttentionKind::Additive, true)
}

fn transformer() -> ModelConfig {
    config(NetworkConfig::Transformer(TransformerConfig {
        d_model: 8,
        n_heads: 2,
        n_layers: 2,
        d_ff: 5,
        dropout: 0.0,
    }))
}

fn int8_file(config: &ModelConfig) -> Vec<u8> {
    save(config, &Model::init(config, &Device::flex()))
}

fn fault(config: &ModelConfig, weights: &[u8]) -> Error {
    load(&config.to_json(), weights, &Device::flex()).map(|_| ()).expect_err("a damaged file")
}

/// The fault of an additive network's int8 file after `damage`.
fn damaged(damage: impl FnOnce(&mut Contents)) -> Error {
    let mut contents = Contents::of(&int8_file(&additive()));
    damage(&mut contents);
    fault(&additive(), &contents.bytes())
}

#[test]
fn every_network_comes_back_as_it_was() {
    use {AttentionKind as A, CellKind as C};
    let configs = [
        recurrent(C::Rnn, A::FirstState, false),
        recurrent(C::Lstm, A::FixedContext, false),
        additive(),
        recurrent(C::Gru, A::Dot, true),
        recurrent(C::Lstm, A::General, true),
        recurrent(C::Rnn, A::Concat, true),
        recurrent(C::Gru, A::Location, true),
        recurrent(C::Gru, A::LocalP, true),
        transformer(),
    ];
    for config in configs {
        let model = Model::init(&config, &Device::flex());
        let float = save_float(&config, &model);
        let (read, again) = load(&config.to_json(), &float, &Device::flex()).expect("a checkpoint");
        assert_eq!(read, config);
        assert_eq!(Contents::of(&save_float(&config, &again)).tensors, Contents::of(&float).tensors);
        let int8 = save(&config, &model);
        let (_, again) = load(&config.to_json(), &int8, &Device::flex()).expect("a checkpoint");
        let (before, after) = (Contents::of(&int8), Contents::of(&save(&config, &again)));
        assert!(before.tensors.iter().all(|(name, t)| t.dtype != Dtype::I8 || *t == after.tensors[name]));
    }
}

#[test]
fn names_and_types_are_those_of_the_format() {
    let tensors = Contents::of(&int8_file(&additive())).tensors;
    let expected = [
        "attention.energy.weight",
        "attention.key.bias",
        "attention.key.weight",
        "attention.query.weight",
        "bridge.bias",
        "bridge.weight",
        "decoder.cell.hidden.bias",
        "decoder.cell.hidden.weight",
        "decoder.cell.input.bias",
        "decoder.cell.input.weight",
        "decoder.context.weight",
        "embedding.weight",
        "encoder.backward.hidden.bias",
        "encoder.backward.hidden.weight",
        "encoder.backward.input.bias",
        "encoder.backward.input.weight",
        "encoder.forward.hidden.bias",
        "encoder.forward.hidden.weight",
        "encoder.forward.input.bias",
        "encoder.forward.input.weight",
        "output.bias",
        "readout.bias",
        "readout.weight",
    ];
    let names: Vec<&str> =
        tensors.keys().map(String::as_str).filter(|name| !name.ends_with(".scale")).collect();
    assert_eq!(names, expected);
    let rows = |name: &str| (tensors[name].dtype, tensors[name].shape.clone());
    assert_eq!(rows("decoder.cell.input.weight"), (Dtype::I8, vec![18, 5]));
    assert_eq!(rows("decoder.cell.input.weight.scale"), (Dtype::F32, vec![18]));
    assert_eq!(rows("decoder.cell.input.bias"), (Dtype::F32, vec![18]));
    let tensors = Contents::of(&int8_file(&transformer())).tensors;
    for name in ["encoder.layers.1.ffn_norm.weight", "decoder.layers.0.cross_attn_norm.bias"] {
        assert_eq!(tensors[name].shape, [8]);
    }
    assert_eq!(tensors["decoder.layers.1.cross_attn.value.weight"].shape, [8, 8]);
    assert_eq!(tensors["encoder.layers.0.ffn.inner.weight"].shape, [5, 8]);
}

#[test]
fn float16_is_read() {
    let config = additive();
    let mut contents = Contents::of(&save_float(&config, &Model::init(&config, &Device::flex())));
    for tensor in contents.tensors.values_mut() {
        let floats = tensor.bytes.as_chunks().0.iter().map(|&b| f16::from_f32(f32::from_le_bytes(b)));
        tensor.bytes = floats.flat_map(f16::to_le_bytes).collect();
        tensor.dtype = Dtype::F16;
    }
    let expected = f16::from_le_bytes([
        contents.tensor("bridge.bias").bytes[0],
        contents.tensor("bridge.bias").bytes[1],
    ]);
    let (_, model) = load(&config.to_json(), &contents.bytes(), &Device::flex()).expect("a checkpoint");
    let read = Contents::of(&save_float(&config, &model)).tensor("bridge.bias").bytes[..4].to_vec();
    assert_eq!(read, expected.to_f32().to_le_bytes());
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let config = additive();
    let bytes = int8_file(&config);
    for len in 0..bytes.len() {
        assert_eq!(fault(&config, &bytes[..len]).code(), "weights", "cut to {len} bytes");
    }
    let error = fault(&config, &bytes[..bytes.len() - 1]).to_string();
    assert!(error.contains("cut short in tensor `readout.weight`"), "{error}");
    let long = [bytes, vec![0]].concat();
    assert_eq!(fault(&config, &long).code(), "weights");
}

#[test]
fn any_byte_of_the_header_changed_is_refused_or_harmless() {
    let config = additive();
    let bytes = int8_file(&config);
    let header = 8 + usize::from(bytes[0]) + 256 * usize::from(bytes[1]);
    for at in 0..header {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        if let Err(error) = load(&config.to_json(), &changed, &Device::flex()) {
            assert_eq!(error.code(), "weights");
        }
    }
}

#[test]
fn what_is_no_checkpoint_is_refused() {
    let config = additive();
    for bytes in [&b""[..], b"<!doctype html><title>404 Not Found</title>", &[0xff; 64], &[0; 64]] {
        assert_eq!(fault(&config, bytes).code(), "weights");
    }
    let json = config.to_json();
    for json in ["", "{}", &json.replace("\"format\": 1", "\"format\": 2"), &json.replace("gru", "gnu")] {
        let error = load(json, &int8_file(&config), &Device::flex()).map(|_| ()).expect_err("no config");
        assert_eq!(error.code(), "config");
    }
}

#[test]
fn another_version_or_mechanism_is_refused() {
    let error = damaged(|file| _ = file.metadata.insert("format".into(), "2".into()));
    assert_eq!(error, Error::Weights("format `2`, expected `1`".into()));
    let error = damaged(|file| _ = file.metadata.insert("mechanism".into(), "dot".into()));
    assert_eq!(error, Error::Weights("mechanism `dot`, expected `small`".into()));
    let error = damaged(|file| _ = file.metadata.remove("format"));
    assert_eq!(error, Error::Weights("the metadata has no `format`".into()));
}

#[test]
fn a_missing_tensor_is_named() {
    for name in ["output.bias", "attention.query.weight", "attention.query.weight.scale"] {
        let error = damaged(|file| _ = file.tensors.remove(name));
        assert_eq!(error, Error::MissingTensor { name: name.into() });
    }
}

#[test]
fn a_tensor_too_many_is_named() {
    let error = damaged(|file| {
        let bias = file.tensor("bridge.bias").clone();
        file.tensors.insert("bridge.extra".into(), bias);
    });
    assert_eq!(error, Error::Weights("unexpected tensor `bridge.extra`".into()));
    let error = fault(&recurrent(CellKind::Gru, AttentionKind::Dot, true), &int8_file(&additive()));
    assert_eq!(error.code(), "weights");
}

#[test]
fn a_misshapen_tensor_is_named() {
    let misshapen = |name: &str, found: &str, expected: &str| Error::MisshapenTensor {
        name: name.into(),
        found: found.into(),
        expected: expected.into(),
    };
    let error = damaged(|file| file.tensor("bridge.weight").shape = vec![4, 9]);
    assert_eq!(error, misshapen("bridge.weight", "I8 [4, 9]", "I8, F16 or F32 [6, 6]"));
    let error = damaged(|file| file.tensor("bridge.weight").dtype = Dtype::U8);
    assert_eq!(error, misshapen("bridge.weight", "U8 [6, 6]", "I8, F16 or F32 [6, 6]"));
    let error = damaged(|file| file.tensor("bridge.bias").dtype = Dtype::I32);
    assert_eq!(error, misshapen("bridge.bias", "I32 [6]", "F16 or F32 [6]"));
    let error = damaged(|file| file.tensor("bridge.weight.scale").shape = vec![2, 3]);
    assert_eq!(error, misshapen("bridge.weight.scale", "F32 [2, 3]", "F32 [6]"));
}

#[test]
fn numbers_that_cannot_be_weights_are_refused() {
    let put = |name: &'static str, x: f32| {
        damaged(|file| file.tensor(name).bytes[4..8].copy_from_slice(&x.to_le_bytes())).to_string()
    };
    for x in [f32::NAN, f32::INFINITY, f32::MAX, -1.0] {
        assert!(put("readout.weight.scale", x).contains("`readout.weight.scale` holds"));
    }
    for x in [f32::NAN, f32::NEG_INFINITY] {
        assert!(put("readout.bias", x).contains("`readout.bias` holds"));
    }
}

#[test]
fn int8_matrices_that_are_kept_are_those_of_the_file() {
    let config = additive();
    let int8 = int8_file(&config);
    let (_, model) = load_int8(&config.to_json(), &int8, &Device::flex()).expect("a checkpoint");
    let (_, expanded) = load(&config.to_json(), &int8, &Device::flex()).expect("a checkpoint");
    let floats = |model| Contents::of(&save_float(&config, model)).tensors;
    assert_eq!(floats(&model), floats(&expanded));
    let missing = |name: &str| {
        let mut file = Contents::of(&int8);
        file.tensors.remove(name);
        load_int8(&config.to_json(), &file.bytes(), &Device::flex()).map(|_| ()).expect_err("a damaged file")
    };
    for name in ["embedding.weight", "embedding.weight.scale"] {
        assert_eq!(missing(name), Error::MissingTensor { name: name.into() });
    }
}
