//! `/register/done` (N-039): the ID and the password are on their way.

use chrono::{DateTime, Datelike, Weekday};
use leptos::prelude::*;

use crate::here::Here;
use crate::page::part::notice;
use crate::{clock, dom};

/// Where the end of the new account waits for this page, in this tab only.
const EXPIRES: &str = "nss.expires";

/// Keeps the end of the account for the page.
pub(super) fn remember(instant: &str) {
    if let Some(storage) = dom::session_storage() {
        let _ = storage.set_item(EXPIRES, instant);
    }
}

/// What was sent, and until when it works (F005, F006).
pub(crate) fn page(here: Here) -> AnyView {
    let expires = dom::session_storage()
        .and_then(|storage| storage.get_item(EXPIRES).ok().flatten())
        .and_then(|text| DateTime::parse_from_rfc3339(&text).ok());
    let expiry = expires.map(|instant| {
        let friday = here.clock.today().weekday() == Weekday::Fri;
        view! {
            <div class="app-expiry">
                <p class="app-expiry__label">"申込の期限"</p>
                <p class="app-expiry__time">{clock::written_with_year(&instant)} "まで"</p>
                <p class="app-expiry__note">
                    "申込内容を登録しないまま期限を過ぎると、一時保存をした場合でも仮ログインIDは使えなくなります。"
                    {friday.then_some("今日は金曜日です。月曜日に続けると、期限を過ぎています。")}
                </p>
            </div>
        }
        .into_any()
    });
    let body = view! {
        <div class="app-panel" data-variant="mail">
            <p>"利用申込用の仮ログインID・パスワードを送信しました。"</p>
            <p>"申込担当者のE-mailアドレスに届いたメールを確認してください。"</p>
        </div>
        {expiry}
        {notice("info", "メールが届かない場合は、迷惑フィルターの設定やメールの振り分け設定をご確認ください。")}
        <div class="app-actions"><a class="app-button" data-variant="primary" href="/login">"ログインへ進む"</a></div>
    };
    crate::page::page("仮アカウント登録の完了", body.into_any())
}
