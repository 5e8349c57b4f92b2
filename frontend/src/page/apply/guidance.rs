//! `/apply/guidance`: 申込ガイダンス (N-052, C-060 … C-064).

use super::sealed::sealed;
use crate::here::Here;
use crate::page::entrance::standard_days;
use crate::page::for_account;
use crate::page::part::{actions, p, table, way};
use crate::view::{El, el};

/// What is asked (C-061): kind of information, what it holds.
const ASKED: [[&str; 2]; 5] = [
    ["事業所情報", "企業名、事業所、本社の情報、契約者、管理責任者、申込担当者の氏名及び連絡先、請求先"],
    ["接続形態の選択", "netNACCS、一般NACCS"],
    [
        "利用者コード情報",
        "システム区分、利用業種、識別番号、管理資料（有料・無料）の選択、保税管理資料保存サービスの申込",
    ],
    ["回線・論理端末", "回線種別、処理方式、論理端末数、サーバ台数（自社システム）"],
    ["料金プランの選択", "プランA：基本料金＋従量料金　プランB：従量料金のみ"],
];

/// The guidance after the login.
pub(crate) fn page(here: Here) -> El {
    for_account(here, move || crate::page::page("申込ガイダンス", body(here)))
}

fn body(here: Here) -> Vec<El> {
    let before = el("div", "app-prose")
        .add(p("NACCSサポートシステム（NSS）から、事業所等の情報を入力することによって利用契約手続きの電子申請を行うことができます。"))
        .add(p("入力した内容を確認する必要がある場合には、申込担当者へメール等によりご連絡いたします。あらかじめ契約内容のご検討をお願いいたします。"))
        .add(el("h2", "").text("入力する内容"));
    let after = el("div", "app-prose")
        .add(el("h2", "").text("登録のあと"))
        .add(p(
            "システム設定：「システム設定書類」をダウンロードして、システム設定情報を入力したファイルを添付します。",
        ))
        .add(p("「システム利用申込書」が自動作成されます。書面の提出は不要です。"));
    let ways =
        vec![way("/apply/applicant", "申込担当者の入力へ進む", "primary"), way("/apply/tasks", "入力の状況を見る", "")];
    vec![sealed(here), before, table(["情報項目", "入力内容"], ASKED), after, standard_days(here), actions(ways)]
}
