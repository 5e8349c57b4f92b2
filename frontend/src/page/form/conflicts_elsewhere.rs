//! The pages on which two devices changed the same answer.

use leptos::prelude::*;
use nss_core::form::{Conflict, Page};

use crate::component::reactive;
use crate::draft::{DraftStore, use_draft};
use crate::paths;

const TEXT: &str = "別の画面と内容が異なる項目があります。どちらの内容にするかを選んでください。";

/// A notice with a link for each other page with a conflict.
#[component]
pub fn ConflictsElsewhere(
    /// The page that draws its conflicts itself.
    #[prop(optional_no_strip)]
    page: Option<&'static Page>,
) -> impl IntoView {
    let store = use_draft();
    let is_other = move |other: &&'static Page| page.is_none_or(|page| page.path != other.path);
    let notices = move || {
        let others = store.form.pages.iter().copied().filter(is_other);
        let has_conflict =
            |page: &&'static Page| store.conflicts.with(|all| all.iter().any(|conflict| is_on(store, conflict, page)));
        let notice = |page: &'static Page| {
            view! {
                <div class="app-notice" data-variant="warning">
                    <div class="app-notice__body">
                        <p>{TEXT}</p>
                        <a href=paths::conflicts(store.form, page)>{page.title}</a>
                    </div>
                </div>
            }
            .into_any()
        };
        others.filter(has_conflict).map(notice).collect_view()
    };
    view! { <div>{reactive(notices)}</div> }.into_any()
}

/// Whether a conflict is decided on a page.
pub(super) fn is_on(store: DraftStore, conflict: &Conflict, page: &Page) -> bool {
    store.form.page_at(&conflict.place()).is_some_and(|on| on.path == page.path)
}
