//! The introduction of a page.

use leptos::prelude::*;

/// The paragraph below the heading.
#[component]
pub fn Lead(
    /// The text.
    children: Children,
) -> impl IntoView {
    view! { <p class="app-lead">{children()}</p> }.into_any()
}
