//! The text input: every key reaches the draft, and so does what a form filler writes; on leaving, the text takes its on-screen
//! form, which can be undone.

use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use leptos::reactive::owner::ArcStoredValue;
use nss_core::form::At;

use super::field::FieldState;
use crate::browser::task::effect;
use crate::browser::{focus, pointer_guard};
use crate::draft::{DraftStore, use_draft};

/// An input of one line or of several, without its frame.
#[component]
pub fn TextInput(
    /// The question.
    field: FieldState,
    /// The keys that an on-screen keyboard offers; empty for the usual ones.
    #[prop(optional)]
    inputmode: &'static str,
    /// Whether the text has several lines.
    #[prop(optional)]
    multiline: bool,
    /// Takes the text as typed when leaving the input tidies it.
    typed: RwSignal<Option<String>>,
) -> impl IntoView {
    let (store, at) = (use_draft(), field.at);
    let text = Memo::new(move |_| store.text(at));
    let known = ArcStoredValue::new(text.get_untracked());
    let typing = Typing { store, at, typed, known: known.clone(), visit: ArcStoredValue::new(Visit::default()) };
    let [entered, begun, ended, changed, left] = std::array::from_fn(|_| typing.clone());
    let inputmode = (!inputmode.is_empty()).then_some(inputmode);
    if multiline {
        let area = NodeRef::<Textarea>::new();
        show_in_area(text, area, known);
        view! {
            <textarea
                class="app-input"
                id=field.id()
                rows="5"
                inputmode=inputmode
                autocomplete=at.field.autofill
                aria-describedby=move || field.described_by()
                aria-required=field.required()
                aria-invalid=move || field.invalid()
                node_ref=area
                on:focusin=move |_| entered.enter()
                on:compositionstart=move |_| begun.compose(true)
                on:compositionend=move |_| ended.compose(false)
                on:input=move |event| typing.write(&event_target_value(&event))
                on:change=move |event| changed.change(&event_target_value(&event))
                on:focusout=move |event| left.leave(&event_target_value(&event))
            >
                {text.get_untracked()}
            </textarea>
        }
        .into_any()
    } else {
        let input = NodeRef::<Input>::new();
        show_in_input(text, input, known);
        view! {
            <input
                class="app-input"
                id=field.id()
                type="text"
                inputmode=inputmode
                autocomplete=at.field.autofill
                aria-describedby=move || field.described_by()
                aria-required=field.required()
                aria-invalid=move || field.invalid()
                value=text.get_untracked()
                node_ref=input
                on:focusin=move |_| entered.enter()
                on:compositionstart=move |_| begun.compose(true)
                on:compositionend=move |_| ended.compose(false)
                on:input=move |event| typing.write(&event_target_value(&event))
                on:change=move |event| changed.change(&event_target_value(&event))
                on:focusout=move |event| left.leave(&event_target_value(&event))
            />
        }
        .into_any()
    }
}

/// Shows the answer when it changes elsewhere. A write of the same text would end a running IME composition.
fn show_in_input(text: Memo<String>, input: NodeRef<Input>, known: ArcStoredValue<String>) {
    effect(move || {
        let text = text.get();
        let Some(input) = input.get() else { return };
        if input.value() != text {
            input.set_value(&text);
        }
        known.set_value(input.value());
    });
}

/// The same for several lines: the browser replaces each line end by its own.
fn show_in_area(text: Memo<String>, area: NodeRef<Textarea>, known: ArcStoredValue<String>) {
    effect(move || {
        let text = text.get();
        let Some(area) = area.get() else { return };
        if area.value() != text.replace('\r', "") {
            area.set_value(&text);
        }
        known.set_value(area.value());
    });
}

/// The state of one visit to the input.
#[derive(Default)]
struct Visit {
    text_at_focus: String,
    is_composing: bool,
}

/// The handlers of the input. The browser may report that a focused input is left when its view is gone already: the
/// visit is owned by the handlers, not by the view.
#[derive(Clone)]
struct Typing {
    store: DraftStore,
    at: At,
    typed: RwSignal<Option<String>>,
    /// The text that the program wrote into the input or read there last; another one is of a form filler.
    known: ArcStoredValue<String>,
    visit: ArcStoredValue<Visit>,
}

impl Typing {
    fn enter(&self) {
        let text = self.store.text_untracked(self.at);
        self.visit.update_value(|visit| visit.text_at_focus = text);
    }

    fn compose(&self, is_composing: bool) {
        self.visit.update_value(|visit| visit.is_composing = is_composing);
    }

    fn write(&self, text: &str) {
        // A browser may flush a composition while it removes the input, whose signals are then disposed.
        if self.typed.try_with_untracked(Option::is_some).unwrap_or(false) {
            self.typed.set(None);
        }
        self.known.set_value(text.to_owned());
        self.store.write(self.at, text);
    }

    /// Takes a text that came without a key; says whether there is one.
    fn take(&self, text: &str) -> bool {
        let is_new = self.known.with_value(|known| known != text);
        if is_new {
            self.write(text);
        }
        is_new
    }

    /// Takes such a text. Where nobody stands in the input, nobody leaves it either: it is left at once.
    fn change(&self, text: &str) {
        if self.take(text) && focus::focused_id() != self.at.path() {
            self.leave(text);
        }
    }

    fn leave(&self, text: &str) {
        self.take(text);
        let text = self.store.text_untracked(self.at);
        let (before, is_composing) = self.visit.write_value().replace(text.clone());
        // A text that is still being composed is not judged.
        let is_changed = before != text && !is_composing;
        let typing = self.clone();
        pointer_guard::after_release(move || {
            if is_changed {
                typing.tidy(text);
            }
            typing.store.leave(typing.at, is_changed);
        });
    }

    /// Writes the on-screen form, and remembers the text as typed.
    fn tidy(&self, text: String) {
        let tidied = self.at.field.kind.on_screen(&text).into_owned();
        if tidied != text {
            self.store.write(self.at, &tidied);
            // The release of the pointer may have opened another page, which disposed the signal.
            let _ = self.typed.try_set(Some(text));
        }
    }
}

impl Visit {
    /// Begins anew with a text; returns the text before, and whether it was being composed.
    fn replace(&mut self, text: String) -> (String, bool) {
        let Self { text_at_focus, is_composing } =
            std::mem::replace(self, Self { text_at_focus: text, is_composing: false });
        (text_at_focus, is_composing)
    }
}
