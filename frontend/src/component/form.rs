//! A form that the page itself handles.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// A form that neither reloads the page nor uses the browser's own validation.
#[component]
pub fn Form(
    /// The handler of the submit button and of the Enter key.
    #[prop(into)]
    on_submit: Callback<()>,
    /// The fields and buttons.
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form class="app-form" novalidate=true on:submit=submit>
            {children()}
        </form>
    }
    .into_any()
}
