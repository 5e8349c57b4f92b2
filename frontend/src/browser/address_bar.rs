//! The address bar.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// The path, the query and the hash in the address bar.
pub fn shown() -> String {
    let location = window().location();
    [location.pathname(), location.search(), location.hash()].map(Result::unwrap_or_default).concat()
}

/// Adds an entry to the history.
pub fn push(path: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
    }
}
