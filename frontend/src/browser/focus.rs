//! The focus: on a heading after a change of the page, on a control that a link names.

use leptos::prelude::{document, request_animation_frame, window};
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The element with this id.
pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The id of the element that has the focus; empty if it has none.
pub fn focused_id() -> String {
    document().active_element().map(|element| element.id()).unwrap_or_default()
}

/// Focuses the element with this id in the next frame, when the view that was just changed stands.
pub fn focus_soon(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if let Some(element) = element(&id) {
            let _ = element.focus();
        }
    });
}

/// Gives the focused element the focus again in the next frame, if the change of the view in between takes it away.
pub fn keep() {
    let id = focused_id();
    request_animation_frame(move || {
        let is_lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        if let Some(element) = element(&id).filter(|_| is_lost) {
            let _ = element.focus();
        }
    });
}

/// Focuses the target of the URL's hash, else the heading, in the next frame: a new page stands.
pub fn arrive() {
    request_animation_frame(|| {
        let hash = window().location().hash().unwrap_or_default();
        let id = hash.trim_start_matches('#');
        focus_target(if id.is_empty() { "title" } else { id });
    });
}

/// Scrolls the question with this id into view, label first, and focuses its control.
pub fn focus_target(id: &str) {
    let Some(control) = element(id) else { return };
    let question = control.closest(".app-field").ok().flatten();
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    question.as_ref().unwrap_or(control.as_ref()).scroll_into_view_with_scroll_into_view_options(&options);
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = control.focus_with_options(&options);
}
