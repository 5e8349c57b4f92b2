//! An error that screen readers announce at once.

use leptos::prelude::*;

use super::Notice;

/// A live region with an error notice while there is a message.
#[component]
pub fn ErrorNotice(
    /// The message, if there is an error.
    #[prop(into)]
    message: Signal<Option<String>>,
) -> impl IntoView {
    let notice = move || message.get().map(|text| view! { <Notice variant="error" text=text /> });
    view! { <div role="alert">{notice}</div> }.into_any()
}

/// The error of the last run of an action. It is hidden while the action runs again.
pub fn action_error<I, O>(action: Action<I, Result<O, String>>) -> Signal<Option<String>>
where
    I: Send + Sync + 'static,
    O: Send + Sync + 'static,
{
    let (pending, value) = (action.pending(), action.value());
    Signal::derive(move || {
        let is_shown = !pending.get();
        value.with(|last| last.as_ref().filter(|_| is_shown).and_then(|reply| reply.as_ref().err().cloned()))
    })
}
