//! The address bar.

use leptos::prelude::window;
use leptos_router::location::Url;
use wasm_bindgen::JsValue;

/// The path, the query and the hash in the address bar.
pub fn shown() -> String {
    let location = window().location();
    [location.pathname(), location.search(), location.hash()].map(Result::unwrap_or_default).concat()
}

/// The path, the query and the hash of a URL of the router.
pub fn full(url: &Url) -> String {
    let query = if url.search().is_empty() { String::new() } else { format!("?{}", url.search()) };
    format!("{}{query}{}", url.path(), url.hash())
}

/// Loads the document of a URL, in the present entry of the history if the address bar shows it already. It is no
/// `location.assign`, which only scrolls if the URL has a hash and is shown already.
pub fn load(url: &str) {
    if shown() != url {
        push(url);
    }
    let _ = window().location().reload();
}

/// Adds an entry to the history.
pub fn push(path: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
    }
}
