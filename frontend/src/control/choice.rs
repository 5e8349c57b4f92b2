//! One of a table: radio buttons, or a list where the table is long.

use nss_core::form::{At, Offer};
use nss_core::value::choice::Choice;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use super::field::Field;
use super::offer;
use crate::desk::Desk;
use crate::signal::follow;
use crate::view::{El, el, value};

/// Tables longer than this are drawn as a list that opens.
const LONG: usize = 12;
/// Tables not longer than this stand side by side.
const SHORT: usize = 3;

/// One of a table.
pub(super) fn control(desk: Desk, at: At, table: &'static [Choice]) -> El {
    let field = Field::new(desk, at);
    if table.len() > LONG && at.field.offer.is_none() {
        return field.around("select", select(&field, table), Vec::new());
    }
    let choices = table.iter().enumerate().map(|(place, choice)| {
        let choose = move || desk.choose(at, choice.code);
        one(&field, choice, place == 0, "radio", choose)
    });
    let list = el("div", "app-choices").all(choices);
    let list = if table.len() <= SHORT && at.field.offer.is_none() { list.set("data-layout", "row") } else { list };
    field.marked(field.group("choice", list).set("role", "radiogroup"))
}

fn select(field: &Field, table: &'static [Choice]) -> El {
    let (desk, at) = (field.desk, field.at);
    let option = |code: &str, label: &str| el("option", "").set("value", code).text(label);
    let select = el("select", "app-input")
        .set("id", &field.id)
        .add(option("", "選択してください"))
        .all(table.iter().map(|choice| option(choice.code, choice.label)))
        .with(|element| {
            let select: HtmlSelectElement = element.clone().unchecked_into();
            follow(Box::new(move || select.set_value(desk.text(at).trim())));
        })
        .on("change", move |event| desk.choose(at, &value(&event)));
    let select = match at.field.autofill {
        Some(token) => select.set("autocomplete", token),
        None => select,
    };
    el("span", "app-select").add(field.marked(select))
}

/// One row of the table; `kind` is `radio` or `checkbox`. A refused one is reached, and a press changes nothing.
pub(super) fn one(field: &Field, choice: &'static Choice, first: bool, kind: &str, choose: impl Fn() + 'static) -> El {
    let (desk, at, code) = (field.desk, field.at, choice.code);
    let id = if first { field.id.clone() } else { format!("{}-{code}", field.id) };
    let reason_id = format!("{}-{code}-reason", field.id);
    let worth = offer::worth(desk, at, code);
    let locked = move || worth.with(|worth| *worth != Offer::Free);
    let described = reason_id.clone();
    let input = el("input", "app-choice__input")
        .set("type", kind)
        .set("id", &id)
        .set("name", &field.id)
        .bind("aria-disabled", move || locked().then(|| "true".to_owned()))
        .bind("aria-describedby", move || locked().then(|| described.clone()))
        .with(|element| check(element, desk, at, code))
        .on("change", move |_| {
            if offer::is_refused(desk, at, code) {
                // The browser has moved the mark: back.
                desk.draft.update(|_| ());
            } else {
                choose();
            }
        });
    let note = at.field.notes.iter().find(|(code, _)| *code == choice.code);
    let label = el("span", "app-choice__label")
        .text(choice.label)
        .all(note.map(|(_, words)| el("span", "app-choice__hint").text(words)))
        .part(move || worth.with(|worth| offer::reason(desk, at, code, worth, &reason_id)));
    el("label", "app-choice").bind("data-locked", move || locked().then(String::new)).add(input).add(label)
}

/// The mark follows the draft.
fn check(element: &Element, desk: Desk, at: At, code: &'static str) {
    let input: HtmlInputElement = element.clone().unchecked_into();
    follow(Box::new(move || {
        let chosen = desk.draft.with(|draft| draft.get(at).split_whitespace().any(|chosen| chosen == code));
        input.set_checked(chosen);
    }));
}
