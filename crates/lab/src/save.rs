//! A run as bytes: everything that it goes on from.

use std::collections::HashMap;

use safetensors::tensor::{Dtype, SafeTensors, TensorView, serialize};

use crate::error::Error;
use crate::plan::Plan;
use crate::training::Training;

/// What the file's parameters are named by: the weights, and Adam's moments of them.
const KINDS: [&str; 3] = ["weight", "first", "second"];

impl Training {
    /// The run so far.
    pub fn save(&self) -> Vec<u8> {
        let bytes = |numbers: &Vec<f32>| numbers.iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<u8>>();
        let parts = [&self.values, &self.adam.first, &self.adam.second];
        let tensors: Vec<(String, Vec<u8>)> = (KINDS.iter().zip(parts))
            .flat_map(|(kind, part)| {
                let names = self.list.iter().map(move |parameter| format!("{kind}.{}", parameter.name));
                names.zip(part.iter().map(bytes))
            })
            .collect();
        let views = tensors.iter().map(|(name, bytes)| {
            let view =
                TensorView::new(Dtype::F32, vec![bytes.len() / 4], bytes).expect("four bytes a number");
            (name.as_str(), view)
        });
        let metadata = HashMap::from([
            ("plan".to_string(), serde_json::to_string(&self.plan).expect("a plan has strings and numbers")),
            ("updates".to_string(), self.updates.to_string()),
            ("diverged".to_string(), self.diverged.to_string()),
        ]);
        serialize(views, Some(metadata)).expect("sizes follow from the numbers")
    }

    /// A run that goes on where it was saved.
    ///
    /// # Errors
    /// If the bytes are no run's.
    pub fn load(bytes: &[u8]) -> Result<Self, Error> {
        let broken = |what: &dyn std::fmt::Display| Error::Save(what.to_string());
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(|error| broken(&error))?;
        let metadata = header.metadata().clone().unwrap_or_default();
        let field = |name: &str| metadata.get(name).ok_or_else(|| broken(&format!("`{name}` is missing")));
        let plan: Plan = serde_json::from_str(field("plan")?).map_err(|error| broken(&error))?;
        let mut training = Self::new(&plan)?;
        training.updates = field("updates")?.parse().map_err(|error| broken(&error))?;
        training.diverged = field("diverged")? == "true";
        training.adam.steps = training.updates;
        let file = SafeTensors::deserialize(bytes).map_err(|error| broken(&error))?;
        let parts = [&mut training.values, &mut training.adam.first, &mut training.adam.second];
        for (kind, part) in KINDS.iter().zip(parts) {
            for (parameter, numbers) in training.list.iter().zip(part) {
                let name = format!("{kind}.{}", parameter.name);
                let tensor = file.tensor(&name).map_err(|error| broken(&format!("`{name}`: {error}")))?;
                if tensor.dtype() != Dtype::F32 || tensor.data().len() != 4 * numbers.len() {
                    return Err(broken(&format!("`{name}` is of another size")));
                }
                let floats = tensor.data().as_chunks::<4>().0.iter();
                *numbers = floats.map(|&bytes| f32::from_le_bytes(bytes)).collect();
            }
        }
        Ok(training)
    }
}
