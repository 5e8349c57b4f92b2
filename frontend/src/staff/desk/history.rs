//! 履歴: every move of the application.

use leptos::prelude::*;
use nss_core::api::desk::HistoryLine;
use nss_core::form::Draft;
use nss_core::form::wire::place_in;

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

/// The name of the place of a reason, or 「申込全体」. A row may have gone since.
pub(super) fn place_name(document: &Draft, path: &str) -> String {
    match place_in(document, path) {
        Some(place) => document.place_name(&place),
        None if path.is_empty() => "申込全体".to_owned(),
        None => "削除された行".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use nss_core::application::{FORM, user_codes};
    use nss_core::form::{Draft, RowId};

    use super::place_name;

    #[test]
    fn reasons_are_named_by_their_places_and_never_by_a_path() {
        let mut document = Draft::empty(&FORM);
        let row = RowId::from_random(1);
        document.add_row(&user_codes::USER_CODES, None, row);
        let inner = format!("user_codes.{row}.ids");
        for (path, name) in [
            ("", "申込全体"),
            ("office.name", "事業所：事業所名"),
            ("user_codes", "利用者コード"),
            (inner.as_str(), "利用者コード1 ID"),
            ("user_codes.zzzzzzzz.ids", "削除された行"),
        ] {
            assert_eq!(place_name(&document, path), name, "{path}");
        }
    }
}
