//! A part of a view that follows signals.

use leptos::prelude::*;

/// The view or text that `draw` returns, drawn again whenever a signal that it reads notifies.
///
/// The closure is boxed: the render effect is compiled once and not for each closure, which a bare `{move || …}` would do.
pub fn reactive<V: IntoView + 'static>(mut draw: impl FnMut() -> V + Send + 'static) -> AnyView {
    let draw: Box<dyn FnMut() -> AnyView + Send> = Box::new(move || draw().into_any());
    draw.into_any()
}
