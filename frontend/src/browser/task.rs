//! Tasks, effects, memos and event handlers. Their closures are boxed: Leptos' code is compiled once and not for each closure.

use std::pin::Pin;

use leptos::prelude::{Effect, Memo};

/// A future of the page, which is never sent to another thread.
pub type LocalFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// Runs a future beside the page's events.
pub fn spawn_local(future: impl Future<Output = ()> + 'static) {
    let future: LocalFuture<()> = Box::pin(future);
    leptos::task::spawn_local(future);
}

/// Runs `run` soon, and again whenever a signal that it reads notifies.
pub fn effect(mut run: impl FnMut() + 'static) {
    let run: Box<dyn FnMut(Option<()>)> = Box::new(move |_| run());
    Effect::new(run);
}

type BoxedValue<T> = Box<dyn Fn(Option<&T>) -> T + Send + Sync>;

/// A value that is computed from signals; it notifies only when it differs.
pub fn memo<T: PartialEq + Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    let value: BoxedValue<T> = Box::new(move |_| value());
    Memo::new(value)
}

/// The handler of an event.
pub type Handler<E> = Box<dyn FnMut(E)>;

/// A handler behind one type for all handlers of a kind of event.
pub fn handler<E>(run: impl FnMut(E) + 'static) -> Handler<E> {
    Box::new(run)
}
