//! Small parts of pages.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// A word to the reader; `variant` is `info`, `success`, `warning` or `error`.
pub(super) fn notice(variant: &'static str, words: impl Into<String>) -> AnyView {
    view! {
        <div class="app-notice" data-variant=variant>
            <div class="app-notice__body"><p>{words.into()}</p></div>
        </div>
    }
    .into_any()
}

/// The same, said aloud at once, while there are words.
pub(super) fn trouble(words: RwSignal<Option<String>>) -> AnyView {
    view! {
        <div role="alert">{move || words.get().map(|words| notice("error", words))}</div>
    }
    .into_any()
}

/// 「もう一度試す」.
pub(super) fn retry(again: impl Fn() + 'static) -> AnyView {
    view! {
        <div class="app-actions">
            <button type="button" class="app-button" on:click=move |_| again()>"もう一度試す"</button>
        </div>
    }
    .into_any()
}

/// The button that a page is about. It works on the form around it; while it works it says so and stays reachable.
pub(super) fn submit(label: &'static str, busy: RwSignal<bool>) -> AnyView {
    view! {
        <button type="submit" class="app-button" data-variant="primary" aria-busy=move || busy.get().to_string()>
            {label}
        </button>
    }
    .into_any()
}

/// A form that never reloads the page.
pub(super) fn form(on_submit: impl Fn() + 'static, body: AnyView) -> AnyView {
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit();
    };
    view! { <form class="app-form" novalidate on:submit=send>{body}</form> }.into_any()
}

/// One line of text that is no answer of a form.
pub(super) struct Line {
    /// The id of its input.
    pub(super) id: &'static str,
    /// What it is called.
    pub(super) label: &'static str,
    /// Help.
    pub(super) hint: &'static str,
    /// `text`, `password` or `email`.
    pub(super) kind: &'static str,
    /// Autofill token.
    pub(super) autofill: &'static str,
    /// What is typed.
    pub(super) text: RwSignal<String>,
}

impl Line {
    /// The label, the help and the input.
    pub(super) fn draw(self) -> AnyView {
        let Self { id, label, hint, kind, autofill, text } = self;
        let hint_id = format!("{id}-hint");
        view! {
            <div class="app-field" data-kind=kind>
                <label class="app-field__label" for=id>{label} " " <span class="app-field__need">"※必須"</span></label>
                <div class="app-field__hint" id=hint_id.clone()>{hint}</div>
                <input
                    class="app-input"
                    id=id
                    type=kind
                    autocomplete=autofill
                    aria-required="true"
                    aria-describedby=hint_id
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                />
            </div>
        }
        .into_any()
    }
}

/// Paragraphs and headings of a text: parted by empty lines, headings begin with `# `.
pub(super) fn prose(text: &str) -> AnyView {
    text.split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
        .map(|paragraph| match paragraph.trim().strip_prefix("# ") {
            Some(heading) => view! { <h2>{heading.to_owned()}</h2> }.into_any(),
            None => view! { <p>{paragraph.trim().to_owned()}</p> }.into_any(),
        })
        .collect_view()
        .into_any()
}
