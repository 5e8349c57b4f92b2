//! An error that screen readers announce at once.

use leptos::prelude::*;

use super::{Notice, reactive};

/// A live region with an error notice while there is a message.
#[component]
pub fn ErrorNotice(
    /// The message, if there is an error.
    #[prop(into)]
    message: Signal<Option<String>>,
    /// A sentence below every message.
    #[prop(optional)]
    more: &'static str,
) -> impl IntoView {
    let more = move || (!more.is_empty()).then(|| view! { <p>{more}</p> }.into_any());
    let notice = move || {
        message.get().map(|text| {
            view! {
                <Notice variant="error" text=text>
                    {more()}
                </Notice>
            }
            .into_any()
        })
    };
    view! { <div role="alert">{reactive(notice)}</div> }.into_any()
}
