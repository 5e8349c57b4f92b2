//! Delays what leaving a control changes until the pointer is released. A press on a button takes the focus from the control
//! first; if the page moved at that moment, the press would end beside the button and do nothing.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::ev;
use leptos::prelude::window_event_listener;

use super::timer::run_after;

type Task = Box<dyn FnOnce()>;

thread_local! {
    static IS_PRESSED: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Task>> = const { RefCell::new(Vec::new()) };
}

/// Watches the pointer, as long as the page stands.
pub fn watch() {
    window_event_listener(ev::pointerdown, |_| IS_PRESSED.set(true));
    window_event_listener(ev::pointerup, |_| release());
    window_event_listener(ev::pointercancel, |_| release());
}

/// The click event comes right after the release; the waiting tasks run after it.
fn release() {
    IS_PRESSED.set(false);
    run_after(Duration::ZERO, || WAITING.take().into_iter().for_each(|task| task()));
}

/// Runs a task now, or once the pointer is released.
pub fn after_release(task: impl FnOnce() + 'static) {
    if IS_PRESSED.get() {
        WAITING.with_borrow_mut(|waiting| waiting.push(Box::new(task)));
    } else {
        task();
    }
}
