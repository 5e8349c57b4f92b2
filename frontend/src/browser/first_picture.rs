//! The entrance that stands in `index.html` before the program runs (`frontend/entrance.html`).

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Removes it, in the task that has mounted the program: the browser paints nothing in between. A link in it that has the
/// focus hands it to the program's own.
pub fn remove() {
    let Ok(Some(picture)) = document().query_selector(".app-first-picture") else { return };
    let focused = document().active_element().filter(|active| picture.contains(Some(active)));
    picture.remove();
    let link = focused.and_then(|focused| focused.get_attribute("href"));
    let same = link.and_then(|href| document().query_selector(&format!("a[href='{href}']")).ok().flatten());
    if let Some(link) = same.and_then(|same| same.dyn_into::<HtmlElement>().ok()) {
        let _ = link.focus();
    }
}
