//! Records as JavaScript objects.

use serde::{Serialize, de::DeserializeOwned};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::fault::Fault;

/// An object with the record's fields; a matrix' numbers are the bytes of a `Uint8Array`.
///
/// # Errors
/// Code `record`, if a field cannot cross.
pub(crate) fn to_js(record: &impl Serialize) -> Result<JsValue, Fault> {
    // Objects instead of Maps, and null instead of undefined, as JSON has it; but bytes stay bytes.
    let serializer = Serializer::json_compatible().serialize_bytes_as_arrays(false);
    record.serialize(&serializer).map_err(|error| Fault::new("record", error))
}

/// Reads what a page asks for.
///
/// # Errors
/// Code `option`, naming what is unknown or of the wrong type.
pub(crate) fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, Fault> {
    // By way of JSON values: the direct way looks fields up by name and never sees one too many.
    let value: serde_json::Value =
        serde_wasm_bindgen::from_value(value).map_err(|error| Fault::new("option", error))?;
    serde_json::from_value(value).map_err(|error| Fault::new("option", error))
}
