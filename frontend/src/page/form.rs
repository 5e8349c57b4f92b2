//! Pages that are drawn from their declaration in core.

pub(super) mod answers;
pub(super) mod conflicts;
pub(super) mod error_summary;
mod file_list;
mod inline_list;
mod list;
mod option_matrix;
mod row;
mod section;
mod sheet;

use nss_core::form::{Page, Place, RowId, Section};

use super::part::{actions, form, lead, submit};
use super::{entitle, heading, main};
use crate::desk::Desk;
use crate::signal::{Derived, State};
use crate::view::{El, el};
use error_summary::error_summary;

/// One page of a form, or one row of a list of it.
pub(super) struct Sheet {
    pub(super) desk: Desk,
    pub(super) page: &'static Page,
    /// The list and the row, if it is the page of a row.
    pub(super) row: Option<(&'static Section, RowId)>,
    /// What stands beside it.
    pub(super) side: Option<El>,
    /// The words on the button that goes on.
    pub(super) next: &'static str,
    /// Buttons behind it.
    pub(super) more: Vec<El>,
}

impl Sheet {
    /// Draws it; `go_on` is done once nothing on it blocks.
    pub(super) fn draw(self, go_on: impl Fn() + 'static) -> El {
        let Self { desk, page, row, side, next, more } = self;
        let id = row.map(|(_, id)| id);
        let tries = State::new(0);
        let title = row.map_or_else(|| page.title.to_owned(), |(section, id)| desk.row_name(section, Some(id), None));
        let blocking = Derived::new(move || desk.blocking(page, id));
        let faulty = move || tries.get() > 0 && blocking.with(|faults| !faults.is_empty());
        entitle(&title, faulty);
        let send = move || {
            if desk.ask(page, id) {
                go_on();
            } else {
                tries.update(|tries| *tries += 1);
            }
        };
        let body = match row {
            Some((section, id)) => row::draw(desk, section, id),
            None => section::all(desk, page),
        };
        let mut buttons = vec![submit(next, State::new(false))];
        buttons.extend(more);
        let main = main()
            .add(error_summary(desk, blocking, tries))
            .add(heading(&title))
            .all((row.is_none() && !page.lead.is_empty()).then(|| lead(page.lead)))
            .add(conflicts::elsewhere(desk, Some(page)))
            .add(conflicts::conflicts(desk, page, id))
            .add(form(send).all(body).add(actions(buttons)));
        let layout = el("div", "app-layout");
        let layout = if side.is_some() { layout.set("data-layout", "side") } else { layout };
        layout.all(side).add(main)
    }
}

/// The address of a page of a form.
pub(super) fn address(desk: Desk, page: &Page) -> String {
    let form = desk.form;
    if *form == nss_core::account::FORM { format!("/{}", page.path) } else { format!("/apply/{}", page.path) }
}

/// The address at which a place can be answered; `query` is put into it.
pub(super) fn address_of(desk: Desk, place: &Place, query: &str) -> String {
    let page = desk.form.page_at(place).map(|page| address(desk, page)).unwrap_or_default();
    let row = match place {
        // A list without a row around it stands on its page.
        Place::List(section, None) if section.outer.is_none() => None,
        _ if place.section().is_inline && place.section().outer.is_none() => None,
        _ => place.rows().0,
    };
    let row = row.map(|row| format!("/{row}")).unwrap_or_default();
    format!("{page}{row}{query}#{}", place.path())
}
