//! A step as a JavaScript object.
//!
//! Its fields are assigned one by one: a step crosses for every token, and the way by serde, which makes a JavaScript
//! value of every name and number first, took three times as long. Numbers that belong together are a `Float32Array`.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::{Array, Float32Array, JsString, Object};
use seq2see_core::trace::{AttentionTrace, Candidate, Ended, Matrix, Step};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    /// An object whose fields are assigned; those of all records below, `Step` in `www/networks/types.js` and its parts.
    type Record;

    #[wasm_bindgen(method, setter)]
    fn set_position(this: &Record, position: usize);
    #[wasm_bindgen(method, setter = inputId)]
    fn set_input_id(this: &Record, id: u32);
    #[wasm_bindgen(method, setter)]
    fn set_id(this: &Record, id: u32);
    #[wasm_bindgen(method, setter)]
    fn set_piece(this: &Record, piece: &JsString);
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
    fn set_added(this: &Record, added: &str);
    #[wasm_bindgen(method, setter)]
    fn set_done(this: &Record, done: bool);
    #[wasm_bindgen(method, setter)]
    fn set_ended(this: &Record, ended: &JsValue);

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
    #[wasm_bindgen(method, setter = position)]
    fn set_place(this: &Record, place: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_row(this: &Record, row: &Array);

    #[wasm_bindgen(method, setter)]
    fn set_rows(this: &Record, rows: usize);
    #[wasm_bindgen(method, setter)]
    fn set_cols(this: &Record, cols: usize);
    #[wasm_bindgen(method, setter)]
    fn set_data(this: &Record, data: &Float32Array);
}

/// Pieces of a vocabulary as JavaScript's strings, each made when it is first seen: six cross with every token.
#[derive(Default)]
pub(crate) struct Pieces(RefCell<HashMap<u32, JsString>>);

impl Pieces {
    fn with<T>(&self, id: u32, piece: &str, then: impl FnOnce(&JsString) -> T) -> T {
        then(self.0.borrow_mut().entry(id).or_insert_with(|| piece.into()))
    }
}

/// The object that the page knows as a `Step`. Records are taken apart, so that no field is forgotten.
pub(crate) fn to_js(step: &Step, pieces: &Pieces) -> JsValue {
    let Step {
        position,
        input_id,
        id,
        piece,
        log_prob,
        candidates,
        attention,
        hidden,
        context,
        text,
        added,
        done,
        ended,
    } = step;
    let object = record();
    object.set_position(*position);
    object.set_input_id(*input_id);
    object.set_id(*id);
    pieces.with(*id, piece, |piece| object.set_piece(piece));
    object.set_log_prob(*log_prob);
    object.set_candidates(&candidates.iter().map(|candidate| candidate_to_js(candidate, pieces)).collect());
    object.set_attention(&or_null(attention.as_ref().map(attention_to_js)));
    object.set_hidden(&numbers(hidden));
    object.set_context(&or_null(context.as_deref().map(numbers)));
    object.set_text(text);
    object.set_added(added);
    object.set_done(*done);
    object.set_ended(&or_null(ended.map(Ended::code)));
    object.into()
}

fn candidate_to_js(Candidate { id, piece, log_prob }: &Candidate, pieces: &Pieces) -> JsValue {
    let object = record();
    object.set_id(*id);
    pieces.with(*id, piece, |piece| object.set_piece(piece));
    object.set_log_prob(*log_prob);
    object.into()
}

fn attention_to_js(attention: &AttentionTrace) -> JsValue {
    let AttentionTrace { layers, heads, scores, weights, self_weights, position, row } = attention;
    let object = record();
    object.set_layers(*layers);
    object.set_heads(*heads);
    object.set_scores(&matrix_to_js(scores));
    object.set_weights(&matrix_to_js(weights));
    object.set_self_weights(&or_null(self_weights.as_ref().map(matrix_to_js)));
    object.set_place(&or_null(*position));
    object.set_row(&row.iter().map(|&weight| JsValue::from(weight)).collect());
    object.into()
}

fn matrix_to_js(Matrix { rows, cols, data }: &Matrix) -> JsValue {
    let object = record();
    object.set_rows(*rows);
    object.set_cols(*cols);
    object.set_data(&numbers(data));
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
