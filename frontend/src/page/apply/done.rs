//! `/apply/done`: the number (N-234, N-236, C-098).

use leptos::prelude::*;

use crate::here::Here;
use crate::page::for_account;

/// What was received, under which number, and what comes next.
pub(crate) fn page(here: Here) -> AnyView {
    for_account(here, move || {
        let account = here.account();
        let Some(application) = account.and_then(|account| account.applications.into_iter().next()) else {
            here.redirect("/apply/tasks");
            return ().into_any();
        };
        let own = format!("/applications/{}", application.id);
        crate::page::page("NACCS利用申込 完了", body(application.number, own))
    })
}

fn body(number: String, own: String) -> AnyView {
    view! {
        <div class="app-panel" data-variant="receipt">
            <h2 class="app-panel__title">"利用申込の受付が完了しました。"</h2>
            <p class="app-panel__label">"申込受付番号"</p>
            <p class="app-panel__number">{number}</p>
            <p>"お問い合わせの際は、こちらの番号をお伝えください。"</p>
        </div>
        <div class="app-prose">
            <p>"利用申込受付完了のメールを申込担当者および管理責任者宛てに送信しましたので、ご確認ください。"</p>
            <p>"弊社にて利用申込内容の審査を行い、審査完了後に申込担当者および管理責任者宛てに通知します。申込内容に確認事項がある場合は、ご連絡を差し上げます。"</p>
            <p>"審査終了までしばらくお待ちください（回答は翌営業日以降になることがあります）。"</p>
            <p>"※入力いただいたE-mailアドレスにメールが届かない場合は、迷惑フィルターの設定やメールの振り分け設定をご確認ください。"</p>
        </div>
        <div class="app-actions"><a class="app-button" href=own>"申込内容を見る"</a></div>
    }
    .into_any()
}
