//! A link in the look of a button.

use leptos::prelude::*;

use super::filled;

/// A link to another page in the look of a button.
#[component]
pub fn ButtonLink(
    /// The address.
    #[prop(into)]
    href: String,
    /// The visible label.
    #[prop(into)]
    label: String,
    /// `primary`, `danger`, or empty for the plain look.
    #[prop(optional)]
    variant: &'static str,
    /// `small`, or empty for the usual size.
    #[prop(optional)]
    size: &'static str,
    /// The accessible name, if the label does not name the object.
    #[prop(optional, into)]
    aria_label: Option<Signal<String>>,
) -> impl IntoView {
    view! {
        <a
            class="app-button"
            href=href
            data-variant=filled(variant)
            data-size=filled(size)
            aria-label=aria_label.map(|label| move || label.get())
        >
            {label}
        </a>
    }
    .into_any()
}
