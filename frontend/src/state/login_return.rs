//! The path that asked for the login: the login leads back to it.

use leptos::prelude::window;

use crate::browser::session_storage;

/// Where the path waits, in this tab only.
const KEY: &str = "nss.back";

/// Remembers the path of the open page.
pub fn remember() {
    if let Ok(path) = window().location().pathname() {
        session_storage::write(KEY, &path);
    }
}

/// The remembered path; forgets it.
pub fn take() -> Option<String> {
    let path = session_storage::read(KEY);
    session_storage::remove(KEY);
    path
}
