//! A button that looks like a link.

use leptos::prelude::*;

/// A push button in the look of a link, as 「元に戻す」.
#[component]
pub fn TextButton(
    /// The visible label.
    #[prop(into)]
    label: String,
    /// The id, if the focus returns to the button.
    #[prop(optional, into)]
    id: Option<String>,
    /// The action.
    #[prop(into)]
    on_press: Callback<()>,
    /// Text behind the label, for example a visually hidden file name.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <button class="app-link-button" type="button" id=id on:click=move |_| on_press.run(())>
            {label}
            {children.map(|children| children())}
        </button>
    }
    .into_any()
}
