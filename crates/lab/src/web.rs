//! The bench's face towards JavaScript: records as objects, files as bytes, faults as `{code, message}`.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::Error;
use crate::plan::Plan;
use crate::task::pairs;
use crate::training::Training;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn error(text: &str);
}

/// Makes a panic readable: the worker sees the trap, the console the reason.
#[wasm_bindgen(start)]
pub(crate) fn start() {
    std::panic::set_hook(Box::new(|info| error(&info.to_string())));
}

/// A run between two updates. `free()` it when nobody looks at it any more.
#[wasm_bindgen]
pub struct Bench(Training);

#[derive(Serialize)]
struct Fault {
    code: &'static str,
    message: String,
}

/// What does not change while a network learns.
#[derive(Serialize)]
struct About<'a> {
    plan: &'a Plan,
    weights: usize,
    training: usize,
    held: usize,
    updates: u64,
    diverged: bool,
}

#[wasm_bindgen]
impl Bench {
    /// A fresh run of a `Plan`.
    ///
    /// # Errors
    /// `plan`, `too-few-pairs`.
    pub fn open(plan: JsValue) -> Result<Bench, JsValue> {
        let plan: Plan = serde_wasm_bindgen::from_value::<serde_json::Value>(plan)
            .map_err(|error| error.to_string())
            .and_then(|plan| serde_json::from_value(plan).map_err(|error| error.to_string()))
            .map_err(|message| fault(&Error::Plan(message)))?;
        Training::new(&plan).map(Self).map_err(|error| fault(&error))
    }

    /// A run that goes on where it was saved.
    ///
    /// # Errors
    /// `save`.
    pub fn load(bytes: &[u8]) -> Result<Bench, JsValue> {
        Training::load(bytes).map(Self).map_err(|error| fault(&error))
    }

    /// What is read of a reader's own pairs, and what not: a `Read`.
    #[wasm_bindgen(js_name = readPairs)]
    pub fn read_pairs(text: &str) -> JsValue {
        to_js(&pairs::read(text))
    }

    /// What does not change: an `About`.
    pub fn about(&self) -> JsValue {
        to_js(&About {
            plan: &self.0.plan,
            weights: self.0.values.iter().map(Vec::len).sum(),
            training: self.0.material.training.len(),
            held: self.0.material.held.len(),
            updates: self.0.updates,
            diverged: self.0.diverged,
        })
    }

    /// Makes some updates: a `Report`.
    pub fn advance(&mut self, updates: usize) -> JsValue {
        to_js(&self.0.advance(updates))
    }

    /// The ids of the next update's pairs, sources with `</s>`, targets without marks: for who makes the same update elsewhere.
    #[wasm_bindgen(js_name = nextBatch)]
    pub fn next_batch(&self) -> JsValue {
        to_js(&self.0.next_batch())
    }

    /// What the network makes of what was held back: a `Look`.
    ///
    /// # Errors
    /// The core's.
    pub fn look(&self) -> Result<JsValue, JsValue> {
        self.0.look().map(|look| to_js(&look)).map_err(|error| fault(&Error::Core(error)))
    }

    /// The next update through one weight: an `Explained`.
    pub fn explain(&self) -> JsValue {
        to_js(&self.0.explain())
    }

    /// The run as bytes.
    pub fn save(&self) -> Vec<u8> {
        self.0.save()
    }

    /// `config.json` and `tokenizer.json` of the network as it is.
    pub fn files(&self) -> JsValue {
        to_js(&self.0.files())
    }

    /// `model.safetensors` of the network as it is.
    pub fn weights(&self) -> Vec<u8> {
        self.0.files().weights
    }
}

fn to_js(record: &impl Serialize) -> JsValue {
    // Strings and numbers always serialise.
    record.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

fn fault(error: &Error) -> JsValue {
    to_js(&Fault { code: error.code(), message: error.to_string() })
}
