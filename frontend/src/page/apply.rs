//! `/apply/…`: from the guidance to the application number.

pub mod confirm;
pub mod done;
pub mod form_page;
pub mod guidance;
pub mod part;
pub mod row_page;
pub mod tasks;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use nss_core::form::{Form, Page};

use crate::paths::{FROM_CONFIRM, of_form};

/// The page of a form with this path, and its position.
fn find(form: &'static Form, path: &str) -> Option<(usize, &'static Page)> {
    form.pages.iter().copied().enumerate().find(|(_, page)| page.path == path)
}

/// The link by which a page was opened.
struct Arrival {
    /// Whether the confirm page links here: 次へ leads back there (F024).
    is_from_confirm: bool,
    /// The answer that the link names; may be empty.
    hash: String,
}

impl Arrival {
    /// Reads the URL once: a later change within the page does not move the way back.
    fn read() -> Self {
        let location = use_location();
        let is_from_confirm = location.search.get_untracked() == FROM_CONFIRM.trim_start_matches('?');
        Self { is_from_confirm, hash: location.hash.get_untracked().trim_start_matches('#').to_owned() }
    }

    /// The confirm page of a form, at the answer that was to be changed.
    fn confirm(&self, form: &Form) -> String {
        let confirm = of_form(form, "confirm");
        if self.hash.is_empty() { confirm } else { format!("{confirm}#{}", self.hash) }
    }
}
