//! The document that a draft grew from: what of it can be changed, and how core judges the two.

use chrono::NaiveDate;
use leptos::prelude::*;
use nss_core::form::{At, Draft, Fault, Page, Place, RowId, Section, Withdrawn, undo};

use super::DraftStore;

/// The document from which a change of a contract was begun. The functions are core's; the program that opens such a draft hands them
/// over, so that the others are built without them.
#[derive(Clone)]
pub struct Base {
    /// The document.
    pub document: Draft,
    /// Every fault of a draft that grew from it.
    pub check: fn(&Draft, &Draft, NaiveDate) -> Vec<Fault>,
    /// Whether an answer can be changed.
    pub is_answer_open: fn(At, &Draft, &Draft) -> bool,
    /// Whether rows of a list can be added and removed.
    pub is_list_open: fn(&'static Section, Option<RowId>, &Draft, &Draft) -> bool,
    /// Whether anything on a page can be changed.
    pub is_page_open: fn(&Page, &Draft) -> bool,
}

impl DraftStore {
    /// Whether an answer can be changed.
    pub fn is_open(self, at: At) -> bool {
        self.with_base(|base, draft| (base.is_answer_open)(at, draft, &base.document))
    }

    /// Whether rows of a list can be added and removed; `around` is the row around an inner list.
    pub fn is_list_open(self, list: &'static Section, around: Option<RowId>) -> bool {
        self.with_base(|base, draft| (base.is_list_open)(list, around, draft, &base.document))
    }

    /// Whether an answer, or a list, can be changed.
    pub fn is_place_open(self, place: Place) -> bool {
        match place {
            Place::Answer(at) => self.is_open(at),
            Place::List(list, around) => self.is_list_open(list, around),
        }
    }

    /// Whether a page is drawn: something on it is asked and can be changed.
    pub fn has_page(self, page: &Page) -> bool {
        self.draft.with(|draft| page.applies(draft)) && self.with_base(|base, draft| (base.is_page_open)(page, draft))
    }

    /// Whether it changes a contract.
    pub fn is_change(self) -> bool {
        self.base.with_value(Option::is_some)
    }

    /// Whether it was opened with this base.
    pub fn grew_from(self, document: &Draft) -> bool {
        self.base.with_value(|base| base.as_ref().is_some_and(|base| base.document == *document))
    }

    /// Reads the document that it grew from; none if it changes no contract.
    pub fn against_base<T>(self, read: impl FnOnce(&Draft) -> T) -> Option<T> {
        self.base.with_value(|base| base.as_ref().map(|base| read(&base.document)))
    }

    /// Without a base all is open, and nothing is subscribed to.
    fn with_base(self, is_open: impl FnOnce(&Base, &Draft) -> bool) -> bool {
        self.base.with_value(|base| base.as_ref().is_none_or(|base| self.draft.with(|draft| is_open(base, draft))))
    }

    /// Puts back answers that a table withdrew although they cannot be changed; the check reports the contradiction.
    pub(super) fn keep_closed(self, draft: &mut Draft, withdrawn: &mut Vec<Withdrawn>) {
        self.base.with_value(|base| {
            let Some(base) = base else { return };
            let closed: Vec<_> =
                withdrawn.extract_if(.., |change| !(base.is_answer_open)(change.at, draft, &base.document)).collect();
            undo(draft, &closed);
        });
    }
}
