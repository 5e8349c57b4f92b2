//! `/`: what this is, what one needs, how long it takes (N-001 … N-023, F021).

use leptos::prelude::*;

use super::part::notice;

/// The standard days (N-003, N-004): kind of line, days, remark.
const STANDARD_DAYS: [(&str, &str, &str); 2] = [
    (
        "専用回線",
        "60営業日",
        "例：令和1年11月1日に1Mbps回線を申し込むと、回線設置工事は令和2年2月3日（60営業日後。申込日を1日目と数えます）",
    ),
    ("BB-光回線", "60営業日程度", "提供エリア、設備状況等により、標準設置日数以上に日数を要する場合がございます。"),
];

/// The entrance.
pub(super) fn page() -> AnyView {
    super::page("新規申込・事業所追加申込（NACCS通信回線を利用する場合）", body())
}

fn body() -> AnyView {
    view! {
        <p class="app-lead">"NACCSの利用を、画面の案内にそって申し込めます。"</p>
        <div class="app-actions">
            <a class="app-button" data-variant="primary" href="/terms">"利用申込をはじめる"</a>
            <a class="app-button" href="/login">"ログインして続ける"</a>
        </div>
        <div class="app-prose">
            <h2>"申込の流れ"</h2>
            <ol>
                <li>"システム利用規程を読んで同意し、申込担当者を登録します（約5分）。仮ログインIDと仮パスワードがメールで届きます。"</li>
                <li>"ログインして、事業所、利用者コード、回線などを入力し、登録します（約30分）。途中で保存できます。"</li>
                <li>"申込受付番号が表示され、受付完了メールが届きます。審査の結果は翌営業日以降にお知らせします。"</li>
            </ol>
            <h2>"ご用意いただくもの"</h2>
            <ul>
                <li>"企業名、事業所名と、それぞれのフリガナ"</li>
                <li>"事業所の郵便番号、住所、電話番号、FAX番号、管轄税関"</li>
                <li>"申込担当者の氏名、電話番号、E-mailアドレス（メールを受け取れるもの）"</li>
                <li>"利用する業種と、希望する回線の種類、速度、工事の希望日"</li>
            </ul>
        </div>
        {notice("warning", "仮ログインIDは、発行から48時間で使えなくなります。金曜日に申し込むと、月曜日には期限が過ぎています。")}
        {standard_days()}
    }
    .into_any()
}

/// The table of standard days.
pub(super) fn standard_days() -> AnyView {
    let rows = STANDARD_DAYS
        .map(|(kind, days, remark)| {
            view! { <tr><th scope="row">{kind}</th><td>{days}</td><td>{remark}</td></tr> }.into_any()
        })
        .into_iter()
        .collect_view();
    view! {
        <h2>"申込から利用開始までの標準日数"</h2>
        <p>"NACCS回線の新規申込は、利用申込日から利用開始日まで、次の日数が必要です。"</p>
        <table class="app-table">
            <thead><tr><th scope="col">"申込種別"</th><th scope="col">"標準日数"</th><th scope="col">"備考"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
