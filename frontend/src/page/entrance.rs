//! `/`: what this is, what one needs, how long it takes (N-001 … N-023, F021).

use nss_core::application::lead_time;
use nss_core::value::date::echo;

use super::part::{actions, lead, notice, table, way};
use crate::here::Here;
use crate::view::{El, el};

/// The standard days (N-003, N-004): kind of line, days, remark.
const STANDARD_DAYS: [[&str; 3]; 2] = [
    [
        "専用回線",
        "60営業日",
        "例：令和1年11月1日に1Mbps回線を申し込むと、回線設置工事は令和2年2月3日（60営業日後。申込日を1日目と数えます）",
    ],
    ["BB-光回線", "60営業日程度", "提供エリア、設備状況等により、標準設置日数以上に日数を要する場合がございます。"],
];

const STEPS: [&str; 3] = [
    "システム利用規程を読んで同意し、申込担当者を登録します（約5分）。仮ログインIDと仮パスワードがメールで届きます。",
    "ログインして、事業所、利用者コード、回線などを入力し、登録します（約30分）。途中で保存できます。",
    "申込受付番号が表示され、受付完了メールが届きます。審査の結果は翌営業日以降にお知らせします。",
];

const NEEDED: [&str; 6] = [
    "企業名、事業所名、本社と事業所の住所、管轄税関",
    "申込担当者・契約者・管理責任者の氏名と連絡先、緊急連絡用FAX番号",
    "利用する業種と、希望する回線の種類、速度、工事の希望日",
    "システム構成図のファイル（記入用の様式があります）",
    "工事の担当者と立会者の氏名と連絡先",
    "請求先、請求の担当者、支払方法（口座振替または銀行振込）",
];

/// The entrance.
pub(super) fn page(here: Here) -> El {
    let list = |tag, items: &[&str]| el(tag, "").all(items.iter().map(|item| el("li", "").text(item)));
    let prose = el("div", "app-prose")
        .add(el("h2", "").text("申込の流れ"))
        .add(list("ol", &STEPS))
        .add(el("h2", "").text("ご用意いただくもの"))
        .add(list("ul", &NEEDED));
    super::page(
        "新規申込・事業所追加申込（NACCS通信回線を利用する場合）",
        vec![
            lead("NACCSの利用を、画面の案内にそって申し込めます。"),
            actions(vec![way("/terms", "利用申込をはじめる", "primary"), way("/login", "ログインして続ける", "")]),
            prose,
            notice(
                "warning",
                "仮ログインIDは、発行から48時間で使えなくなります。金曜日に申し込むと、月曜日には期限が過ぎています。",
            ),
            standard_days(here),
        ],
    )
}

/// The table of standard days, and what they mean for today (F021).
pub(super) fn standard_days(here: Here) -> El {
    let earliest = move || {
        // The server's day is known once the session is.
        here.session()?;
        let day = lead_time::earliest(here.clock.today())?;
        Some(el("p", "").add(el("strong", "").text(&format!("今日申し込む場合の最短は{}です。", echo(day)))))
    };
    el("section", "app-section")
        .add(el("h2", "app-section__title").text("申込から利用開始までの標準日数"))
        .add(el("p", "").text("NACCS回線の新規申込は、利用申込日から利用開始日まで、次の日数が必要です。"))
        .add(table(["申込種別", "標準日数", "備考"], STANDARD_DAYS))
        .part(earliest)
}
