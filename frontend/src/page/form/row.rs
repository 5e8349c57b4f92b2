//! The page of one row; the rows within it are edited in place.

use crate::signal::untrack;
use nss_core::form::{At, Place, RowId, Section};

use super::list::limit;
use super::section::questions;
use crate::control::{faults, told};
use crate::desk::{Desk, Told};
use crate::dom;
use crate::signal::Derived;
use crate::view::{El, button, el};

/// The questions of the row, and its inner list.
pub(super) fn draw(desk: Desk, section: &'static Section, id: RowId) -> Vec<El> {
    let own = questions(el("section", "app-section"), desk, section, |field| At::row(field, id));
    std::iter::once(own).chain(section.inner.map(|list| inner_list(desk, list, id))).collect()
}

fn inner_list(desk: Desk, list: &'static Section, row: RowId) -> El {
    let rows = Derived::new(move || desk.row_ids(list, Some(row)));
    let place = Place::List(list, Some(row));
    let heading_id = place.path();
    let heading = el("h2", "app-rows__title").set("id", &heading_id).set("tabindex", "-1").text(list.title);
    let removed = move |told: &Told| matches!(told, Told::Removed { section, .. } if *section == list);
    let add = move || {
        let inner = desk.add_row(list, Some(row));
        if let Some(first) = list.fields.first() {
            dom::focus_soon(&At::inner(first, row, inner).path());
        }
    };
    let title = list.title;
    el("section", "app-rows")
        .add(heading)
        .part(move || told(desk, removed))
        .add(faults(desk, place))
        .parts(move || {
            let id = heading_id.clone();
            rows.get().into_iter().map(|inner| untrack(|| inner_row(desk, list, row, inner, &id))).collect()
        })
        .add(button(&format!("{title}を追加する"), "", add))
        .all(limit(list))
}

fn inner_row(desk: Desk, list: &'static Section, row: RowId, inner: RowId, heading: &str) -> El {
    let name = move || desk.row_name(list, Some(row), Some(inner));
    let heading = heading.to_owned();
    let remove = button("削除", "danger", move || {
        desk.remove_row(list, Some(row), inner);
        dom::focus_soon(&heading);
    });
    let fieldset = el("fieldset", "app-row").set("data-level", "inner").add(el("legend", "app-row__title").words(name));
    questions(fieldset, desk, list, move |field| At::inner(field, row, inner)).add(
        el("div", "app-row__actions")
            .add(remove.set("data-size", "small").bind("aria-label", move || Some(format!("{}を削除", name())))),
    )
}
