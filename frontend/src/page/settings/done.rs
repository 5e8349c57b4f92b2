//! `/settings/done`: the number of システム設定申込 (N-280, C-098).

use leptos::prelude::*;
use leptos_router::hooks::use_url;
use nss_core::api::{ApplicationLine, ApplicationState};
use nss_core::receipt_number::Series;

use crate::browser::task::effect;
use crate::page::apply::done::{RESENT_WORDS, Receipt, ReceiptWords};
use crate::paths::{MENU, RESENT};
use crate::state::navigation::use_navigation;
use crate::state::session::use_session;

const WORDS: ReceiptWords = (
    "システム設定申込 完了",
    "システム設定申込の受付が完了しました。",
    &[
        "システム設定申込受付完了のメールを申込担当者および管理責任者宛てに送信しましたので、ご確認ください。",
        "弊社にて内容の審査を行い、審査完了後に申込担当者および管理責任者宛てに通知します。申込内容に確認事項がある場合は、ご連絡を差し上げます。",
        "審査終了までしばらくお待ちください（回答は翌営業日以降になることがあります）。",
    ],
);

/// The システム設定申込 that waits for its review; without one the menu says what comes next.
#[component]
pub fn SettingsDonePage() -> impl IntoView {
    let navigation = use_navigation();
    let account = use_session().session_untracked().and_then(|session| session.account);
    let is_received = |application: &ApplicationLine| {
        Series::of(&application.number) == Some(Series::SystemSettings)
            && application.state == ApplicationState::Received
    };
    let received = account.and_then(|account| account.applications.into_iter().find(is_received));
    let is_registered = received.is_some();
    effect(move || {
        if !is_registered {
            navigation.replace(MENU);
        }
    });
    let is_resent = use_url().with_untracked(|url| format!("?{}", url.search()) == RESENT);
    let words = if is_resent { RESENT_WORDS } else { WORDS };
    received.map(|application| view! { <Receipt application words/> }.into_any())
}
