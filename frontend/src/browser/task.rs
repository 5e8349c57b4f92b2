//! Tasks and effects. Their closures are boxed, so that Leptos' code is compiled once and not for each closure
//! (docs/decisions/0012).

use std::pin::Pin;

use leptos::prelude::Effect;

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
