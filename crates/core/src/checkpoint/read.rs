//! A weights file into the parameters of a network.

use std::collections::{BTreeSet, HashMap};

use burn::module::{ModuleMapper, Param, ParamId};
use burn::tensor::{Device, Tensor, TensorData, f16};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensorError, SafeTensors};

use super::names::ParameterPath;
use super::quantize::expand;
use super::{FORMAT_KEY, MECHANISM_KEY, scale_name};
use crate::config::{FORMAT, ModelConfig, SpecialIds};
use crate::error::{Error, Result};
use crate::layers::Matrices;
use crate::model::Model;
use crate::ops::int8::Int8Rows;

/// Fills parameters while it walks over a network.
pub(super) struct Reader<'a> {
    file: SafeTensors<'a>,
    /// Tensors that no parameter asked for yet.
    unread: BTreeSet<String>,
    path: ParameterPath,
    /// The first fault; nothing is read after it.
    fault: Option<Error>,
    /// Where int8 matrices are kept as they are: those met so far.
    kept: Option<HashMap<ParamId, Int8Rows>>,
}

impl<'a> Reader<'a> {
    /// Opens a file for the network of `config`.
    ///
    /// # Errors
    /// [`Error::Weights`] if it is cut short, no safetensors file, of another format version or mechanism.
    pub(super) fn open(bytes: &'a [u8], config: &ModelConfig, keep_int8: bool) -> Result<Self> {
        let file = SafeTensors::deserialize(bytes).map_err(|error| unreadable(bytes, &error))?;
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(|error| unreadable(bytes, &error))?;
        let expected = [(FORMAT_KEY, FORMAT.to_string()), (MECHANISM_KEY, config.mechanism.clone())];
        for (key, expected) in expected {
            let found = metadata.metadata().as_ref().and_then(|m| m.get(key));
            match found {
                Some(found) if *found == expected => {}
                Some(found) => return Err(Error::Weights(format!("{key} `{found}`, expected `{expected}`"))),
                None => return Err(Error::Weights(format!("the metadata has no `{key}`"))),
            }
        }
        let unread = file.names().into_iter().map(String::from).collect();
        Ok(Self {
            file,
            unread,
            path: ParameterPath::default(),
            fault: None,
            kept: keep_int8.then(HashMap::new),
        })
    }

    /// Ends the walk; hands the int8 matrices that were kept to the network.
    ///
    /// # Errors
    /// The first fault met; [`Error::Weights`] if the file holds a tensor that no parameter asked for.
    pub(super) fn finish(self, model: &mut Model, special: &SpecialIds) -> Result<()> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        if self.unread.is_empty() {
            let mut kept = self.kept.unwrap_or_default();
            model.each_matrix(&mut |matrix| matrix.set_int8(kept.remove(&matrix.id())));
            model.settle(special);
            return Ok(());
        }
        let named: Vec<String> = self.unread.iter().take(5).map(|name| format!("`{name}`")).collect();
        let more = match self.unread.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Err(Error::Weights(format!("unexpected tensor {}{more}", named.join(", "))))
    }

    /// The numbers of a tensor: int8 with scales (matrices only), float16 or float32.
    fn numbers(&mut self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        let tensor = self.tensor(name)?;
        let matrix = shape.len() == 2;
        let numbers = match tensor.dtype() {
            _ if tensor.shape() != shape => None,
            Dtype::I8 if matrix => Some(expand(tensor.data(), &self.scales(name, shape[0])?)),
            dtype => floats(dtype, tensor.data()),
        };
        let types = if matrix { "I8, F16 or F32" } else { "F16 or F32" };
        let numbers = numbers.ok_or_else(|| misshapen(name, &tensor, types, shape))?;
        finite(name, numbers)
    }

    /// A matrix left as int8, if the file has it so and it is to be kept.
    fn int8_rows(&mut self, name: &str, shape: &[usize]) -> Result<Option<Int8Rows>> {
        let is_int8 = |tensor: &TensorView| tensor.dtype() == Dtype::I8 && tensor.shape() == shape;
        if self.kept.is_none() || shape.len() != 2 || !self.tensor(name).is_ok_and(|tensor| is_int8(&tensor))
        {
            return Ok(None);
        }
        let data = self.tensor(name)?.data().iter().map(|&byte| byte.cast_signed()).collect();
        Ok(Some(Int8Rows::new(data, self.scales(name, shape[0])?)))
    }

    /// The parameter filled from the file; an int8 matrix that is kept becomes float32 only when it is asked for.
    ///
    /// # Shapes
    /// - `param`: any; the result has the same
    fn filled<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Result<Param<Tensor<D>>> {
        let (name, shape, id) = (self.path.tensor_name(), param.lazy_shape(), param.id);
        let Some(rows) = self.int8_rows(&name, shape.as_slice())? else {
            let numbers = self.numbers(&name, shape.as_slice())?;
            let tensor = Tensor::from_data(TensorData::new(numbers, shape), &param.lazy_device());
            return Ok(param.transform_for_load(tensor, id));
        };
        self.kept.get_or_insert_default().insert(id, rows.clone());
        let (device, expanded) = (param.lazy_device(), shape.clone());
        let expand =
            move |device: &Device, _| Tensor::from_data(TensorData::new(rows.dequantize(), expanded), device);
        Ok(Param::uninitialized(id, expand, device, false, shape))
    }

    fn scales(&mut self, name: &str, rows: usize) -> Result<Vec<f32>> {
        let name = scale_name(name);
        let tensor = self.tensor(&name)?;
        if tensor.dtype() != Dtype::F32 || tensor.shape() != [rows] {
            return Err(misshapen(&name, &tensor, "F32", &[rows]));
        }
        let scales = floats(Dtype::F32, tensor.data()).unwrap_or_default();
        // Times 127 it has to stay a number.
        match scales.iter().find(|scale| !(0.0..=f32::MAX / 128.0).contains(*scale)) {
            None => Ok(scales),
            Some(scale) => Err(Error::Weights(format!("tensor `{name}` holds {scale}, which is no scale"))),
        }
    }

    fn tensor(&mut self, name: &str) -> Result<TensorView<'a>> {
        self.unread.remove(name);
        self.file.tensor(name).map_err(|_| Error::MissingTensor { name: name.into() })
    }
}

