//! Typing: every key reaches the draft; on leaving, the text takes its on-screen form and one key takes it back.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use nss_core::form::At;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

use super::field::Field;
use crate::desk::Desk;
use crate::dom;
use crate::press;
use crate::signal::State;
use crate::signal::follow;
use crate::view::{El, el, link_button, value};

/// What a control of typed text asks of the browser.
#[derive(Default)]
pub(super) struct Asks {
    /// `inputmode`: which keys an on-screen keyboard offers.
    pub(super) keys: &'static str,
    /// Several lines.
    pub(super) lines: bool,
}

/// One input with its frame; `below` stands between the input and what is wrong.
pub(super) fn field(desk: Desk, at: At, kind: &str, asks: &Asks, below: Option<El>) -> El {
    let field = Field::new(desk, at);
    let typed = State::new(None);
    let input = input(&field, asks, typed);
    let note = el("div", "").part(move || changed(desk, at, typed));
    field.around(kind, input, below.into_iter().chain([note]).collect())
}

/// The input alone. `typed` holds what was typed where leaving changed it.
pub(super) fn input(field: &Field, asks: &Asks, typed: State<Option<String>>) -> El {
    let (desk, at) = (field.desk, field.at);
    let input = el(if asks.lines { "textarea" } else { "input" }, "app-input").set("id", &field.id);
    let input = if asks.lines { input.set("rows", "5") } else { input.set("type", "text") };
    let input = if asks.keys.is_empty() { input } else { input.set("inputmode", asks.keys) };
    let input = match at.field.autofill {
        Some(token) => input.set("autocomplete", token),
        None => input,
    };
    let before = Rc::new(RefCell::new(String::new()));
    let composing = Rc::new(Cell::new(false));
    let (begun, ended, left_composing) = (composing.clone(), composing.clone(), composing);
    let at_focus = before.clone();
    field
        .marked(input)
        .with(|element| show(element, desk, at))
        .on("focusin", move |_| {
            at_focus.replace(desk.draft.with_untracked(|draft| draft.get(at).to_owned()));
        })
        .on("compositionstart", move |_| begun.set(true))
        .on("compositionend", move |_| ended.set(false))
        .on("input", move |event| {
            typed.set(None);
            desk.write(at, &value(&event));
        })
        .on("focusout", move |_| {
            let text = desk.draft.with_untracked(|draft| draft.get(at).to_owned());
            let changed = before.replace(text.clone()) != text;
            let composed = left_composing.replace(false);
            press::after(move || {
                if changed && !composed {
                    tidy(desk, at, &text, typed);
                }
                // What is still being composed is not judged.
                desk.leave(at, changed && !composed);
            });
        })
}

/// Writes the on-screen form, and remembers what was typed.
fn tidy(desk: Desk, at: At, text: &str, typed: State<Option<String>>) {
    let tidied = at.field.kind.on_screen(text);
    if tidied != text {
        desk.write(at, &tidied);
        // The page may be another one by now.
        typed.set(Some(text.to_owned()));
    }
}

/// Shows the answer, also when it changes elsewhere; while one types there is nothing to do.
fn show(element: &Element, desk: Desk, at: At) {
    let element = element.clone();
    follow(Box::new(move || {
        let text = desk.text(at);
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            if input.value() != text {
                input.set_value(&text);
            }
        } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            // The browser writes line ends its own way.
            if area.value() != text.replace('\r', "") {
                area.set_value(&text);
            }
        }
    }));
}

/// 「ｱ」を「ア」にしました　元に戻す.
fn changed(desk: Desk, at: At, typed: State<Option<String>>) -> Option<El> {
    /// What is longer is not repeated.
    const SHORT: usize = 24;
    let text = typed.get()?;
    let words = if text.chars().count() > SHORT || text.trim() != text {
        "文字の表記をそろえました ".to_owned()
    } else {
        format!("「{text}」の表記をそろえました ")
    };
    let back = move || {
        desk.write(at, &text);
        desk.leave(at, true);
        typed.set(None);
        dom::focus_soon(&at.path());
    };
    Some(el("div", "app-field__changed").text(&words).add(link_button("元に戻す", back)))
}
