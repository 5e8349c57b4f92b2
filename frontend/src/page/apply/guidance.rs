//! `/apply/guidance`: 申込ガイダンス (N-052, C-060 … C-064).

use leptos::prelude::*;

use super::part::SealedDraftPanel;
use crate::component::{Actions, ButtonLink, PageLayout, Table};
use crate::page::standard_days::StandardDays;

/// The questions of the form (C-061): kind of information, its content.
const QUESTIONS: &[&[&str]] = &[
    &["事業所情報", "企業名、事業所、本社の情報、契約者、管理責任者、申込担当者の氏名及び連絡先、請求先"],
    &["接続形態の選択", "netNACCS、一般NACCS"],
    &[
        "利用者コード情報",
        "システム区分、利用業種、識別番号、管理資料（有料・無料）の選択、保税管理資料保存サービスの申込",
    ],
    &["回線・論理端末", "回線種別、処理方式、論理端末数、サーバ台数（自社システム）"],
    &["料金プランの選択", "プランA：基本料金＋従量料金　プランB：従量料金のみ"],
];

/// The guidance after the login.
#[component]
pub fn GuidancePage() -> impl IntoView {
    view! {
        <PageLayout title="申込ガイダンス">
            <SealedDraftPanel />
            <div class="app-prose">
                <p>
                    "NACCSサポートシステム（NSS）から、事業所等の情報を入力することによって利用契約手続きの電子申請を行うことができます。"
                </p>
                <p>
                    "入力した内容を確認する必要がある場合には、申込担当者へメール等によりご連絡いたします。あらかじめ契約内容のご検討をお願いいたします。"
                </p>
                <h2>"入力する内容"</h2>
            </div>
            <Table head=&["情報項目", "入力内容"] rows=QUESTIONS />
            <div class="app-prose">
                <h2>"登録のあと"</h2>
                <p>
                    "システム設定：「システム設定書類」をダウンロードして、システム設定情報を入力したファイルを添付します。"
                </p>
                <p>"「システム利用申込書」が自動作成されます。書面の提出は不要です。"</p>
            </div>
            <StandardDays />
            <Actions>
                <ButtonLink href="/apply/applicant" label="申込担当者の入力へ進む" variant="primary" />
                <ButtonLink href="/apply/tasks" label="入力の状況を見る" />
            </Actions>
        </PageLayout>
    }.into_any()
}
