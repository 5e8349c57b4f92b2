//! The history of an application, in words.

use leptos::prelude::*;
use nss_core::api::menu::Event;
use nss_core::form::Draft;
use nss_core::form::wire::place_in;
use nss_core::review::{Move, Reason};

use crate::date_format;

/// Every move, the oldest first, with the reasons of the returns. The document names their places.
pub fn history(events: Vec<Event>, document: &Draft) -> AnyView {
    let line = |event: Event| {
        let reasons: Vec<_> = event.reasons.iter().map(|reason| text(reason, document)).collect();
        let reasons = (!reasons.is_empty()).then(|| {
            let lines = reasons.into_iter().map(|text| view! { <li>{text}</li> }.into_any()).collect_view();
            view! { <ul>{lines}</ul> }.into_any()
        });
        // 受付 stands twice in the life of a returned application.
        let again = if event.step == Move::Resend { "（修正）" } else { "" };
        let words = format!(
            "{}　{}{again}（{}）",
            date_format::date_time_with_year(&event.at),
            event.state.label(),
            event.actor.label()
        );
        view! { <li>{words} {reasons}</li> }.into_any()
    };
    view! {
        <section class="app-section">
            <h2 class="app-section__title">"申込の履歴"</h2>
            <ol class="app-history">{events.into_iter().map(line).collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// The place and the sentence of a reason. A row may have gone since: then only the sentence stands.
fn text(reason: &Reason, document: &Draft) -> String {
    match place_in(document, &reason.path) {
        Some(place) => format!("{}：{}", document.place_name(&place), reason.text),
        None => reason.text.clone(),
    }
}
