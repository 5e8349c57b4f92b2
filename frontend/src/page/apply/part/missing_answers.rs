//! The answers that registration still needs, each as a link (M6).

use leptos::prelude::*;
use nss_core::form::{Fault, Page, status::missing};

use crate::component::{live, reactive};
use crate::draft::use_draft;
use crate::page::form::FaultLines;

/// A panel with the number of missing answers, on every page of the form.
#[component]
pub fn MissingAnswers(
    /// The list is open from the start.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let draft = use_draft();
    let is_open = RwSignal::new(open);
    let count = Memo::new(move |_| draft.faults.with(|all| all.iter().filter(|fault| fault.blocks()).count()));
    let summary = move || match count.get() {
        0 => "入力はすべてそろっています".to_owned(),
        count => format!("{}まであと{count}件", if draft.is_returned() { "送信" } else { "登録" }),
    };
    let pages = move || draft.faults.with(|faults| draft.draft.with_untracked(|answers| missing(answers, faults)));
    // The list may have hundreds of lines: a closed panel draws none.
    let list = move || is_open.get().then(|| pages().into_iter().map(page_faults).collect_view());
    view! {
        <details
            class="app-details app-readiness"
            open=open
            on:toggle=move |event| is_open.set(event_target::<web_sys::Element>(&event).has_attribute("open"))
        >
            <summary>{live(summary)}</summary>
            <div class="app-details__body">{reactive(list)}</div>
        </details>
    }
    .into_any()
}

fn page_faults((page, faults): (&'static Page, Vec<Fault>)) -> impl IntoView {
    view! {
        <div>
            <p class="app-readiness__page">{format!("{}（{}件）", page.title, faults.len())}</p>
            <ul>
                <FaultLines faults=faults />
            </ul>
        </div>
    }
    .into_any()
}
