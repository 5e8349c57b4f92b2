//! The error summary: shown by 次へ, first in `main`; a line goes when its fault is mended.

use leptos::prelude::*;
use nss_core::form::Fault;

use super::FaultLines;
use crate::browser::focus;
use crate::browser::task::effect;
use crate::component::{live, reactive};
use crate::draft::use_draft;

/// The id of the summary.
const ID: &str = "error-summary";
/// The id of its heading.
const TITLE_ID: &str = "error-summary-title";
const ALL_MENDED: &str = "すべて修正されました";

/// The summary, from the first try on. It takes the focus at each try.
#[component]
pub fn ErrorSummary(
    /// The faults that block.
    faults: Memo<Vec<Fault>>,
    /// The number of tries to go on.
    tries: RwSignal<u32>,
) -> impl IntoView {
    let store = use_draft();
    let is_shown = Memo::new(move |_| tries.get() > 0);
    let count = Memo::new(move |_| faults.with(Vec::len));
    effect(move || {
        if tries.get() > 0 {
            focus::focus_soon(ID);
        }
    });
    effect(move || {
        if is_shown.get() && count.get() == 0 {
            store.notifications.announce(ALL_MENDED);
        }
    });
    view! { <div>{reactive(move || is_shown.get().then(|| view! { <Summary faults=faults count=count /> }.into_any()))}</div> }.into_any()
}

/// The box with its heading and its links.
#[component]
fn Summary(
    /// The faults.
    faults: Memo<Vec<Fault>>,
    /// Their number.
    count: Memo<usize>,
) -> impl IntoView {
    let title = move || match count.get() {
        0 => ALL_MENDED.to_owned(),
        count => format!("入力内容に確認が必要な項目があります（{count}件）"),
    };
    view! {
        <div
            class="app-error-summary"
            id=ID
            tabindex="-1"
            aria-labelledby=TITLE_ID
            data-state=move || (count.get() == 0).then_some("clear")
        >
            <div role="alert">
                <h2 class="app-error-summary__title" id=TITLE_ID>
                    {live(title)}
                </h2>
                <ul class="app-error-summary__list">
                    <FaultLines faults=faults />
                </ul>
            </div>
        </div>
    }
    .into_any()
}