impl ModuleMapper for Reader<'_> {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.exit();
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        if self.fault.is_some() {
            return param;
        }
        match self.filled(param.clone()) {
            Ok(filled) => filled,
            Err(fault) => {
                self.fault = Some(fault);
                param
            }
        }
    }
}

/// Little-endian floats as float32; `None` if they are of another type.
fn floats(dtype: Dtype, bytes: &[u8]) -> Option<Vec<f32>> {
    match dtype {
        Dtype::F32 => Some(bytes.as_chunks().0.iter().map(|&b| f32::from_le_bytes(b)).collect()),
        Dtype::F16 => Some(bytes.as_chunks().0.iter().map(|&b| f16::from_le_bytes(b).to_f32()).collect()),
        _ => None,
    }
}

fn finite(name: &str, numbers: Vec<f32>) -> Result<Vec<f32>> {
    match numbers.iter().find(|x| !x.is_finite()) {
        None => Ok(numbers),
        Some(x) => Err(Error::Weights(format!("tensor `{name}` holds {x}, which is not finite"))),
    }
}

fn misshapen(name: &str, found: &TensorView, types: &str, shape: &[usize]) -> Error {
    Error::MisshapenTensor {
        name: name.into(),
        found: format!("{:?} {:?}", found.dtype(), found.shape()),
        expected: format!("{types} {shape:?}"),
    }
}

/// Says why a file cannot be read; of one that is cut short, in which tensor.
fn unreadable(bytes: &[u8], error: &SafeTensorError) -> Error {
    Error::Weights(match cut_tensor(bytes) {
        Some(name) => format!("the file is cut short in tensor `{name}`"),
        None => error.to_string(),
    })
}

/// The first tensor of which the header says that it reaches beyond the end of the file.
fn cut_tensor(bytes: &[u8]) -> Option<String> {
    let (len, rest) = bytes.split_first_chunk()?;
    let len = usize::try_from(u64::from_le_bytes(*len)).ok()?;
    let (header, data) = rest.split_at_checked(len)?;
    let header: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(header).ok()?;
    let offset = |tensor: &serde_json::Value, side: usize| tensor["data_offsets"][side].as_u64();
    let cut =
        header.iter().filter(|(_, tensor)| offset(tensor, 1).is_some_and(|end| end > data.len() as u64));
    cut.min_by_key(|(_, tensor)| offset(tensor, 0)).map(|(name, _)| name.clone())
}
