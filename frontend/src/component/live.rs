//! A text that follows signals.

use leptos::prelude::*;

/// The text that `text` returns, written again whenever a signal that it reads notifies.
///
/// It has an element of its own, which is written whole: a browser that translates the page takes text nodes away, and what the
/// program writes into them afterwards shows nowhere. The closure is boxed, as that of [`super::reactive`] is.
pub fn live<T: Into<String>>(text: impl Fn() -> T + Send + 'static) -> AnyView {
    let text: Box<dyn Fn() -> String + Send> = Box::new(move || text().into());
    if cfg!(feature = "ssr") {
        view! { <span>{text}</span> }.into_any()
    } else {
        view! { <span prop:textContent=text></span> }.into_any()
    }
}
