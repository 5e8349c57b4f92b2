//! The buttons of a page or of a part of it.

use leptos::prelude::*;

/// A row of buttons; the main action comes first.
#[component]
pub fn Actions(
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! { <div class="app-actions">{children()}</div> }.into_any()
}
