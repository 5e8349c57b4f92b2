//! `/apply/done`: the application number (N-234, N-236, C-098).

use leptos::prelude::*;
use leptos_router::hooks::use_url;
use nss_core::api::{ApplicationLine, ApplicationState};
use nss_core::receipt_number::Series;

use crate::browser::task::effect;
use crate::component::{Actions, ButtonLink, PageLayout};
use crate::paths::{self, RESENT};
use crate::state::navigation::use_navigation;
use crate::state::session::use_session;

const NEXT_STEPS: &[&str] = &[
    "利用申込受付完了のメールを申込担当者および管理責任者宛てに送信しましたので、ご確認ください。",
    "弊社にて利用申込内容の審査を行い、審査完了後に申込担当者および管理責任者宛てに通知します。\
     申込内容に確認事項がある場合は、ご連絡を差し上げます。",
    "審査終了までしばらくお待ちください（回答は翌営業日以降になることがあります）。",
    "※入力いただいたE-mailアドレスにメールが届かない場合は、迷惑フィルターの設定やメールの振り分け設定をご確認ください。",
];

const NEXT_STEPS_AGAIN: &[&str] =
    &["申込受付番号は変わりません。審査終了までしばらくお待ちください（回答は翌営業日以降になることがあります）。"];

/// The number of the newest application, and the next steps.
#[component]
pub fn ApplyDonePage() -> impl IntoView {
    let navigation = use_navigation();
    let account = use_session().session_untracked().and_then(|session| session.account);
    // システム設定申込 has a receipt of its own.
    let is_own = |application: &ApplicationLine| Series::of(&application.number) == Some(Series::Application);
    let newest = account.and_then(|account| account.applications.into_iter().find(is_own));
    let is_resent = use_url().with_untracked(|url| format!("?{}", url.search()) == RESENT);
    let is_registered = newest.is_some();
    effect(move || {
        if !is_registered {
            navigation.replace("/apply/tasks");
        }
    });
    let words = if is_resent { RESENT_WORDS } else { REGISTERED_WORDS };
    newest.map(|application| view! { <Receipt application=application words=words /> }.into_any())
}

/// The receipt of an account that has a contract: of its newest application with a number of that series. One that does not wait for its
/// review has none; the menu says what comes next.
pub fn received(series: Series, words: ReceiptWords) -> AnyView {
    let navigation = use_navigation();
    let account = use_session().session_untracked().and_then(|session| session.account);
    let is_received = |application: &ApplicationLine| {
        Series::of(&application.number) == Some(series) && application.state == ApplicationState::Received
    };
    let received = account.and_then(|account| account.applications.into_iter().find(is_received));
    let is_registered = received.is_some();
    effect(move || {
        if !is_registered {
            navigation.replace(paths::MENU);
        }
    });
    let is_resent = use_url().with_untracked(|url| format!("?{}", url.search()) == RESENT);
    let words = if is_resent { RESENT_WORDS } else { words };
    received.map(|application| view! { <Receipt application words/> }.into_any()).into_any()
}

/// The words of a receipt: its title, what was received, what follows.
pub type ReceiptWords = (&'static str, &'static str, &'static [&'static str]);

const REGISTERED_WORDS: ReceiptWords = ("NACCS利用申込 完了", "利用申込の受付が完了しました。", NEXT_STEPS);
/// The receipt after 修正して送る.
const RESENT_WORDS: ReceiptWords = ("修正内容の送信 完了", "修正した内容を受け付けました。", NEXT_STEPS_AGAIN);

/// The number of an application, and what follows.
#[component]
pub fn Receipt(
    /// The application.
    application: ApplicationLine,
    /// Its words.
    words: ReceiptWords,
) -> impl IntoView {
    let (title, received, next_steps) = words;
    view! {
        <PageLayout title=title>
            <div class="app-panel" data-variant="receipt">
                <h2 class="app-panel__title">{received}</h2>
                <p class="app-panel__label">"申込受付番号"</p>
                <p class="app-panel__number" translate="no">
                    {application.number}
                </p>
                <p>"お問い合わせの際は、こちらの番号をお伝えください。"</p>
            </div>
            <div class="app-prose">{next_steps.iter().map(|text| view! { <p>{*text}</p> }.into_any()).collect_view()}</div>
            <Actions>
                <ButtonLink href=paths::application(&application.id) label="申込内容を見る" />
                <ButtonLink href=paths::MENU label="メニューへ" />
            </Actions>
        </PageLayout>
    }
    .into_any()
}
