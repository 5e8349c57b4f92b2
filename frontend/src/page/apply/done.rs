//! `/apply/done`: the application number (N-234, N-236, C-098).

use leptos::prelude::*;
use nss_core::api::ApplicationLine;

use crate::browser::task::effect;
use crate::component::{Actions, ButtonLink, PageLayout};
use crate::paths;
use crate::state::navigation::use_navigation;
use crate::state::session::use_session;

const NEXT_STEPS: [&str; 4] = [
    "利用申込受付完了のメールを申込担当者および管理責任者宛てに送信しましたので、ご確認ください。",
    "弊社にて利用申込内容の審査を行い、審査完了後に申込担当者および管理責任者宛てに通知します。\
     申込内容に確認事項がある場合は、ご連絡を差し上げます。",
    "審査終了までしばらくお待ちください（回答は翌営業日以降になることがあります）。",
    "※入力いただいたE-mailアドレスにメールが届かない場合は、迷惑フィルターの設定やメールの振り分け設定をご確認ください。",
];

/// The number of the newest application, and the next steps.
#[component]
pub fn ApplyDonePage() -> impl IntoView {
    let navigation = use_navigation();
    let account = use_session().session_untracked().and_then(|session| session.account);
    let newest = account.and_then(|account| account.applications.into_iter().next());
    let is_registered = newest.is_some();
    effect(move || {
        if !is_registered {
            navigation.replace("/apply/tasks");
        }
    });
    newest.map(|application| view! { <Receipt application=application /> }.into_any())
}

#[component]
fn Receipt(application: ApplicationLine) -> impl IntoView {
    view! {
        <PageLayout title="NACCS利用申込 完了">
            <div class="app-panel" data-variant="receipt">
                <h2 class="app-panel__title">"利用申込の受付が完了しました。"</h2>
                <p class="app-panel__label">"申込受付番号"</p>
                <p class="app-panel__number" translate="no">
                    {application.number}
                </p>
                <p>"お問い合わせの際は、こちらの番号をお伝えください。"</p>
            </div>
            <div class="app-prose">{NEXT_STEPS.map(|text| view! { <p>{text}</p> }.into_any()).collect_view()}</div>
            <Actions>
                <ButtonLink href=paths::application(&application.id) label="申込内容を見る" />
            </Actions>
        </PageLayout>
    }
    .into_any()
}
