//! Postcodes: the shard comes at the third digit, the address at the seventh, without a request and without a press.

mod look_up;

use std::cell::Cell;

use crate::signal::untrack;
use nss_core::form::At;
use nss_core::postcode::Place;

use super::field::Field;
use super::input::{Asks, input};
use crate::desk::Desk;
use crate::signal::follow;
use crate::signal::{Derived, State};
use crate::view::{El, button, el, link_button};
use look_up::LookUp;

/// What the look-up has to say.
#[derive(Clone)]
pub(super) enum Found {
    /// Nothing yet.
    Nothing,
    /// The address was filled in; what stood there before.
    Filled { label: String, before: Vec<(At, String)> },
    /// Several places: one is to be chosen.
    Several(Vec<Place>),
    /// Typed text would be replaced: asks.
    Differs { typed: String, found: String, answers: Vec<(At, String)> },
    /// No such code, or the data could not be had.
    Sorry(&'static str),
}

/// The input, 「反映」, and what was found.
pub(super) fn control(desk: Desk, at: At) -> El {
    let field = Field::new(desk, at);
    let typed = State::new(None);
    let look_up = LookUp::new(desk, at);
    let code = Derived::new(move || desk.draft.with(|draft| draft.normal(at).into_owned()));
    let first = Cell::new(true);
    follow(Box::new(move || {
        let code = code.get();
        // What a saved draft holds is no news.
        if !first.replace(false) {
            untrack(|| look_up.typed(&code));
        }
    }));
    let row = el("div", "app-field__control")
        .add(input(&field, &Asks { keys: "numeric", ..Asks::default() }, typed))
        .add(button("反映", "", move || look_up.reflect()));
    let found = el("div", "").set("aria-live", "polite").part(move || drawn(desk, &look_up));
    field.around("postcode", row, vec![found])
}

fn drawn(desk: Desk, look_up: &LookUp) -> Option<El> {
    let look_up = *look_up;
    match look_up.found.get() {
        Found::Nothing => None,
        Found::Sorry(words) => Some(el("div", "app-field__warning").text(words)),
        Found::Filled { label, before } => Some(
            el("div", "app-field__good")
                .text(&format!("住所を入力しました：{label}（フリガナは実際の読みをご確認ください） "))
                .add(link_button("元に戻す", move || {
                    desk.fill(&before);
                    look_up.found.set(Found::Nothing);
                    look_up.focus();
                })),
        ),
        Found::Several(places) => Some(candidates(&look_up, places)),
        Found::Differs { typed, found, answers } => Some(differs(&look_up, &typed, &found, answers)),
    }
}

fn candidates(look_up: &LookUp, places: Vec<Place>) -> El {
    let look_up = *look_up;
    let title = format!("住所を選んでください（{}件）", places.len());
    let items = places.into_iter().map(|place| {
        let label = place.label();
        let choose = move |_| {
            look_up.fill(&place);
            look_up.focus();
        };
        el("li", "").add(el("button", "app-candidates__item").set("type", "button").text(&label).on("click", choose))
    });
    el("div", "app-candidates")
        .set("role", "group")
        .set("aria-label", &title)
        .add(el("p", "app-candidates__title").text(&title))
        .add(el("ul", "app-candidates__list").all(items))
}

fn differs(look_up: &LookUp, typed: &str, found: &str, answers: Vec<(At, String)>) -> El {
    let look_up = *look_up;
    let side = |name: &str, words: &str| {
        el("div", "app-compare__side").add(el("dt", "").text(name)).add(el("dd", "").text(words))
    };
    let sides = el("dl", "app-compare__sides")
        .add(side("入力した住所", typed))
        .add(side("郵便番号の住所", found).set("data-side", "new"));
    let label = found.to_owned();
    el("div", "app-compare")
        .add(el("p", "app-compare__title").text("入力した住所と郵便番号の住所が異なります"))
        .add(sides)
        .add(
            el("div", "app-actions")
                .add(button("郵便番号の住所にする", "", move || {
                    look_up.write(&label, &answers);
                    look_up.focus();
                }))
                .add(button("入力した住所のままにする", "", move || {
                    look_up.found.set(Found::Nothing);
                    look_up.focus();
                })),
        )
}
