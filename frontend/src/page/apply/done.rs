//! `/apply/done`: the number (N-234, N-236, C-098).

use crate::here::Here;
use crate::page::for_account;
use crate::page::part::{actions, p, way};
use crate::view::{El, el};

const AFTER: [&str; 4] = [
    "利用申込受付完了のメールを申込担当者および管理責任者宛てに送信しましたので、ご確認ください。",
    "弊社にて利用申込内容の審査を行い、審査完了後に申込担当者および管理責任者宛てに通知します。\
     申込内容に確認事項がある場合は、ご連絡を差し上げます。",
    "審査終了までしばらくお待ちください（回答は翌営業日以降になることがあります）。",
    "※入力いただいたE-mailアドレスにメールが届かない場合は、迷惑フィルターの設定やメールの振り分け設定をご確認ください。",
];

/// What was received, under which number, and what comes next.
pub(crate) fn page(here: Here) -> El {
    for_account(here, move || {
        let newest = here.account().and_then(|account| account.applications.into_iter().next());
        let Some(application) = newest else {
            here.redirect("/apply/tasks");
            return el("div", "");
        };
        let receipt = el("div", "app-panel")
            .set("data-variant", "receipt")
            .add(el("h2", "app-panel__title").text("利用申込の受付が完了しました。"))
            .add(el("p", "app-panel__label").text("申込受付番号"))
            .add(el("p", "app-panel__number").text(&application.number))
            .add(p("お問い合わせの際は、こちらの番号をお伝えください。"));
        let own = format!("/applications/{}", application.id);
        let after = el("div", "app-prose").all(AFTER.map(p));
        crate::page::page("NACCS利用申込 完了", vec![receipt, after, actions(vec![way(&own, "申込内容を見る", "")])])
    })
}
