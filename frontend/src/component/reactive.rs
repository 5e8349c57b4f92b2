//! A part of a view that follows signals.

use leptos::prelude::*;

type Draw = Box<dyn FnMut() -> AnyView + Send>;

/// The view that `draw` returns, drawn [`anew`] whenever a signal that it reads notifies. A text alone is [`super::live`].
///
/// The closure is boxed: the render effect is compiled once and not for each closure, which a bare `{move || …}` would do.
pub fn reactive<V: IntoView + 'static>(mut draw: impl FnMut() -> V + Send + 'static) -> AnyView {
    let draw: Draw = Box::new(move || anew(draw().into_any()));
    draw.into_any()
}

/// A view whose elements are new wherever it replaces another one. Leptos patches a view of the same shape, and texts of the view
/// before may be gone, which a browser has taken away to translate them; it replaces a closure.
pub fn anew(view: AnyView) -> AnyView {
    let mut view = Some(view);
    let draw: Draw = Box::new(move || view.take().into_any());
    draw.into_any()
}
