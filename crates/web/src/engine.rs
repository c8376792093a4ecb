//! A device with a vocabulary, and the checkpoints loaded onto it.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use burn::tensor::Device;
use seq2see_core::{Options, Tokenizer, Translator};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::device;
use crate::fault::Fault;
use crate::record;
use crate::run::Run;
use crate::step::Pieces;

/// A device with a vocabulary and the checkpoints loaded so far.
#[wasm_bindgen]
pub struct Engine {
    device: Device,
    tokenizer: Arc<Tokenizer>,
    translators: BTreeMap<String, Translator>,
    pieces: Rc<Pieces>,
}

#[wasm_bindgen]
impl Engine {
    /// Opens the device and reads `tokenizer.json`.
    ///
    /// # Errors
    /// `device-unavailable`, `tokenizer`.
    pub async fn open(tokenizer: Vec<u8>) -> Result<Engine, JsValue> {
        let device = device::open().await?;
        let tokenizer = Tokenizer::from_bytes(&tokenizer).map_err(Fault::from)?;
        Ok(Self {
            device,
            tokenizer: Arc::new(tokenizer),
            translators: BTreeMap::new(),
            pieces: Rc::default(),
        })
    }

    /// Loads a checkpoint under `name`, in place of one that has the name already.
    ///
    /// # Errors
    /// `config`, `weights`, `tokenizer`.
    pub fn load(&mut self, name: String, config: &str, weights: &[u8]) -> Result<(), JsValue> {
        let (config, model) = device::read(config, weights, &self.device).map_err(Fault::from)?;
        let translator = Translator::new(self.tokenizer.clone(), config, model, self.device.clone())
            .map_err(Fault::from)?;
        self.translators.insert(name, translator);
        Ok(())
    }

    /// Whether a checkpoint is loaded.
    pub fn has(&self, name: &str) -> bool {
        self.translators.contains_key(name)
    }

    /// Forgets a checkpoint; runs that use it keep it until they are freed.
    pub fn unload(&mut self, name: &str) {
        self.translators.remove(name);
    }

    /// Starts a translation with the checkpoint of that name.
    ///
    /// # Errors
    /// `misuse` if it is not loaded; what is wrong with the text or the options; `device`.
    pub async fn start(&self, name: String, text: String, options: JsValue) -> Result<Run, JsValue> {
        let translator = self.translators.get(&name).cloned();
        let translator = translator.ok_or_else(|| Fault::new("misuse", format!("`{name}` is not loaded")))?;
        let options: Options = record::from_js(options)?;
        let translation = translator.start(&text, &options).await.map_err(Fault::from)?;
        Ok(Run::new(translation, self.pieces.clone()))
    }
}
