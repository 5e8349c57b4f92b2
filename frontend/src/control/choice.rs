//! One of a table: radio buttons, or a list that opens if the table is long.

use leptos::ev::Event;
use leptos::html::Select;
use leptos::prelude::*;
use nss_core::form::At;
use nss_core::value::choice::Choice;

use super::choice_option::ChoiceOption;
use super::field::{Field, FieldState, Frame};
use crate::browser::task::effect;
use crate::draft::use_draft;

/// A longer table is drawn as a list that opens.
const LONG: usize = 12;
/// The choices of a table up to this length stand side by side.
const SHORT: usize = 3;

/// One of a table.
#[component]
pub fn ChoiceInput(
    /// The place of the answer.
    at: At,
    /// The table.
    table: &'static [Choice],
) -> impl IntoView {
    let store = use_draft();
    let field = FieldState::new(store, at);
    let is_plain = at.field.offer.is_none();
    if table.len() > LONG && is_plain {
        return view! {
            <Field field=field kind="select">
                <ChoiceSelect field=field table=table />
            </Field>
        }
        .into_any();
    }
    let reset = RwSignal::new(());
    let options = table
        .iter()
        .enumerate()
        .map(|(place, choice)| {
            let choose = move || store.choose(at, choice.code);
            view! {
                <ChoiceOption field=field choice=choice is_first=place == 0 kind="radio" reset=reset on_choose=choose />
            }
            .into_any()
        })
        .collect_view();
    view! {
        <Field field=field kind="choice" frame=Frame::RadioGroup>
            <div class="app-choices" data-layout=(table.len() <= SHORT && is_plain).then_some("row")>
                {options}
            </div>
        </Field>
    }
    .into_any()
}

/// A list that opens.
#[component]
fn ChoiceSelect(
    /// The question.
    field: FieldState,
    /// The table.
    table: &'static [Choice],
) -> impl IntoView {
    let (store, at) = (use_draft(), field.at);
    let code = Memo::new(move |_| store.draft.with(|draft| draft.get(at).trim().to_owned()));
    let select = NodeRef::<Select>::new();
    // The code that the program wrote into the list or read there last; another one was chosen since.
    let known = StoredValue::new(code.get_untracked());
    effect(move || {
        let code = code.get();
        if let Some(select) = select.get() {
            select.set_value(&code);
            known.set_value(select.value());
        }
    });
    let change = move |event: Event| {
        let code = event_target_value(&event);
        if known.try_with_value(|known| *known != code).unwrap_or(false) {
            store.choose(at, &code);
            known.set_value(code);
        }
    };
    let chosen = code.get_untracked();
    let option = |code: &'static str, label: &'static str| {
        view! {
            <option value=code selected=code == chosen>
                {label}
            </option>
        }
        .into_any()
    };
    view! {
        <span class="app-select">
            <select
                class="app-input"
                id=field.id()
                autocomplete=at.field.autofill
                aria-describedby=move || field.described_by()
                aria-required=field.required()
                aria-invalid=move || field.invalid()
                node_ref=select
                on:change=change
            >
                {option("", "選択してください")}
                {table.iter().map(|choice| option(choice.code, choice.label)).collect_view()}
            </select>
        </span>
    }
    .into_any()
}
