//! 履歴: every move of the application.

use leptos::prelude::*;
use nss_core::api::desk::HistoryLine;
use nss_core::form::{Draft, Place};

use super::use_desk;
use crate::component::reactive;
use crate::date_format;

/// The events, the oldest first.
#[component]
pub fn History() -> impl IntoView {
    let desk = use_desk();
    let history = Memo::new(move |_| desk.application().with(|application| application.history.clone()));
    let lines = move || {
        let document = desk.document();
        history.get().into_iter().map(|line| event(line, &document)).collect_view()
    };
    view! {
        <section class="app-section">
            <h2 class="app-section__title">"履歴"</h2>
            <ol class="app-history">{reactive(lines)}</ol>
        </section>
    }
    .into_any()
}

fn event(line: HistoryLine, document: &Draft) -> AnyView {
    let by = line.name.unwrap_or_else(|| line.actor.label().to_owned());
    let reasons = line.reasons.into_iter().map(|reason| {
        let name = place_name(document, &reason.path);
        view! { <li>{format!("{name}：{}", reason.text)}</li> }.into_any()
    });
    let reasons: Vec<_> = reasons.collect();
    view! {
        <li>
            <p>{format!("{}　{by}　{}（{}）", date_format::date_time_with_year(&line.at), line.step.label(), line.state.label())}</p>
            {(!reasons.is_empty()).then(|| view! { <ul>{reasons}</ul> }.into_any())}
        </li>
    }
    .into_any()
}

/// The name of the place of a reason, or 「申込全体」.
pub(super) fn place_name(document: &Draft, path: &str) -> String {
    match document.form().at(path) {
        Some(at) => document.place_name(&Place::Answer(at)),
        None if path.is_empty() => "申込全体".to_owned(),
        None => {
            let list = document.form().sections().find(|section| section.key == path);
            list.map_or_else(|| path.to_owned(), |section| section.title.to_owned())
        }
    }
}
