//! A list of rows that stand on the page itself: user IDs within a code, FAX numbers, addresses of mail.

use std::cell::RefCell;

use nss_core::form::{At, Place, RowId, Rows, Section};

use super::list::{has_room, limit};
use super::section::questions;
use crate::control::{faults, told};
use crate::desk::{Desk, Told};
use crate::dom;
use crate::signal::{Derived, Owner, untrack};
use crate::view::{El, button, el};

/// The list with its heading, its rows and the way to a new one; an inner list stands in the row `around` it.
pub(super) fn draw(desk: Desk, list: &'static Section, around: Option<RowId>) -> El {
    let Rows::Many { least, most } = list.rows else { return el("div", "") };
    let rows = Derived::new(move || desk.row_ids(list, around));
    if least > 0 && rows.with_untracked(Vec::is_empty) {
        desk.begin_row(list, around);
    }
    let place = Place::List(list, around);
    // A row stays as it is while others come and go: somebody may be typing in it.
    let (owner, drawn) = (Owner::current(), RefCell::<Vec<(RowId, El)>>::default());
    let heading_id = place.path();
    let heading = el("h2", "app-rows__title").set("id", &heading_id).set("tabindex", "-1").text(list.title);
    let removed = move |told: &Told| matches!(told, Told::Removed { section, .. } if *section == list);
    let is_full = move || rows.with(|rows| rows.len() >= usize::from(most));
    let add = move || {
        if has_room(desk, list, around) {
            focus(list, around, desk.add_row(list, around));
        }
    };
    el("section", "app-rows")
        .add(heading)
        .part(move || told(desk, removed))
        .add(faults(desk, place))
        .parts(move || {
            let ids = rows.get();
            drawn.replace_with(|drawn| {
                let kept = |row: &RowId| drawn.iter().find(|known| known.0 == *row).cloned();
                let new = |row| owner.with(|| untrack(|| one(desk, list, around, row, &heading_id)));
                ids.into_iter().map(|row| kept(&row).unwrap_or_else(|| (row, new(row)))).collect()
            });
            drawn.borrow().iter().map(|(_, row)| row.clone()).collect()
        })
        .add(
            el("div", "app-actions").part(move || ready_made(desk, list, around)).add(
                button(&format!("{}を追加する", list.title), "", add)
                    .bind("aria-disabled", move || is_full().then(|| "true".to_owned())),
            ),
        )
        .all(limit(list))
}

/// The place of an answer in a row of the list.
fn at(field: &'static nss_core::form::Field, around: Option<RowId>, row: RowId) -> At {
    match around {
        Some(outer) => At::inner(field, outer, row),
        None => At::row(field, row),
    }
}

fn focus(list: &'static Section, around: Option<RowId>, row: RowId) {
    if let Some(first) = list.fields.first() {
        dom::focus_soon(&at(first, around, row).path());
    }
}

/// 「FAXはありません」, while nothing else is answered.
fn ready_made(desk: Desk, list: &'static Section, around: Option<RowId>) -> Option<El> {
    let (words, field, answer) = list.ready_made?;
    let rows = desk.row_ids(list, around);
    let is_blank = rows.iter().all(|row| desk.text(at(field, around, *row)).is_empty());
    let press = move || {
        let rows = untrack(|| desk.row_ids(list, around));
        let row = rows.first().copied().unwrap_or_else(|| desk.add_row(list, around));
        desk.fill(&[(at(field, around, row), answer.to_owned())]);
        focus(list, around, row);
    };
    is_blank.then(|| button(words, "", press))
}

fn one(desk: Desk, list: &'static Section, around: Option<RowId>, row: RowId, heading: &str) -> El {
    let (outer, inner) = if around.is_some() { (around, Some(row)) } else { (Some(row), None) };
    let name = move || desk.row_name(list, outer, inner);
    let heading = heading.to_owned();
    let remove = button("削除", "danger", move || {
        desk.remove_row(list, around, row);
        dom::focus_soon(&heading);
    });
    let copy = move || {
        let copy = has_room(desk, list, around).then(|| desk.copy_row(list, around, row)).flatten();
        if let Some(copy) = copy {
            focus(list, around, copy);
        }
    };
    // A row of one question is named by its label; who cannot see hears the number. Nobody wants it twice.
    let is_one = list.fields.len() == 1;
    let copy = (!is_one).then(|| {
        button("複製", "", copy).set("data-size", "small").bind("aria-label", move || Some(format!("{}を複製", name())))
    });
    let class = if is_one { "app-visually-hidden" } else { "app-row__title" };
    let fieldset = el("fieldset", "app-row").set("data-level", "inner").add(el("legend", class).words(name));
    questions(fieldset, desk, list, move |field| at(field, around, row)).add(
        el("div", "app-row__actions")
            .all(copy)
            .add(remove.set("data-size", "small").bind("aria-label", move || Some(format!("{}を削除", name())))),
    )
}
