//! What happens once, when the module is instantiated.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn error(text: &str);
}

#[cfg(target_arch = "wasm32")]
unsafe extern "C" {
    fn __wasm_call_ctors();
}

/// Runs the static constructors and makes a panic readable.
///
/// CubeCL registers its operations through constructors. If nothing refers to
/// `__wasm_call_ctors`, the linker takes the module for a command and wraps *every* exported call
/// in all constructors, which costs ten times the work itself; one call from here prevents that.
#[wasm_bindgen(start)]
pub(crate) fn start() {
    #[cfg(target_arch = "wasm32")]
    // SAFETY: the linker defines the function, it takes nothing, and this is its only call, before
    // any other code of the module.
    unsafe {
        __wasm_call_ctors();
    }
    // A panic here is a fault of this program; the worker sees the trap, the console the reason.
    std::panic::set_hook(Box::new(|info| error(&info.to_string())));
}
