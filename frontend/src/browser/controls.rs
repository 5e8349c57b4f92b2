//! Every text in a control counts, also without an event: password managers, form fillers and the browser's own restore
//! write into a control, and some of them fire no event.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::Event;

/// The controls whose component takes what stands in it at `change`.
const CONTROLS: &str = ".app-input, .app-choice__input";
/// The events that may take the controls away or send what stands in them.
const MOMENTS: [&str; 5] = ["click", "submit", "popstate", "pagehide", "visibilitychange"];

/// Has every control of the page take what stands in it: each gets a `change`, as if somebody had changed it by hand. A control
/// that holds what the program wrote or read last does nothing.
pub fn take_all() {
    if cfg!(feature = "ssr") {
        return;
    }
    let (Ok(controls), Ok(change)) = (document().query_selector_all(CONTROLS), Event::new("change")) else { return };
    for place in 0..controls.length() {
        let _ = controls.get(place).map(|control| control.dispatch_event(&change));
    }
}

/// Takes all before each of the moments, as long as the page stands. A capturing listener of the window comes before those of
/// links and buttons, and before the router's if it is added first.
pub fn watch() {
    let take = Closure::<dyn Fn()>::new(take_all).into_js_value();
    for moment in MOMENTS {
        let _ = window().add_event_listener_with_callback_and_bool(moment, take.unchecked_ref(), true);
    }
}
