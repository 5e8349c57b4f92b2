//! `/register/done` (N-039): the login ID and the password are sent by mail.

use chrono::{Datelike, Weekday};
use leptos::prelude::*;
use nss_core::api::Instant;

use crate::api::use_api;
use crate::browser::session_storage;
use crate::browser::task::effect;
use crate::component::{Actions, ButtonLink, Notice, PageLayout, live, reactive};
use crate::date_format;
use crate::state::navigation::use_navigation;

/// Key of the expiry of the new account, in this tab only.
const EXPIRES: &str = "nss.expires";
const FRIDAY: &str = "今日は金曜日です。月曜日には期限を過ぎています。";

/// Keeps the expiry of the new account for this page.
pub(super) fn remember(expires_at: &Instant) {
    session_storage::write(EXPIRES, &expires_at.timestamp_millis().to_string());
}

/// Announces the mail, and until when the login ID works (F005, F006).
#[component]
pub fn RegisterDonePage() -> impl IntoView {
    let navigation = use_navigation();
    let expires_at = RwSignal::new(None);
    effect(move || {
        let known = session_storage::read(EXPIRES).and_then(|text| text.parse().ok());
        if known.is_none() {
            // No registration was made in this tab.
            navigation.replace("/terms");
        }
        expires_at.set(known.map(date_format::from_millis));
    });
    view! {
        <PageLayout title="仮アカウント登録の完了">
            <div class="app-panel" data-variant="mail">
                <p>"利用申込用の仮ログインID・パスワードを送信しました。"</p>
                <p>"申込担当者のE-mailアドレスに届いたメールを確認してください。"</p>
            </div>
            <div>{reactive(move || expires_at.get().map(|instant| view! { <Expiry expires_at=instant /> }.into_any()))}</div>
            <Notice
                variant="info"
                text="メールが届かない場合は、迷惑フィルターの設定やメールの振り分け設定をご確認ください。"
            />
            <Actions>
                <ButtonLink href="/login" label="ログインへ進む" variant="primary" />
            </Actions>
        </PageLayout>
    }.into_any()
}

/// The end of the new account, written out.
#[component]
pub fn Expiry(
    /// The end.
    expires_at: Instant,
) -> impl IntoView {
    let clock = use_api().clock();
    view! {
        <div class="app-expiry">
            <p class="app-expiry__label">"申込の期限"</p>
            <p class="app-expiry__time">{format!("{}まで", date_format::date_time_with_year(&expires_at))}</p>
            <p class="app-expiry__note">
                "申込内容を登録しないまま期限を過ぎると、一時保存をした場合でも仮ログインIDは使えなくなります。"
                {live(move || if clock.today().weekday() == Weekday::Fri { FRIDAY } else { "" })}
            </p>
        </div>
    }
    .into_any()
}
