//! `/change/done`: the number of 変更申込, and the way on after a release of 機器共用 (C-004, C-098).

use leptos::prelude::*;
use leptos_router::hooks::use_url;
use nss_core::receipt_number::Series;

use crate::page::apply::done::{ReceiptWords, received};

const MAIL: &str = "変更申込受付完了のメールを申込担当者および管理責任者宛てに送信しましたので、ご確認ください。";
const REVIEW: &str = "弊社にて内容の審査を行い、審査完了後に申込担当者および管理責任者宛てに通知します。申込内容に確認事項がある場合は、ご連絡を差し上げます。";
const WAIT: &str = "審査終了までしばらくお待ちください（回答は翌営業日以降になることがあります）。";
const TERMINALS: &str = "※引き続きnetNACCS端末の追加の手続きをお願いします。審査が終わると、メニューの「契約内容の変更」から「netNACCS端末の登録情報」を選択して申し込むことができます。";

const TITLE: &str = "NACCS変更申込 完了";
const RECEIVED: &str = "変更申込の受付が完了しました。";
const WORDS: ReceiptWords = (TITLE, RECEIVED, &[MAIL, REVIEW, WAIT]);
/// The receipt of a release.
const RELEASED_WORDS: ReceiptWords = (TITLE, RECEIVED, &[MAIL, REVIEW, WAIT, TERMINALS]);

/// The receipt.
#[component]
pub fn ChangeDonePage() -> impl IntoView {
    let is_release = use_url().with_untracked(|url| url.search() == "released");
    received(Series::Application, if is_release { RELEASED_WORDS } else { WORDS })
}
