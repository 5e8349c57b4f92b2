//! One choice of a table: a radio button or a checkbox with its label.

use leptos::ev::Event;
use leptos::html::Input;
use leptos::prelude::*;
use nss_core::form::Offer;
use nss_core::value::choice::Choice;

use super::field::FieldState;
use super::offer::{OfferReason, is_refused, offer_of};
use crate::browser::task::effect;
use crate::draft::use_draft;

/// One choice. A refused one stays focusable; a press on it changes nothing.
#[component]
pub fn ChoiceOption(
    /// The question.
    field: FieldState,
    /// The choice.
    choice: &'static Choice,
    /// The first choice has the id of the question, which links lead to.
    is_first: bool,
    /// `radio` or `checkbox`.
    kind: &'static str,
    /// Notified after each press: every choice of the question takes its mark from the draft again. A press on a
    /// refused radio button leaves the draft as it is, but has moved the mark in the browser.
    reset: RwSignal<()>,
    /// Chooses it.
    #[prop(into)]
    on_choose: Callback<()>,
) -> impl IntoView {
    let (store, at, code) = (use_draft(), field.at, choice.code);
    let name = field.id();
    let id = if is_first { name.clone() } else { format!("{name}-{code}") };
    let reason_id = format!("{name}-{code}-reason");
    let offer = offer_of(store, at, code);
    let is_locked = Memo::new(move |_| offer.with(|offer| *offer != Offer::Free));
    let is_chosen =
        Memo::new(move |_| store.draft.with(|draft| draft.normal(at).split_whitespace().any(|chosen| chosen == code)));
    let input = NodeRef::<Input>::new();
    // The mark that the program wrote or read last; another one was made since.
    let known = StoredValue::new(is_chosen.get_untracked());
    effect(move || {
        reset.track();
        let is_chosen = is_chosen.get();
        if let Some(input) = input.get() {
            input.set_checked(is_chosen);
            known.set_value(is_chosen);
        }
    });
    let change = move |event: Event| {
        let is_marked = event_target_checked(&event);
        if known.try_get_value().is_none_or(|known| known == is_marked) {
            return;
        }
        known.set_value(is_marked);
        // The mark of a radio button goes because of another one, which answers.
        let is_answer = is_marked || kind == "checkbox";
        if is_answer && is_marked != is_chosen.get_untracked() && !is_refused(store, at, code) {
            on_choose.run(());
        }
        reset.notify();
    };
    let note = at.field.notes.iter().find(|(noted, note)| *noted == code && !note.is_empty());
    let described_by = reason_id.clone();
    view! {
        <label class="app-choice" data-locked=move || is_locked.get().then_some("")>
            <input
                class="app-choice__input"
                type=kind
                id=id
                name=name
                checked=is_chosen.get_untracked()
                aria-disabled=move || is_locked.get().then_some("true")
                aria-describedby=move || is_locked.get().then(|| described_by.clone())
                node_ref=input
                on:change=change
            />
            <span class="app-choice__label">
                {choice.label}
                {note.map(|(_, text)| view! { <span class="app-choice__hint">{*text}</span> }.into_any())}
                <OfferReason at=at code=code offer=offer id=reason_id />
            </span>
        </label>
    }
    .into_any()
}
