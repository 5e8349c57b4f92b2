//! `/`: the service, its prerequisites and how long it takes (N-001 … N-023, F021).

use leptos::prelude::*;

use super::standard_days::StandardDays;
use crate::component::{Actions, ButtonLink, Lead, Notice, PageLayout};

const STEPS: &[&str] = &[
    "システム利用規程を読んで同意し、申込担当者を登録します（約5分）。仮ログインIDと仮パスワードがメールで届きます。",
    "ログインして、事業所、利用者コード、回線などを入力し、登録します（約30分）。途中で保存できます。",
    "申込受付番号が表示され、受付完了メールが届きます。審査の結果は翌営業日以降にお知らせします。",
];

const NEEDED: &[&str] = &[
    "企業名、事業所名、本社と事業所の住所、管轄税関",
    "申込担当者・契約者・管理責任者の氏名と連絡先、緊急連絡用FAX番号",
    "利用する業種と、希望する回線の種類、速度、工事の希望日",
    "システム構成図のファイル（記入用の様式があります）",
    "工事の担当者と立会者の氏名と連絡先",
    "請求先、請求の担当者、支払方法（口座振替または銀行振込）",
];

/// The entrance.
#[component]
pub fn HomePage() -> impl IntoView {
    view! {
        <PageLayout title="新規申込・事業所追加申込（NACCS通信回線を利用する場合）">
            <Lead>"NACCSの利用を、画面の案内にそって申し込めます。"</Lead>
            <Actions>
                <ButtonLink href="/terms" label="利用申込をはじめる" variant="primary" />
                <ButtonLink href="/login" label="ログインして続ける" />
            </Actions>
            <div class="app-prose">
                <h2>"申込の流れ"</h2>
                <ol>{items(STEPS)}</ol>
                <h2>"ご用意いただくもの"</h2>
                <ul>{items(NEEDED)}</ul>
            </div>
            <Notice
                variant="warning"
                text="仮ログインIDは、発行から48時間で使えなくなります。金曜日に申し込むと、月曜日には期限が過ぎています。"
            />
            <StandardDays />
        </PageLayout>
    }.into_any()
}

fn items(texts: &'static [&'static str]) -> impl IntoView {
    texts.iter().map(|text| view! { <li>{*text}</li> }.into_any()).collect_view()
}
