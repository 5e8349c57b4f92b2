//! Nothing moves under a finger: what leaving a control changes on the page waits until the press is over, or the press
//! would end beside what it began on.

use std::cell::{Cell, RefCell};

use crate::dom::set_timeout;

use crate::dom::listen;

type Task = Box<dyn FnOnce()>;

thread_local! {
    static PRESSED: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Task>> = const { RefCell::new(Vec::new()) };
}

/// Watches presses from now on.
pub(crate) fn start() {
    listen("pointerdown", Box::new(|_| PRESSED.set(true)));
    for end in ["pointerup", "pointercancel"] {
        listen(end, Box::new(|_| over()));
    }
}

/// The click comes right behind the end of the press; after it, what waits is done.
fn over() {
    PRESSED.set(false);
    queue_task(|| WAITING.take().into_iter().for_each(|task| task()));
}

fn queue_task(task: impl FnOnce() + 'static) {
    set_timeout(task, std::time::Duration::ZERO);
}

/// Does something now, or once the press is over.
pub(crate) fn after(task: impl FnOnce() + 'static) {
    if PRESSED.get() {
        WAITING.with_borrow_mut(|waiting| waiting.push(Box::new(task)));
    } else {
        task();
    }
}
