//! A step as a JavaScript object.
//!
//! Its fields are assigned one by one: a step crosses for every token, and the way by serde, which makes a JavaScript
//! value of every name and number first, took three times as long. Numbers that belong together are a `Float32Array`.

use js_sys::{Array, Float32Array, Object};
use seq2see_core::trace::{AttentionTrace, Candidate, Matrix, Step};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    /// An object whose fields are assigned; those of all records below, `Step` in `www/types.js` and its parts.
    type Record;

    #[wasm_bindgen(method, setter)]
    fn set_position(this: &Record, position: usize);
    #[wasm_bindgen(method, setter = inputId)]
    fn set_input_id(this: &Record, id: u32);
    #[wasm_bindgen(method, setter)]
    fn set_id(this: &Record, id: u32);
    #[wasm_bindgen(method, setter)]
    fn set_piece(this: &Record, piece: &str);
    #[wasm_bindgen(method, setter = logProb)]
    fn set_log_prob(this: &Record, log_prob: f32);
    #[wasm_bindgen(method, setter)]
    fn set_candidates(this: &Record, candidates: &Array);
    #[wasm_bindgen(method, setter)]
    fn set_attention(this: &Record, attention: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_hidden(this: &Record, hidden: &Float32Array);
    #[wasm_bindgen(method, setter)]
    fn set_context(this: &Record, context: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_text(this: &Record, text: &str);
    #[wasm_bindgen(method, setter)]
    fn set_done(this: &Record, done: bool);

    #[wasm_bindgen(method, setter)]
    fn set_layers(this: &Record, layers: usize);
    #[wasm_bindgen(method, setter)]
    fn set_heads(this: &Record, heads: usize);
    #[wasm_bindgen(method, setter)]
    fn set_scores(this: &Record, scores: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_weights(this: &Record, weights: &JsValue);
    #[wasm_bindgen(method, setter = selfWeights)]
    fn set_self_weights(this: &Record, weights: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_row(this: &Record, row: &Array);

    #[wasm_bindgen(method, setter)]
    fn set_rows(this: &Record, rows: usize);
    #[wasm_bindgen(method, setter)]
    fn set_cols(this: &Record, cols: usize);
    #[wasm_bindgen(method, setter)]
    fn set_data(this: &Record, data: &Float32Array);
}

/// The object that the page knows as a `Step`.
pub(crate) fn to_js(step: &Step) -> JsValue {
    let object = record();
    object.set_position(step.position);
    object.set_input_id(step.input_id);
    object.set_id(step.id);
    object.set_piece(&step.piece);
    object.set_log_prob(step.log_prob);
    object.set_candidates(&step.candidates.iter().map(candidate).collect());
    object.set_attention(&or_null(step.attention.as_ref().map(attention)));
    object.set_hidden(&numbers(&step.hidden));
    object.set_context(&or_null(step.context.as_deref().map(numbers)));
    object.set_text(&step.text);
    object.set_done(step.done);
    object.into()
}

fn candidate(candidate: &Candidate) -> JsValue {
    let object = record();
    object.set_id(candidate.id);
    object.set_piece(&candidate.piece);
    object.set_log_prob(candidate.log_prob);
    object.into()
}

fn attention(attention: &AttentionTrace) -> JsValue {
    let object = record();
    object.set_layers(attention.layers);
    object.set_heads(attention.heads);
    object.set_scores(&matrix(&attention.scores));
    object.set_weights(&matrix(&attention.weights));
    object.set_self_weights(&or_null(attention.self_weights.as_ref().map(matrix)));
    object.set_row(&attention.row.iter().map(|&weight| JsValue::from(weight)).collect());
    object.into()
}

fn matrix(matrix: &Matrix) -> JsValue {
    let object = record();
    object.set_rows(matrix.rows);
    object.set_cols(matrix.cols);
    object.set_data(&numbers(&matrix.data));
    object.into()
}

fn numbers(numbers: &[f32]) -> Float32Array {
    Float32Array::from(numbers)
}

fn record() -> Record {
    Object::new().unchecked_into()
}

/// As serde has it in the other records: `null` where there is none.
fn or_null(value: Option<impl Into<JsValue>>) -> JsValue {
    value.map_or(JsValue::NULL, Into::into)
}
