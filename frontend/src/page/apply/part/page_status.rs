//! The pages that apply, and how complete each is.

use leptos::prelude::*;
use nss_core::form::status::status;
use nss_core::form::{Page, Status};

use crate::draft::DraftStore;

/// The pages that apply to the answers so far, in the order of the form.
pub(crate) fn applicable_pages(draft: DraftStore) -> impl Fn() -> Vec<&'static Page> + Copy + Send + Sync {
    // A memo of paths: a typed key redraws no link as long as the same pages apply.
    let paths = Memo::new(move |_| {
        let pages = draft.form.pages.iter().filter(|page| draft.has_page(page));
        pages.map(|page| page.path).collect::<Vec<_>>()
    });
    move || paths.with(|paths| draft.form.pages.iter().copied().filter(|page| paths.contains(&page.path)).collect())
}

/// The status of a page: its state in the stylesheet, and its label.
pub(crate) fn page_status(draft: DraftStore, page: &'static Page) -> Memo<(&'static str, &'static str)> {
    Memo::new(move |_| {
        let status = draft.draft.with(|answers| draft.faults.with(|faults| status(answers, page, faults)));
        let state = match status {
            Status::NotStarted | Status::Optional => "todo",
            Status::InProgress => "doing",
            Status::NeedsCheck => "check",
            Status::Complete => "done",
        };
        (state, status.label())
    })
}
