//! `/register/done` (N-039): the ID and the password are on their way.

use chrono::{Datelike, Weekday};
use nss_core::api::Instant;

use crate::here::Here;
use crate::page::part::{actions, notice, p, way};
use crate::view::{El, el};
use crate::{clock, dom};

/// Where the end of the new account waits for this page, in this tab only.
const EXPIRES: &str = "nss.expires";

/// Keeps the end of the account for the page.
pub(super) fn remember(instant: &Instant) {
    if let Some(storage) = dom::session_storage() {
        let _ = storage.set_item(EXPIRES, &instant.timestamp_millis().to_string());
    }
}

/// What was sent, and until when it works (F005, F006).
pub(crate) fn page(here: Here) -> El {
    let expires: Option<Instant> = dom::session_storage()
        .and_then(|storage| storage.get_item(EXPIRES).ok().flatten())
        .and_then(|text| text.parse().ok())
        .map(clock::instant);
    if expires.is_none() {
        // Nothing was registered in this tab.
        here.redirect("/terms");
    }
    let sent = el("div", "app-panel")
        .set("data-variant", "mail")
        .add(p("利用申込用の仮ログインID・パスワードを送信しました。"))
        .add(p("申込担当者のE-mailアドレスに届いたメールを確認してください。"));
    let spam = notice("info", "メールが届かない場合は、迷惑フィルターの設定やメールの振り分け設定をご確認ください。");
    let until = el("div", "").all(expires.map(|instant| expiry(here, &instant)));
    let next = actions(vec![way("/login", "ログインへ進む", "primary")]);
    crate::page::page("仮アカウント登録の完了", vec![sent, until, spam, next])
}

fn expiry(here: Here, instant: &Instant) -> El {
    let note = "申込内容を登録しないまま期限を過ぎると、一時保存をした場合でも仮ログインIDは使えなくなります。";
    let friday = match here.clock.today().weekday() {
        Weekday::Fri => "今日は金曜日です。月曜日には期限を過ぎています。",
        _ => "",
    };
    el("div", "app-expiry")
        .add(el("p", "app-expiry__label").text("申込の期限"))
        .add(el("p", "app-expiry__time").text(&format!("{}まで", clock::written_with_year(instant))))
        .add(el("p", "app-expiry__note").text(note).text(friday))
}
