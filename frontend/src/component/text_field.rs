//! A line of text that is no answer of a form.

use leptos::ev::Event;
use leptos::html::Input;
use leptos::prelude::*;

use crate::browser::task::effect;

/// A line of text with its label and its hint, as the login ID.
#[component]
pub fn TextField(
    /// The id of the input.
    id: &'static str,
    /// The label.
    label: &'static str,
    /// The hint below the label.
    hint: &'static str,
    /// The type of the input: `text`, `password` or `email`.
    kind: &'static str,
    /// The autofill token.
    autocomplete: &'static str,
    /// Whether it may be left empty.
    #[prop(optional)]
    is_optional: bool,
    /// The typed text.
    value: RwSignal<String>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let input = NodeRef::<Input>::new();
    // An unconditional write would end a running IME composition.
    effect(move || {
        let text = value.get();
        if let Some(input) = input.get().filter(|input| input.value() != text) {
            input.set_value(&text);
        }
    });
    let take = move |event: Event| {
        value.try_set(event_target_value(&event));
    };
    view! {
        <div class="app-field" data-kind=kind>
            <label class="app-field__label" for=id>
                {label}
                " "
                {(!is_optional).then(|| view! { <span class="app-field__need">"※必須"</span> }.into_any())}
            </label>
            <div class="app-field__hint" id=hint_id.clone()>
                {hint}
            </div>
            <input
                class="app-input"
                id=id
                type=kind
                autocomplete=autocomplete
                aria-required=(!is_optional).then_some("true")
                aria-describedby=hint_id
                value=value.get_untracked()
                node_ref=input
                on:input=take
                on:change=take
            />
        </div>
    }
    .into_any()
}
