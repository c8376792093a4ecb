//! Faults as JavaScript sees them: `{code, message, details}`.

use seq2see_core::Error;
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::record;

/// A fault that crosses the boundary.
#[derive(Debug, Serialize)]
pub(crate) struct Fault {
    /// A word for programs: that of [`Error::code`], or `device-unavailable`, `record`, `misuse`.
    code: &'static str,
    /// A sentence for people.
    message: String,
    /// Numbers and names that a page may want to put into a sentence of its own.
    details: Details,
}

#[derive(Debug, Default, Serialize)]
struct Details {
    #[serde(skip_serializing_if = "Option::is_none")]
    len: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tensor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    symbols: Option<String>,
}

impl Fault {
    /// A fault of the page's or the device's rather than of the text.
    pub(crate) fn new(code: &'static str, message: impl ToString) -> Self {
        Self { code, message: message.to_string(), details: Details::default() }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let details = match &error {
            Error::TooLong { len, limit } => {
                Details { len: Some(*len), limit: Some(*limit), ..Details::default() }
            }
            Error::MostlyUnknown { unread, of } => {
                Details { unread: Some(*unread), of: Some(*of), ..Details::default() }
            }
            Error::Unwritable { symbols } => Details { symbols: Some(symbols.clone()), ..Details::default() },
            Error::MissingTensor { name } | Error::MisshapenTensor { name, .. } => {
                Details { tensor: Some(name.clone()), ..Details::default() }
            }
            _ => Details::default(),
        };
        Self { code: error.code(), message: error.to_string(), details }
    }
}

impl From<Fault> for JsValue {
    fn from(fault: Fault) -> Self {
        // Strings and numbers always serialise; if they did not, the sentence still arrives.
        record::to_js(&fault).unwrap_or_else(|_| JsValue::from_str(&fault.message))
    }
}
