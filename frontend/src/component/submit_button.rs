//! The main button of a form.

use leptos::prelude::*;

/// The button that submits the form around it. While the request runs it is marked as busy and stays focusable.
#[component]
pub fn SubmitButton(
    /// The visible label.
    #[prop(into)]
    label: String,
    /// Whether the request runs.
    #[prop(optional, into)]
    pending: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            class="app-button"
            type="submit"
            data-variant="primary"
            aria-busy=move || pending.get().then_some("true")
        >
            {label}
        </button>
    }
    .into_any()
}
