//! The golden files of `tests/golden/`, written by `tests/parity/golden.py`.

use std::path::PathBuf;
use std::sync::Arc;

use burn::module::Param;
use burn::tensor::{Device, Tensor, TensorData};
use safetensors::{Dtype, SafeTensors};
use seq2see_core::layers::{Matrix, Projection};
use seq2see_core::{Model, ModelConfig, Tokenizer, Translator, checkpoint};

/// The golden networks with an encoder and a recurrent decoder.
pub const RECURRENT: [&str; 13] = [
    "seq2seq-rnn",
    "seq2seq-gru",
    "seq2seq-lstm",
    "seq2seq-lstm-reversed",
    "additive",
    "dot",
    "general",
    "concat",
    "scaled-dot",
    "cosine",
    "location",
    "local-m",
    "local-p",
];

/// A safetensors file of inputs and of what PyTorch made of them.
pub struct Golden(Vec<u8>);

/// A file of the golden folder.
pub fn read(path: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    std::fs::read(folder.join(path)).expect("a golden file")
}

/// The vocabulary of the golden networks.
pub fn tokenizer() -> Arc<Tokenizer> {
    Arc::new(Tokenizer::from_bytes(&read("tokenizer.json")).expect("a tokenizer"))
}

/// A golden network with PyTorch's weights.
pub fn model(name: &str) -> (ModelConfig, Model) {
    let config = String::from_utf8(read(&format!("{name}/config.json"))).expect("text");
    let weights = read(&format!("{name}/model.safetensors"));
    checkpoint::load(&config, &weights, &Device::flex()).expect("a checkpoint")
}

/// A golden network, ready to translate.
pub fn translator(name: &str) -> Translator {
    let (config, model) = model(name);
    Translator::new(tokenizer(), config, model, Device::flex()).expect("one vocabulary")
}

impl Golden {
    /// Reads a file of the golden folder.
    pub fn open(path: &str) -> Self {
        Self(read(path))
    }

    /// Whether there is such a tensor.
    pub fn has(&self, name: &str) -> bool {
        self.file().tensor(name).is_ok()
    }

    /// A tensor's shape.
    pub fn shape(&self, name: &str) -> Vec<usize> {
        self.file().tensor(name).unwrap_or_else(|_| panic!("no tensor {name}")).shape().to_vec()
    }

    /// A tensor's numbers in row-major order.
    pub fn floats(&self, name: &str) -> Vec<f32> {
        let file = self.file();
        let tensor = file.tensor(name).unwrap_or_else(|_| panic!("no tensor {name}"));
        assert_eq!(tensor.dtype(), Dtype::F32, "{name}");
        tensor.data().as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
    }

    /// A tensor of whole numbers.
    pub fn ints(&self, name: &str) -> Vec<i32> {
        let file = self.file();
        let tensor = file.tensor(name).unwrap_or_else(|_| panic!("no tensor {name}"));
        assert_eq!(tensor.dtype(), Dtype::I32, "{name}");
        tensor.data().as_chunks().0.iter().map(|&bytes| i32::from_le_bytes(bytes)).collect()
    }

    /// Row `row` of a tensor whose first dimension counts rows.
    pub fn row(&self, name: &str, row: usize) -> Vec<f32> {
        let len = self.shape(name)[1..].iter().product::<usize>();
        self.floats(name)[row * len..][..len].to_vec()
    }

    /// Rows of ids of unequal length, filled up with -1 in the file.
    pub fn rows(&self, name: &str) -> Vec<Vec<u32>> {
        let cols = self.shape(name)[1];
        let row = |row: &[i32]| row.iter().filter_map(|&id| u32::try_from(id).ok()).collect();
        self.ints(name).chunks(cols).map(row).collect()
    }

    /// A tensor on the CPU.
    pub fn tensor<const D: usize>(&self, name: &str) -> Tensor<D> {
        Tensor::from_data(TensorData::new(self.floats(name), self.shape(name)), &Device::flex())
    }

    /// `NAME.weight` and, where there is one, `NAME.bias`.
    pub fn projection(&self, name: &str) -> Projection {
        let (weight, bias) = (format!("{name}.weight"), format!("{name}.bias"));
        let [d_output, d_input] = self.shape(&weight)[..] else { panic!("{weight} is no matrix") };
        let mut projection = Projection::init(d_input, d_output, d_input, &Device::flex());
        projection.weight = Matrix::of(self.tensor(&weight));
        projection.bias = self.has(&bias).then(|| Param::from_tensor(self.tensor(&bias)));
        projection
    }

    fn file(&self) -> SafeTensors<'_> {
        SafeTensors::deserialize(&self.0).expect("a safetensors file")
    }
}
