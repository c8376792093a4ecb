//! A model's parameters as a list of flat tensors, in the order in which its modules are visited.

use std::collections::BTreeMap;

use burn::module::{Module, ModuleMapper, ModuleVisitor, Param};
use burn::tensor::{Device, Tensor, TensorData};
use seq2see_core::Model;
use seq2see_core::layers::names_its_parts;

/// Name and shape of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The path of its module, such as `encoder.forward.input.weight`.
    pub name: String,
    /// As the network has it.
    pub shape: Vec<usize>,
}

/// The parameters and their values, flat.
#[derive(Debug, Clone)]
pub struct Parameters {
    /// What they are.
    pub list: Vec<Parameter>,
    /// A tensor a parameter.
    pub values: Vec<Tensor<1>>,
}

impl Parameters {
    /// Of a model that is not on a tape.
    pub fn of(model: &Model) -> Self {
        let mut reader = Reader { path: Vec::new(), found: Self { list: Vec::new(), values: Vec::new() } };
        model.visit(&mut reader);
        reader.found
    }

    /// How many numbers.
    pub fn count(&self) -> usize {
        self.list.iter().map(|p| p.shape.iter().product::<usize>()).sum()
    }

    /// The model with these values.
    ///
    /// # Panics
    /// If the values are not this model's.
    pub fn write_to(&self, model: Model) -> Model {
        let mut writer = Writer { values: self.values.iter() };
        model.map(&mut writer)
    }

    /// The values as numbers, in place of which nothing is left until [`put`](Self::put).
    pub fn take(&mut self) -> Vec<Vec<f32>> {
        let numbers = |value: Tensor<1>| value.into_data().try_into_vec().expect("parameters are float32");
        std::mem::take(&mut self.values).into_iter().map(numbers).collect()
    }

    /// Sets all values.
    pub fn put(&mut self, values: Vec<Vec<f32>>, device: &Device) {
        let tensor = |value: Vec<f32>| {
            let len = value.len();
            Tensor::from_data(TensorData::new(value, [len]), device)
        };
        self.values = values.into_iter().map(tensor).collect();
    }

    /// The place of a parameter in the list.
    ///
    /// # Panics
    /// If there is none of this name.
    pub fn place(&self, name: &str) -> usize {
        let place = self.list.iter().position(|parameter| parameter.name == name);
        place.unwrap_or_else(|| panic!("the network has no `{name}`"))
    }

    /// Changes one parameter's numbers.
    ///
    /// # Panics
    /// If there is none of this name.
    pub fn change(&mut self, name: &str, change: impl FnOnce(&mut [f32])) {
        let place = self.place(name);
        let value = &mut self.values[place];
        *value = changed(value, change);
    }

    /// Takes over what another model has under the same name in the same shape, if the name begins with
    /// one of `parts` (or there are none); returns these names.
    pub fn copy_from(&mut self, other: &Self, parts: &[String]) -> Vec<String> {
        let wanted = |name: &str| parts.is_empty() || parts.iter().any(|part| name.starts_with(part));
        let theirs: BTreeMap<&str, (&Vec<usize>, &Tensor<1>)> =
            other.list.iter().zip(&other.values).map(|(p, v)| (p.name.as_str(), (&p.shape, v))).collect();
        let mut copied = Vec::new();
        for (parameter, value) in self.list.iter().zip(&mut self.values) {
            if let Some(&(shape, new)) = theirs.get(parameter.name.as_str())
                && *shape == parameter.shape
                && wanted(&parameter.name)
            {
                *value = new.clone();
                copied.push(parameter.name.clone());
            }
        }
        copied
    }
}

/// A tensor with its numbers changed.
///
/// # Panics
/// If they are not float32.
pub fn changed(tensor: &Tensor<1>, change: impl FnOnce(&mut [f32])) -> Tensor<1> {
    let mut numbers: Vec<f32> = tensor.to_data().try_into_vec().expect("parameters are float32");
    change(&mut numbers);
    Tensor::from_data(TensorData::new(numbers, tensor.shape()), &tensor.device())
}

struct Reader {
    path: Vec<String>,
    found: Parameters,
}

impl ModuleVisitor for Reader {
    fn enter_module(&mut self, name: &str, container_type: &str) {
        let name = if names_its_parts(container_type) { name } else { "" };
        self.path.push(name.to_string());
    }

    fn exit_module(&mut self, _name: &str, _container_type: &str) {
        self.path.pop();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let value = param.val();
        let name: Vec<&str> = self.path.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        self.found.list.push(Parameter { name: name.join("."), shape: value.dims().to_vec() });
        self.found.values.push(value.flatten(0, D - 1));
    }
}

struct Writer<'a> {
    values: std::slice::Iter<'a, Tensor<1>>,
}

impl ModuleMapper for Writer<'_> {
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let value = self.values.next().expect("a value for each parameter");
        param.map(|old| value.clone().reshape(old.dims()))
    }
}
