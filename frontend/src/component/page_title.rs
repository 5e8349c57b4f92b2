//! The heading of a page and the title of the window.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::browser::task::effect;
use leptos::prelude::*;

use crate::browser::focus;

/// The heading. It takes the focus on a change of page, but not when the browser has just opened the site (F025): then only
/// the target of a hash does.
#[component]
pub fn PageTitle(
    /// The heading, which is also the title of the window.
    #[prop(into)]
    title: String,
    /// The title of the window begins with 「エラー：」 while this holds (F032).
    #[prop(optional, into)]
    has_error: Signal<bool>,
) -> impl IntoView {
    static OPENED: AtomicBool = AtomicBool::new(false);
    effect(|| {
        let has_hash = !window().location().hash().unwrap_or_default().is_empty();
        // The browser looked for the target of a hash before the program drew it.
        if OPENED.swap(true, Ordering::Relaxed) || has_hash {
            focus::arrive();
        }
    });
    let window_title = title.clone();
    effect(move || {
        let mark = if has_error.get() { "エラー：" } else { "" };
        document().set_title(&format!("{mark}{window_title}｜NSS"));
    });
    view! {
        <h1 class="app-title" id="title" tabindex="-1">
            {title}
        </h1>
    }
    .into_any()
}
