//! 新着情報 (C-012 … C-019).

use leptos::prelude::*;
use nss_core::api::menu::NewsLine;
use nss_core::bill::NEWS_LABEL;
use nss_core::review::news::is_about_id_notice;

use super::lines::{Line, Lines};
use crate::date_format;
use crate::paths;

/// The newest lines, each with its 「詳細」.
#[component]
pub fn News(
    /// The lines.
    lines: Vec<NewsLine>,
) -> impl IntoView {
    let line = |NewsLine { at, kind, number, text, application }: NewsLine| {
        let number = number.map(|number| format!("【{number}】")).unwrap_or_default();
        let head = format!("{}　{kind}", date_format::date(at.date_naive()));
        let id_notice = application.as_deref().filter(|_| is_about_id_notice(&text)).map(paths::credentials);
        let bills = (kind == NEWS_LABEL).then(|| paths::BILLS.to_owned());
        let details = application.as_deref().map(paths::application).or(bills);
        Line { head, text: format!("{number}{text}"), details, id_notice }
    };
    let content = if lines.is_empty() {
        view! { <p>"新着情報はありません。"</p> }.into_any()
    } else {
        view! {
            <p>
                "新着情報を表示しています。「詳細」ボタンをクリックし内容をご確認ください。（最新の10件を表示）"
            </p>
            <Lines lines=lines.into_iter().map(line).collect() />
        }
        .into_any()
    };
    view! {
        <section class="app-section">
            <h2 class="app-section__title">"新着情報"</h2>
            {content}
        </section>
    }
    .into_any()
}
