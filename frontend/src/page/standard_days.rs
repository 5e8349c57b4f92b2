//! The standard days from the application to the start of use.

use leptos::prelude::*;
use nss_core::application::lead_time;
use nss_core::value::date::long_form;

use crate::api::use_api;
use crate::component::{Table, reactive};
use crate::state::session::use_session;

/// The standard days (N-003, N-004): kind of line, days, remark.
const STANDARD_DAYS: &[&[&str]] = &[
    &[
        "専用回線",
        "60営業日",
        "例：令和1年11月1日に1Mbps回線を申し込むと、回線設置工事は令和2年2月3日（60営業日後。申込日を1日目と数えます）",
    ],
    &["BB-光回線", "60営業日程度", "提供エリア、設備状況等により、標準設置日数以上に日数を要する場合がございます。"],
];

/// The table of standard days, and the earliest start for an application of today (F021).
#[component]
pub fn StandardDays() -> impl IntoView {
    let (session, clock) = (use_session(), use_api().clock());
    // The session's response carries the server's time.
    let earliest = Memo::new(move |_| {
        let day = session.session().and_then(|_| lead_time::earliest(clock.today()))?;
        Some(format!("今日申し込む場合の最短は{}です。", long_form(day)))
    });
    view! {
        <section class="app-section">
            <h2 class="app-section__title">"申込から利用開始までの標準日数"</h2>
            <p>"NACCS回線の新規申込は、利用申込日から利用開始日まで、次の日数が必要です。"</p>
            <Table head=&["申込種別", "標準日数", "備考"] rows=STANDARD_DAYS />
            {reactive(move || {
                earliest.get().map(|text| {
                    view! {
                        <p>
                            <strong>{text}</strong>
                        </p>
                    }.into_any()
                })
            })}
        </section>
    }
    .into_any()
}
