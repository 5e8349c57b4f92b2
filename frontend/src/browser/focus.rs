//! The focus: on a heading after a change of the page, on a control that a link names.

use std::cell::Cell;

use leptos::ev;
use leptos::prelude::{document, request_animation_frame, window, window_event_listener};
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

thread_local! {
    /// Whether Back or Forward has just led here.
    static IS_TRAVERSED: Cell<bool> = const { Cell::new(false) };
}

/// Remembers for one frame that Back or Forward led to a page. It is called before the router is made, whose own listener
/// draws that page at once.
pub fn watch_traversals() {
    window_event_listener(ev::popstate, |_| {
        IS_TRAVERSED.set(true);
        request_animation_frame(|| IS_TRAVERSED.set(false));
    });
}

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

/// Focuses the target of the URL's hash, else the heading, in the next frame: a new page stands. Only a hash scrolls: a page
/// without one begins at its top, and after Back and Forward the browser restores the position.
pub fn arrive() {
    let is_traversed = IS_TRAVERSED.get();
    request_animation_frame(move || {
        let hash = window().location().hash().unwrap_or_default();
        match hash.trim_start_matches('#') {
            "" => focus_in_place("title"),
            id if is_traversed => focus_in_place(id),
            id => focus_target(id),
        }
    });
}

/// Scrolls the question with this id into view, label first, and focuses its control.
pub fn focus_target(id: &str) {
    let Some(control) = element(id) else { return };
    let question = control.closest(".app-field").ok().flatten();
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    question.as_ref().unwrap_or(control.as_ref()).scroll_into_view_with_scroll_into_view_options(&options);
    focus_in_place(id);
}

/// Focuses the element with this id where it is, without scrolling.
fn focus_in_place(id: &str) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element(id) {
        let _ = element.focus_with_options(&options);
    }
}
