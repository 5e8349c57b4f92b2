//! The steps beside a page (F016), and how complete each is.

use leptos::prelude::*;
use nss_core::form::Page;

use super::{MissingAnswers, PageViews, applicable_pages, page_status};
use crate::component::live;
use crate::draft::use_draft;
use crate::paths;

/// The pages of the form and the confirm page.
#[component]
pub fn Steps(
    /// The path of the open page; empty on the confirm page.
    #[prop(optional)]
    current: &'static str,
) -> impl IntoView {
    let draft = use_draft();
    let pages = applicable_pages(draft);
    let confirm = if draft.is_returned() { "修正内容の確認" } else { "申込内容 確認" };
    let count = move || {
        let pages = pages();
        let position = pages.iter().position(|page| page.path == current).unwrap_or(pages.len());
        format!("全{}手順中{}番目", pages.len() + 1, position + 1)
    };
    view! {
        <aside class="app-layout__side" aria-label="申込の状況">
            <nav class="app-steps" aria-label="申込の手順">
                <p class="app-visually-hidden">{live(count)}</p>
                <ol class="app-steps__list">
                    <PageViews
                        draw=move |page: &'static Page| view! { <Step page=page is_current=page.path == current /> }.into_any()
                    />
                    <li class="app-steps__item">
                        <a
                            class="app-steps__link"
                            href=paths::of_form(draft.form, "confirm")
                            aria-current=current.is_empty().then_some("step")
                        >
                            <span class="app-steps__name">{confirm}</span>
                        </a>
                    </li>
                </ol>
            </nav>
            <MissingAnswers />
            <p>
                <a href=paths::of_form(draft.form, "tasks")>"入力の状況を見る"</a>
            </p>
        </aside>
    }
    .into_any()
}

#[component]
fn Step(page: &'static Page, is_current: bool) -> impl IntoView {
    let draft = use_draft();
    let status = page_status(draft, page);
    // The stylesheet has its own states for steps.
    let state = move || match status.get().0 {
        "check" => Some("error"),
        "todo" => None,
        state => Some(state),
    };
    view! {
        <li class="app-steps__item" data-state=state>
            <a
                class="app-steps__link"
                href=paths::page(draft.form, page)
                aria-current=is_current.then_some("step")
            >
                <span class="app-steps__name">{page.title}</span>
                <span class="app-steps__state">{live(move || status.get().1)}</span>
            </a>
        </li>
    }
    .into_any()
}
