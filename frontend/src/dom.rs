//! The few things that are asked of the browser itself.

use std::pin::Pin;
use std::time::Duration;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    Document, Event, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition, Storage, Window,
};

/// The window of the page.
pub(crate) fn window() -> Window {
    web_sys::window().expect("a page has a window")
}

/// The document of the page.
pub(crate) fn document() -> Document {
    window().document().expect("a window has a document")
}

/// Does something after a while.
pub(crate) fn set_timeout(act: impl FnOnce() + 'static, after: Duration) {
    run(async move {
        pause(i32::try_from(after.as_millis()).unwrap_or(i32::MAX)).await;
        act();
    });
}

/// Does something once what was just drawn stands.
fn request_animation_frame(act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    let _ = window().request_animation_frame(act.unchecked_ref());
}

/// Lets something go on by itself.
pub(crate) fn run(task: impl Future<Output = ()> + 'static) {
    spawn(Box::pin(task));
}

fn spawn(task: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(task);
}

/// Does something at each such event, for as long as the page stands.
pub(crate) fn listen(event: &str, act: Box<dyn Fn(Event)>) {
    let act = Closure::wrap(act).into_js_value();
    let _ = window().add_event_listener_with_callback(event, act.unchecked_ref());
}

/// Waits.
pub(crate) async fn pause(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// The element with this id.
pub(crate) fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The id of what has the focus; empty if it has none.
pub(crate) fn focused() -> String {
    document().active_element().map(|element| element.id()).unwrap_or_default()
}

/// The element with this id has the focus, once what was just drawn stands.
pub(crate) fn focus_soon(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if let Some(element) = element(&id) {
            let _ = element.focus();
        }
    });
}

/// Once a new page stands: what its address names has the focus, else its heading.
pub(crate) fn arrive() {
    request_animation_frame(|| {
        let named = crate::route::hash();
        reveal(if named.is_empty() { "title" } else { &named });
    });
}

/// The question comes into view, label first, then its control has the focus (practice: summary links).
pub(crate) fn reveal(id: &str) {
    let Some(control) = element(id) else { return };
    let question = control.closest(".app-field").ok().flatten();
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    question.as_ref().unwrap_or(control.as_ref()).scroll_into_view_with_scroll_into_view_options(&options);
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = control.focus_with_options(&options);
}

/// What survives a reload of this tab only.
pub(crate) fn session_storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// A random number, for the ids of rows and for the name of a try.
pub(crate) fn random() -> u64 {
    let mut bytes = [0; 8];
    // Every browser that runs wasm has `crypto`; a failure leaves zeros, and the server refuses a doubled row id.
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    u64::from_le_bytes(bytes)
}
