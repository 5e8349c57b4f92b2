//! The sections of a page.

use crate::signal::untrack;
use nss_core::application::lines;
use nss_core::form::{At, Page, Section};

use super::{file_list, inline_list, list, option_matrix};
use crate::control::control;
use crate::desk::Desk;
use crate::signal::Derived;
use crate::view::{El, el};

/// All sections of a page; each is there while it is asked.
pub(super) fn all(desk: Desk, page: &'static Page) -> Vec<El> {
    page.sections.iter().map(|section| one(desk, page, section)).collect()
}

fn one(desk: Desk, page: &'static Page, section: &'static Section) -> El {
    let asked = Derived::new(move || desk.asks_section(section));
    el("div", "").part(move || {
        asked.get().then(|| {
            untrack(|| match (section.is_list(), section.is_inline) {
                _ if section.holds_files => file_list::draw(desk, section),
                (false, _) => once(desk, page, section),
                (true, false) => list::draw(desk, page, section),
                (true, true) => inline_list::draw(desk, section, None),
            })
        })
    })
}

fn once(desk: Desk, page: &'static Page, section: &'static Section) -> El {
    let title = (section.title != page.title).then(|| el("h2", "app-section__title").text(section.title));
    questions(el("section", "app-section").all(title), desk, section, At::once)
}

/// The questions of a section, each while it is asked.
pub(super) fn questions(
    into: El,
    desk: Desk,
    section: &'static Section,
    place: impl Fn(&'static nss_core::form::Field) -> At,
) -> El {
    section.fields.iter().fold(into, |into, field| {
        let at = place(field);
        let asked = Derived::new(move || desk.asks(at));
        // The table stands before the first question that it answers.
        let into = if **field == lines::REDUNDANCY { into.add(option_matrix::draw(desk, at)) } else { into };
        into.part(move || asked.get().then(|| untrack(|| control(desk, at))))
    })
}
