//! A translation as JavaScript pulls it.

use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use seq2see_core::inspect::Part;
use seq2see_core::trace::Step;
use seq2see_core::{Result as CoreResult, Translation};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fault::Fault;
use crate::step::Pieces;
use crate::{record, step};

/// One run: its source at once, then a step at a time. `free()` it when nobody will ask again.
#[wasm_bindgen]
pub struct Run {
    translation: Translation,
    pieces: Rc<Pieces>,
}

impl Run {
    pub(crate) fn new(translation: Translation, pieces: Rc<Pieces>) -> Self {
        Self { translation, pieces }
    }

    fn given(&self, step: CoreResult<Option<Step>>) -> Result<JsValue, JsValue> {
        let step = step.map_err(Fault::from)?;
        Ok(step.map_or(JsValue::NULL, |step| step::to_js(&step, &self.pieces)))
    }
}

#[wasm_bindgen]
impl Run {
    /// The source and what the encoder made of it: a `SourceTrace`.
    ///
    /// # Errors
    /// `record`.
    pub fn source(&self) -> Result<JsValue, JsValue> {
        Ok(record::to_js(self.translation.source())?)
    }

    /// What the beam search did: a `BeamTrace`, or `null` where the run is greedy.
    ///
    /// # Errors
    /// `record`.
    pub fn beam(&self) -> Result<JsValue, JsValue> {
        Ok(record::to_js(&self.translation.beam())?)
    }

    /// Makes one token: a `Step`, or `null` when the translation is complete.
    ///
    /// # Errors
    /// `device`.
    pub async fn step(&mut self) -> Result<JsValue, JsValue> {
        let step = self.translation.step().await;
        self.given(step)
    }

    /// [`step`](Self::step) without a promise, whose making is a part of a token's time that can be measured: on the
    /// CPU there is nothing to wait for. `undefined` where there is; then `step` waits.
    ///
    /// # Errors
    /// `device`.
    #[wasm_bindgen(js_name = stepNow)]
    pub fn step_now(&mut self) -> Result<JsValue, JsValue> {
        let polled = pin!(self.translation.step()).poll(&mut Context::from_waker(Waker::noop()));
        match polled {
            Poll::Ready(step) => self.given(step),
            Poll::Pending => Ok(JsValue::UNDEFINED),
        }
    }

    /// Steps that the device was asked for: those made, and those beyond the last one for nothing.
    pub fn computed(&self) -> usize {
        self.translation.computed()
    }

    /// The English so far.
    pub fn text(&self) -> String {
        self.translation.text()
    }

    /// How probable the network holds a sentence of the target, token by token: a `ScoredText`.
    ///
    /// # Errors
    /// `empty-text`, `too-long`, `unwritable`, `option`; `device`, `record`.
    pub async fn score(&self, text: String) -> Result<JsValue, JsValue> {
        let scored = self.translation.score(&text).await.map_err(Fault::from)?;
        Ok(record::to_js(&scored)?)
    }

    /// The operands of one part (a `Part`) of the computation at a step: an `Inspection`.
    ///
    /// # Errors
    /// `option` if there is no such position or part; `device`, `record`.
    pub async fn inspect(&self, position: usize, part: JsValue) -> Result<JsValue, JsValue> {
        let part: Part = record::from_js(part)?;
        let inspection = self.translation.inspect(position, &part).await.map_err(Fault::from)?;
        Ok(record::to_js(&inspection)?)
    }
}
