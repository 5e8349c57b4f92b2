//! The reasons of a return at the place that they are pinned to (C-016).

use leptos::prelude::*;
use nss_core::form::Place;

use crate::draft::use_draft;

/// The sentences that a reviewer pinned to a place; nothing in a draft that answers no return.
#[component]
pub fn PinnedReasons(
    /// The answer or the list.
    place: Place,
) -> impl IntoView {
    let path = place.path();
    let reasons = use_draft().reasons_at(|pinned| pinned == path);
    let line = |text: String| view! { <p>{format!("確認事項：{text}")}</p> }.into_any();
    (!reasons.is_empty()).then(|| {
        let lines = reasons.into_iter().map(|reason| line(reason.text)).collect_view();
        view! {
            <div class="app-field__pinned" id=reasons_id(&path)>
                {lines}
            </div>
        }
        .into_any()
    })
}

/// The id of the reasons at a path, for `aria-describedby`.
pub fn reasons_id(path: &str) -> String {
    format!("{path}-reasons")
}
