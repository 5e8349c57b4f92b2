//! A message in a box.

use leptos::prelude::*;

/// A message to the reader.
#[component]
pub fn Notice(
    /// `info`, `success`, `warning` or `error`.
    variant: &'static str,
    /// The message.
    #[prop(into)]
    text: String,
    /// Content below the message.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="app-notice" data-variant=variant>
            <div class="app-notice__body">
                <p>{text}</p>
            </div>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
