//! The entrance that stands in `index.html` before the program runs (`frontend/entrance.html`).

use leptos::prelude::document;

/// Removes it, in the task that has mounted the program: the browser paints nothing in between.
pub fn remove() {
    if let Ok(Some(picture)) = document().query_selector(".app-first-picture") {
        picture.remove();
    }
}
