//! A button that performs an action on the page.

use leptos::prelude::*;

use super::filled;

/// A push button. It does not submit a form; see [`super::SubmitButton`] for that.
#[component]
pub fn Button(
    /// The visible label.
    #[prop(into)]
    label: String,
    /// `primary`, `danger`, or empty for the plain look.
    #[prop(optional)]
    variant: &'static str,
    /// `small`, or empty for the usual size.
    #[prop(optional)]
    size: &'static str,
    /// The accessible name, if the label does not name the object of the action.
    #[prop(optional, into)]
    aria_label: Option<Signal<String>>,
    /// The button stays focusable while it is marked as disabled.
    #[prop(optional, into)]
    aria_disabled: Option<Signal<bool>>,
    /// The action.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            class="app-button"
            type="button"
            data-variant=filled(variant)
            data-size=filled(size)
            aria-label=aria_label.map(|label| move || label.get())
            aria-disabled=aria_disabled.map(|disabled| move || disabled.get().then_some("true"))
            on:click=move |_| on_press.run(())
        >
            {label}
        </button>
    }
    .into_any()
}
