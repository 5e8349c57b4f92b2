//! A list of rows, as cards.

use crate::signal::untrack;
use nss_core::form::{Draft, Fault, Kind, Page, Place, RowId, Rows, Scope, Section};

use super::{address, address_of, sheet};
use crate::control::{faults, told};
use crate::desk::{Desk, Told};
use crate::dom;
use crate::page::part::way;
use crate::signal::Derived;
use crate::view::{El, button, el, link};

/// The list with its heading, its cards and the way to a new row.
pub(super) fn draw(desk: Desk, page: &'static Page, section: &'static Section) -> El {
    let rows = Derived::new(move || desk.row_ids(section, None));
    let heading = el("h2", "app-rows__title")
        .set("id", section.key)
        .set("tabindex", "-1")
        .text(section.title)
        .text(" ")
        .add(el("span", "app-rows__count").words(move || format!("{}件", rows.with(Vec::len))));
    let done_here = move |told: &Told| match told {
        Told::Removed { section: list, around: None, .. }
        | Told::Restored { section: list, .. }
        | Told::Pasted { section: list, .. } => *list == section,
        _ => false,
    };
    let cards = move || {
        let rows = rows.get();
        if rows.is_empty() {
            return vec![el("p", "app-rows__empty").text("まだ登録されていません")];
        }
        rows.into_iter().map(|id| untrack(|| card(desk, page, section, id))).collect()
    };
    let add = move || {
        if has_room(desk, section, None) {
            let id = desk.add_opened(section);
            desk.here.go(&format!("{}/{id}", address(desk, page)));
        }
    };
    let label = format!("新規に{}を追加する", page.title.strip_suffix(" 入力").unwrap_or(page.title));
    el("section", "app-rows")
        .add(heading)
        .part(move || told(desk, done_here))
        .add(faults(desk, Place::List(section, None)))
        .parts(cards)
        .add(el("div", "app-actions").add(button(&label, "", add)))
        .all(limit(section))
        .add(sheet::draw(desk, page, section))
}

/// Whether one more row has room; says so if not (F070).
pub(super) fn has_room(desk: Desk, list: &'static Section, around: Option<RowId>) -> bool {
    let Rows::Many { most, .. } = list.rows else { return false };
    let has_room = untrack(|| desk.row_ids(list, around)).len() < usize::from(most);
    if !has_room {
        desk.here.tell(&format!("{}は最大{most}件です", list.title), None);
    }
    has_room
}

/// How many rows there may be.
pub(super) fn limit(section: &Section) -> Option<El> {
    match section.rows {
        Rows::Many { most, .. } => Some(el("p", "app-rows__limit").text(&format!("最大{most}件"))),
        Rows::Once => None,
    }
}

fn card(desk: Desk, page: &'static Page, section: &'static Section, id: RowId) -> El {
    let of_row = move |fault: &Fault| fault.place.section().outer.unwrap_or(fault.place.section()) == section;
    let wrong = Derived::new(move || {
        let mut all = desk.blocking(page, Some(id));
        all.retain(of_row);
        all
    });
    let incomplete = Derived::new(move || {
        desk.faults
            .with(|all| all.iter().any(|fault| fault.blocks() && fault.place.rows().0 == Some(id) && of_row(fault)))
    });
    let name = move || desk.row_name(section, Some(id), None);
    let status = move || {
        let (state, word) = match (wrong.with(|wrong| !wrong.is_empty()), incomplete.get()) {
            (true, _) => ("check", "確認が必要"),
            (false, true) => ("doing", "入力中"),
            _ => ("done", "完了"),
        };
        Some(el("span", "app-status").set("data-state", state).text(word))
    };
    let edit = way(&format!("{}/{id}", address(desk, page)), "変更", "").set("data-size", "small");
    let copy = button("複製", "", move || {
        if has_room(desk, section, None)
            && let Some(copy) = desk.copy_row(section, None, id)
        {
            desk.here.say(format!("{}を追加しました", untrack(|| desk.row_name(section, Some(copy), None))));
            desk.here.go(&format!("{}/{copy}", address(desk, page)));
        }
    });
    let remove = button("削除", "danger", move || {
        desk.remove_row(section, None, id);
        dom::focus_soon(section.key);
    });
    let head = el("header", "app-row__head").add(el("h3", "app-row__title").words(name).text(" ").part(status)).add(
        el("div", "app-row__actions")
            .add(edit.bind("aria-label", move || Some(format!("{}を変更", name()))))
            .add(copy.set("data-size", "small").bind("aria-label", move || Some(format!("{}を複製", name()))))
            .add(remove.set("data-size", "small").bind("aria-label", move || Some(format!("{}を削除", name())))),
    );
    let lines = move || {
        let line = |fault: &Fault| {
            let inner = desk.draft.with_untracked(|draft| fault.place_name(draft));
            let words = format!("{inner}：{}", fault.message());
            el("li", "").add(link(&address_of(desk, &fault.place, ""), &words))
        };
        wrong.with(|wrong| (!wrong.is_empty()).then(|| el("ul", "app-row__faults").all(wrong.iter().map(line))))
    };
    el("article", "app-row")
        .bind("data-state", move || wrong.with(|wrong| (!wrong.is_empty()).then(|| "error".to_owned())))
        .add(head)
        .part(move || Some(desk.draft.with(|draft| facts(draft, section, Some(id), None))))
        .parts(move || desk.draft.with(|draft| inner_facts(draft, section, id)))
        .part(lines)
}

/// What was answered in a row, in words.
fn facts(draft: &Draft, section: &'static Section, row: Option<RowId>, inner: Option<RowId>) -> El {
    let scope = Scope::from_rows(draft, section, row, inner);
    let asked = section.fields.iter().filter(|field| scope.asked(field) && !matches!(field.kind, Kind::SameAs(_)));
    el("dl", "app-facts").all(asked.map(|field| {
        let words = field.kind.words(scope.raw(field)).into_owned();
        let words = if words.is_empty() { "未入力".to_owned() } else { words };
        el("div", "").add(el("dt", "").text(field.label)).add(el("dd", "").text(&words))
    }))
}

fn inner_facts(draft: &Draft, section: &'static Section, id: RowId) -> Vec<El> {
    let Some(list) = section.inner else { return Vec::new() };
    let rows = draft.list(list, Some(id)).iter().filter_map(nss_core::form::Row::id);
    let one = |(place, inner): (usize, RowId)| {
        el("article", "app-row")
            .set("data-level", "inner")
            .add(el("h4", "app-row__inner-title").text(&format!("{}{}", list.title, place + 1)))
            .add(facts(draft, list, Some(id), Some(inner)))
    };
    vec![el("div", "app-row__inner").all(rows.enumerate().map(one))]
}
