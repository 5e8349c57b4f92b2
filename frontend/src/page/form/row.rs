//! The page of one row; the rows within it are edited in place.

use nss_core::form::{At, RowId, Section};

use super::inline_list;
use super::section::questions;
use crate::desk::Desk;
use crate::view::{El, el};

/// The questions of the row, and its inner list.
pub(super) fn draw(desk: Desk, section: &'static Section, id: RowId) -> Vec<El> {
    let own = questions(el("section", "app-section"), desk, section, |field| At::row(field, id));
    std::iter::once(own).chain(section.inner.map(|list| inline_list::draw(desk, list, Some(id)))).collect()
}
