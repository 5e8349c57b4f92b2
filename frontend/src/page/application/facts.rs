//! The facts of an application: numbers, dates, counts (C-103 … C-106).

use leptos::prelude::*;
use nss_core::api::{Application, Kind};
use nss_core::application::{office, start};
use nss_core::form::{At, Draft, Field};
use nss_core::review::contract::day;
use nss_core::review::counts::counts;
use nss_core::review::deadline::settings_deadline;

use crate::date_format;

/// The facts of an application, side by side; what is not decided yet says so. `document`: the contract once there is one.
pub fn facts(application: &Application, document: &Draft) -> AnyView {
    let date = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "未定".to_owned(), date_format::date);
    let starts_on = day(document, &start::CONFIRMED_DATE);
    // Numbers and codes: no translation changes them.
    let code = |label, code: &str| (label, code.to_owned(), Some("no"));
    let words = |label, text| (label, text, None);
    let mut facts = vec![
        code("申込受付番号", &application.number),
        words("申込分類", application.kind.label().to_owned()),
        words("状況", application.state.label().to_owned()),
        words("申込日時", date_format::date_time_with_year(&application.submitted_at)),
    ];
    // システム設定申込 has no days and no codes of its own, and a change waits for none.
    if application.kind != Kind::Settings {
        facts.push(words("利用開始希望日", date(day(document, &start::DATE))));
        facts.push(words("利用開始日", date(starts_on)));
        if application.kind.makes_contract() {
            facts.push(words("システム設定申込締切日", date(starts_on.and_then(settings_deadline))));
        }
        let codes: [(&str, &'static Field); 2] = [("企業略称", &office::ABBREVIATION), ("事業所コード", &office::CODE)];
        let given = codes.map(|(label, field)| code(label, document.get(At::once(field))));
        facts.extend(given.into_iter().filter(|(_, text, _)| application.contract.is_some() && !text.is_empty()));
        facts.extend(counts(document).map(|(label, count)| words(label, count.to_string())));
    }
    let fact = |(name, text, translate)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd translate=translate>{text}</dd>
            </div>
        }
        .into_any()
    };
    view! { <dl class="app-facts">{facts.into_iter().map(fact).collect_view()}</dl> }.into_any()
}
