//! The link over the header.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::browser::focus;

/// Leads the keyboard past the header.
#[component]
pub fn SkipLink() -> impl IntoView {
    // The router would take the link for a change of the URL, which moves no focus (WCAG 2.4.1).
    let skip = |event: MouseEvent| {
        event.prevent_default();
        focus::focus_target("main");
    };
    view! {
        <a class="app-skip-link" href="#main" on:click=skip>
            "本文へ移動"
        </a>
    }
    .into_any()
}
