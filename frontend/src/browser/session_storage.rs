//! Text that survives a reload of this tab only.

use leptos::prelude::window;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Whether the browser lets the page keep anything.
pub fn is_available() -> bool {
    storage().is_some()
}

/// The text under a key.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps a text under a key; without storage or room nothing is kept.
pub fn write(key: &str, text: &str) {
    let _ = storage().map(|storage| storage.set_item(key, text));
}

/// Removes the text under a key.
pub fn remove(key: &str) {
    let _ = storage().map(|storage| storage.remove_item(key));
}
