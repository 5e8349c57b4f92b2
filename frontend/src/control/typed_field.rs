//! A question that is answered by typing: the frame, the input, and the note about a text that was tidied.

use leptos::prelude::*;
use nss_core::form::At;

use super::field::{Field, FieldState};
use super::text_input::TextInput;
use crate::browser::focus;
use crate::component::{TextButton, reactive};
use crate::draft::use_draft;

/// One text input with its frame.
#[component]
pub fn TypedField(
    /// The place of the answer.
    at: At,
    /// The kind in the stylesheet.
    kind: &'static str,
    /// The keys that an on-screen keyboard offers; empty for the usual ones.
    #[prop(optional)]
    inputmode: &'static str,
    /// Whether the text has several lines.
    #[prop(optional)]
    multiline: bool,
    /// Content between the input and the note.
    #[prop(optional)]
    below: Option<AnyView>,
) -> impl IntoView {
    let field = FieldState::new(use_draft(), at);
    let typed = RwSignal::new(None);
    let below = view! {
        {below}
        <TidyNote at=at typed=typed />
    }
    .into_any();
    view! {
        <Field field=field kind=kind below=below>
            <TextInput field=field inputmode=inputmode multiline=multiline typed=typed />
        </Field>
    }
    .into_any()
}

/// 「ｱ」の表記をそろえました　元に戻す.
#[component]
fn TidyNote(
    /// The place of the answer.
    at: At,
    /// The text as typed, if it was tidied.
    typed: RwSignal<Option<String>>,
) -> impl IntoView {
    let store = use_draft();
    let undo = move || {
        let Some(text) = typed.get_untracked() else { return };
        store.write(at, &text);
        store.leave(at, true);
        typed.set(None);
        focus::focus_soon(&at.path());
    };
    let note = move || {
        typed.with(|text| text.as_deref().map(tidied)).map(|text| {
            view! {
                <div class="app-field__changed">
                    {text}
                    <TextButton label="元に戻す" on_press=undo />
                </div>
            }
            .into_any()
        })
    };
    view! { <div>{reactive(note)}</div> }.into_any()
}

fn tidied(text: &str) -> String {
    /// A longer text is not repeated.
    const SHORT: usize = 24;
    if text.chars().count() > SHORT || text.trim() != text {
        "文字の表記をそろえました ".to_owned()
    } else {
        format!("「{text}」の表記をそろえました ")
    }
}
