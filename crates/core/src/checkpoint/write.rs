//! The parameters of a network into a weights file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use burn::module::{ModuleVisitor, Param};
use burn::tensor::Tensor;
use safetensors::{Dtype, View};

use super::names::ParameterPath;
use super::quantize::quantize;
use super::{FORMAT_KEY, MECHANISM_KEY, scale_name};
use crate::config::{FORMAT, ModelConfig};

/// How matrices are stored; vectors are float32 in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matrices {
    /// Int8 with a scale per row.
    Int8,
    /// Float32.
    Float,
}

/// Collects parameters while it walks over a network.
pub(super) struct Writer {
    matrices: Matrices,
    path: ParameterPath,
    tensors: Vec<(String, StoredTensor)>,
}

/// A tensor as the file has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StoredTensor {
    pub(super) dtype: Dtype,
    pub(super) shape: Vec<usize>,
    pub(super) bytes: Vec<u8>,
}

impl Writer {
    pub(super) fn new(matrices: Matrices) -> Self {
        Self { matrices, path: ParameterPath::default(), tensors: Vec::new() }
    }

    /// The file's bytes.
    pub(super) fn finish(self, config: &ModelConfig) -> Vec<u8> {
        let metadata = BTreeMap::from([
            (FORMAT_KEY.to_string(), FORMAT.to_string()),
            (MECHANISM_KEY.to_string(), config.mechanism.clone()),
        ]);
        let unordered = Some(metadata.clone().into_iter().collect());
        let file = safetensors::serialize(self.tensors, unordered).expect("sizes follow from the shapes");
        in_order(file, &metadata)
    }

    fn push_floats(&mut self, name: String, shape: Vec<usize>, values: &[f32]) {
        let bytes = values.iter().flat_map(|x| x.to_le_bytes()).collect();
        self.tensors.push((name, StoredTensor { dtype: Dtype::F32, shape, bytes }));
    }
}

/// The same file with its metadata sorted: `serialize` takes them in the order of a hash map, which no two runs share.
fn in_order(mut file: Vec<u8>, metadata: &BTreeMap<String, String>) -> Vec<u8> {
    const BEFORE: &[u8] = br#"{"__metadata__":"#;
    let sorted = serde_json::to_vec(metadata).expect("names and texts");
    // The header's length comes first.
    let (before, entries) = file[size_of::<u64>()..].split_at_mut(BEFORE.len());
    assert_eq!(before, BEFORE, "the metadata stand first");
    entries[..sorted.len()].copy_from_slice(&sorted);
    file
}

impl ModuleVisitor for Writer {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.exit();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let name = self.path.tensor_name();
        let shape = param.lazy_shape().to_vec();
        let data = param.val().into_data().convert::<f32>();
        let values: Vec<f32> = data.try_into_vec().expect("converted to float32");
        assert!(values.iter().all(|x| x.is_finite()), "`{name}` holds a number that is not finite");
        if D != 2 || self.matrices == Matrices::Float {
            return self.push_floats(name, shape, &values);
        }
        let (quantised, scales) = quantize(&values, shape[1]);
        self.push_floats(scale_name(&name), vec![shape[0]], &scales);
        let bytes = quantised.iter().map(|q| q.cast_unsigned()).collect();
        self.tensors.push((name, StoredTensor { dtype: Dtype::I8, shape, bytes }));
    }
}

impl View for StoredTensor {
    fn dtype(&self) -> Dtype {
        self.dtype
    }

    fn shape(&self) -> &[usize] {
        &self.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self.bytes)
    }

    fn data_len(&self) -> usize {
        self.bytes.len()
    }
}
