//! All reasons of the return, each as a link to its place (C-016).

use leptos::prelude::*;
use nss_core::form::wire::place_in;
use nss_core::review::reason::PinnedReason;

use crate::draft::use_draft;
use crate::page::form::PlaceLink;

/// The panel above the pages of a returned application; nothing in any other draft.
#[component]
pub fn ReturnReasons() -> impl IntoView {
    let draft = use_draft();
    let reasons = draft.reasons_at(|_| true);
    let line = move |PinnedReason { path, name, text }: PinnedReason| {
        let place = draft.draft.with_untracked(|answers| place_in(answers, &path));
        let place = match place {
            Some(place) => view! { <PlaceLink place=place text=name /> }.into_any(),
            // The application as a whole, or a row that was removed since.
            None => name.into_any(),
        };
        view! { <li>{place} "：" {text}</li> }.into_any()
    };
    (!reasons.is_empty()).then(|| {
        let title = format!("確認事項が{}件あります", reasons.len());
        view! {
            <section class="app-notice" data-variant="warning" aria-labelledby="reasons">
                <h2 class="app-notice__title" id="reasons" tabindex="-1">
                    {title}
                </h2>
                <div class="app-notice__body">
                    <p>"内容をご確認の上、修正してください。修正が終わったら「修正内容の確認」から送ってください。"</p>
                    <ul>{reasons.into_iter().map(line).collect_view()}</ul>
                </div>
            </section>
        }
        .into_any()
    })
}
