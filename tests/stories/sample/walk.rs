//! Three ways through the form as tables: the manual's, one over a gateway, one without a new line.

use std::io::Write as _;

use anyhow::Result;
use nss_tests::Person;

use super::Answer::{Choice, Postcode, Text, Tick};
use super::{Answer, fill};

type Answers = &'static [(&'static str, Answer)];

/// One page: its heading, its answers, and its rows with the words of the button that adds one.
pub(crate) struct FormPage {
    pub(crate) heading: &'static str,
    pub(crate) path: &'static str,
    pub(crate) answers: Answers,
    pub(crate) rows: Option<(&'static str, Answers)>,
}

/// One way through the form.
pub(crate) type Walk = &'static [FormPage];

const fn form_page(path: &'static str, heading: &'static str, answers: Answers) -> FormPage {
    FormPage { heading, path, answers, rows: None }
}

const fn with_row(mut page: FormPage, add: &'static str, answers: Answers) -> FormPage {
    page.rows = Some((add, answers));
    page
}

const CODE: &str = "新規に利用者コードを追加する";
const LINE: &str = "新規に回線・論理端末を追加する";

/// N-060 … N-062; the page already contains the answers of the registration.
const APPLICANT: FormPage = form_page(
    "applicant",
    "申込担当者・申込理由",
    &[("所属部課名", Text("通関課")), ("役職名", Text("課長")), ("申込理由", Text("通関業許可XX月XX日予定"))],
);

/// N-072, N-080 … N-090. The postcode exists, so that it fills its address.
const OFFICE: FormPage = form_page(
    "office",
    "事業所",
    &[
        ("申込の種類", Choice("新規申込")),
        ("事業所名", Text("本社")),
        ("事業所名フリガナ", Text("ホンシャ")),
        ("郵便番号", Postcode("2120013", "川崎市幸区")),
        ("番地・建物", Text("堀川町999番地 ナックスタワー1階")),
        ("住所フリガナ", Text("カナガワケンカワサキシサイワイクホリカワチョウ999バンチ ナックスタワー１カイ")),
        ("電話番号", Text("0312345678")),
        ("FAX番号", Text("0398765432")),
        ("管轄税関", Choice("横浜")),
    ],
);

/// N-100 … N-103.
const CONTRACTOR: FormPage = form_page(
    "contractor",
    "本社・契約者",
    &[
        ("本社住所", Choice("事業所に同じ")),
        ("契約者名（姓）", Text("南楠")),
        ("契約者名（名）", Text("太郎")),
        ("契約者名フリガナ（姓）", Text("ナックス")),
        ("契約者名フリガナ（名）", Text("タロウ")),
        ("契約者の役職", Text("代表取締役社長")),
    ],
);

/// 回線 and 端末 by 一般接続, entirely from the manual. N-070 … N-224.
const BY_THE_MANUAL: Walk = &[
    APPLICANT,
    form_page("start", "利用開始希望日", &[("利用開始希望日", Text("20190418"))]),
    OFFICE,
    CONTRACTOR,
    form_page(
        "administrator",
        "管理責任者",
        &[
            ("管理責任者", Choice("その他（下欄に入力してください）")),
            ("所属部課名", Text("営業一課")),
            ("役職名", Text("課長")),
            ("氏名（姓）", Text("保税")),
            ("氏名（名）", Text("花子")),
            ("氏名フリガナ（姓）", Text("ホゼイ")),
            ("氏名フリガナ（名）", Text("ハナコ")),
            ("電話番号", Text("0355559999")),
            ("FAX番号", Text("0388881111")),
            ("E-mailアドレス", Text("Hozei.hanako@naccs.co.jp")),
            ("緊急連絡用FAX番号", Text("0388881111")),
            ("セキュリティ対策の確認", Tick("上記を確認しました。")),
            ("接続形態", Tick("一般NACCSを利用する")),
        ],
    ),
    with_row(
        form_page("user-codes", "利用者コード 入力", &[]),
        CODE,
        &[
            ("システム区分", Choice("海上")),
            ("シングルサインオン", Choice("否")),
            ("業種", Tick("通関業")),
            ("管理統計資料（有料）", Choice("要")),
            ("管理統計資料（無料）", Choice("要")),
            ("処理方式", Choice("インタラクティブ")),
            ("識別番号数", Text("1")),
        ],
    ),
    with_row(
        form_page("lines", "回線・論理端末 入力", &[("申し込む内容", Choice("新しい回線を申し込む"))]),
        LINE,
        &[
            ("システム区分", Choice("共用")),
            ("回線工事の希望日", Text("20181030")),
            ("接続方式", Choice("一般接続（インタラクティブ）")),
            ("回線種別", Choice("専用線接続")),
            ("速度", Choice("1 Mbps")),
            ("配線", Choice("センター手配（配線レンタル）")),
            ("保守時間帯", Choice("24時間365日")),
            ("予備機設置", Choice("要")),
            ("回線設置場所", Choice("事業所に同じ")),
            ("論理端末数", Text("1")),
        ],
    ),
    form_page("diagram", "システム構成図", &[]),
    form_page(
        "works",
        "工事事務担当者・工事立会者",
        &[
            ("工事事務担当者", Choice("その他（下欄に入力してください）")),
            ("氏名（姓）", Text("船舶")),
            ("氏名（名）", Text("二郎")),
            ("氏名フリガナ（姓）", Text("センパク")),
            ("氏名フリガナ（名）", Text("ジロウ")),
            ("所属部課名", Text("システム部")),
            ("電話番号", Text("06456789123")),
            ("FAX番号", Text("06456789124")),
            ("工事立会者", Choice("工事事務担当者に同じ")),
        ],
    ),
    form_page("mailbox", "メールボックス", &[]),
    form_page("fee-plan", "料金プラン", &[("料金プラン", Choice("プランA（基本＋従量）"))]),
    form_page(
        "billing",
        "請求先・担当者・支払方法",
        &[
            ("一括請求", Choice("希望しない")),
            ("請求先住所", Choice("事業所に同じ")),
            ("請求に関する担当者", Choice("その他（下欄に入力してください）")),
            ("氏名（姓）", Text("経理")),
            ("氏名（名）", Text("太郎")),
            ("氏名フリガナ（姓）", Text("ケイリ")),
            ("氏名フリガナ（名）", Text("タロウ")),
            ("電話番号", Text("0987654321")),
            ("E-mailアドレス", Text("Keiri.taro@naccs.co.jp")),
            ("通知先メールアドレス", Text("Keiri.taro@naccs.co.jp")),
            ("支払方法", Choice("銀行振込を希望する")),
            ("振込先銀行", Choice("三菱UFJ銀行")),
        ],
    ),
    form_page("remarks", "備考・添付ファイル", &[("備考", Text("よろしくお願いします。"))]),
];

/// 自社システム接続 by SMTP/POP3 with a mailbox; another office has the bill and the account. N-172, N-190, N-203, N-223.
const OVER_A_GATEWAY: Walk = &[
    APPLICANT,
    form_page("start", "利用開始希望日", &[("利用開始希望日", Text("平成31年4月18日"))]),
    OFFICE,
    form_page(
        "contractor",
        "本社・契約者",
        &[
            ("本社住所", Choice("その他（下欄に入力してください）")),
            ("郵便番号", Postcode("1000001", "千代田区")),
            ("番地・建物", Text("千代田1番1号")),
            ("住所フリガナ", Text("トウキョウトチヨダクチヨダ1バン1ゴウ")),
            ("電話番号", Text("0311112222")),
            ("契約者名（姓）", Text("南楠")),
            ("契約者名（名）", Text("太郎")),
            ("契約者名フリガナ（姓）", Text("ナックス")),
            ("契約者名フリガナ（名）", Text("タロウ")),
            ("契約者の役職", Text("代表取締役社長")),
        ],
    ),
    form_page(
        "administrator",
        "管理責任者",
        &[
            ("管理責任者", Choice("申込担当者に同じ")),
            ("緊急連絡用FAX番号", Text("0000000000")),
            ("セキュリティ対策の確認", Tick("上記を確認しました。")),
        ],
    ),
    with_row(
        form_page("user-codes", "利用者コード 入力", &[]),
        CODE,
        &[
            ("システム区分", Choice("共用")),
            ("シングルサインオン", Choice("要")),
            ("業種", Tick("通関業")),
            ("業種", Tick("混載業")),
            ("業種", Tick("海貨業")),
            ("処理方式", Choice("SMTP/POP3")),
        ],
    ),
    with_row(
        form_page("lines", "回線・論理端末 入力", &[("申し込む内容", Choice("新しい回線を申し込む"))]),
        LINE,
        &[
            ("回線工事の希望日", Text("2019/04/01")),
            ("接続方式", Choice("ゲートウェイ接続")),
            ("回線種別", Choice("ブロードバンド（光）")),
            ("配線", Choice("お客様手配")),
            ("保守時間帯", Choice("毎日")),
            ("回線設置場所", Choice("事業所に同じ")),
            ("サーバ台数（自社システム）", Text("2")),
        ],
    ),
    form_page("diagram", "システム構成図", &[]),
    form_page(
        "works",
        "工事事務担当者・工事立会者",
        &[("工事事務担当者", Choice("管理責任者に同じ")), ("工事立会者", Choice("工事事務担当者に同じ"))],
    ),
    form_page("mailbox", "メールボックス", &[("メールボックス数", Text("1"))]),
    form_page("fee-plan", "料金プラン", &[("料金プラン", Choice("プランB（従量のみ）"))]),
    form_page(
        "billing",
        "請求先・担当者・支払方法",
        &[
            ("一括請求", Choice("希望する")),
            ("請求先コード", Text("9999999")),
            ("一括請求先の企業名", Text("ナックスシステム株式会社")),
            ("一括請求先の事業所名", Text("本社")),
            ("請求に関する担当者", Choice("申込担当者に同じ")),
            ("通知先メールアドレス", Text("keiri@naccs.co.jp")),
            ("支払方法", Choice("口座振替を希望する")),
            ("同一口座振替", Choice("希望する")),
            ("支払方法：事業所コード", Text("NAC001")),
            ("口座を使用している企業名", Text("ナックスシステム株式会社")),
            ("口座を使用している事業所名", Text("本社")),
        ],
    ),
    form_page("remarks", "備考・添付ファイル", &[]),
];

/// 口座振替 from a new account (N-222).
const BILLING: FormPage = form_page(
    "billing",
    "請求先・担当者・支払方法",
    &[
        ("一括請求", Choice("希望しない")),
        ("請求先住所", Choice("事業所に同じ")),
        ("請求に関する担当者", Choice("管理責任者に同じ")),
        ("通知先メールアドレス", Text("keiri@naccs.co.jp")),
        ("支払方法", Choice("口座振替を希望する")),
        ("同一口座振替", Choice("希望しない")),
    ],
);

/// ゲートウェイ配下端末のみ: no works, so their page does not apply; 口座振替 from a new account (N-013, N-222).
const BEHIND_A_GATEWAY: Walk = &[
    APPLICANT,
    form_page("start", "利用開始希望日", &[("利用開始希望日", Text("20181105"))]),
    OFFICE,
    CONTRACTOR,
    form_page(
        "administrator",
        "管理責任者",
        &[
            ("管理責任者", Choice("申込担当者に同じ")),
            ("緊急連絡用FAX番号", Text("0398765432")),
            ("セキュリティ対策の確認", Tick("上記を確認しました。")),
        ],
    ),
    with_row(
        form_page("user-codes", "利用者コード 入力", &[]),
        CODE,
        &[("システム区分", Choice("航空")), ("業種", Tick("混載業")), ("処理方式", Choice("SMTP双方向"))],
    ),
    form_page(
        "lines",
        "回線・論理端末 入力",
        &[
            ("申し込む内容", Choice("ゲートウェイ配下端末のみ")),
            ("システム区分", Choice("航空")),
            ("論理端末数", Text("5")),
            ("サーバ台数（自社システム）", Text("0")),
        ],
    ),
    form_page("diagram", "システム構成図", &[]),
    form_page("mailbox", "メールボックス", &[]),
    form_page("fee-plan", "料金プラン", &[("料金プラン", Choice("プランA（基本＋従量）"))]),
    BILLING,
    form_page("remarks", "備考・添付ファイル", &[]),
];

/// A second office of the company, over the internet: no line, no diagram, no works, no mailbox (N-006, N-116).
pub(crate) const BY_NETNACCS: Walk = &[
    APPLICANT,
    form_page("start", "利用開始希望日", &[("利用開始希望日", Text("20181120"))]),
    form_page(
        "office",
        "事業所",
        &[
            ("申込の種類", Choice("事業所追加申込")),
            ("企業略称", Text("NAC")),
            ("事業所名", Text("川崎営業所")),
            ("事業所名フリガナ", Text("カワサキエイギョウショ")),
            ("郵便番号", Postcode("2120013", "川崎市幸区")),
            ("番地・建物", Text("堀川町999番地 ナックスタワー2階")),
            ("住所フリガナ", Text("カナガワケンカワサキシサイワイクホリカワチョウ999バンチ ナックスタワー２カイ")),
            ("電話番号", Text("0312345679")),
            ("管轄税関", Choice("横浜")),
        ],
    ),
    CONTRACTOR,
    form_page(
        "administrator",
        "管理責任者",
        &[
            ("管理責任者", Choice("申込担当者に同じ")),
            ("緊急連絡用FAX番号", Text("0398765432")),
            ("セキュリティ対策の確認", Tick("上記を確認しました。")),
            ("接続形態", Tick("netNACCSを利用する")),
        ],
    ),
    with_row(
        form_page("user-codes", "利用者コード 入力", &[]),
        CODE,
        &[
            ("システム区分", Choice("航空")),
            ("業種", Tick("混載業")),
            ("処理方式", Choice("インタラクティブ")),
            ("識別番号数", Text("1")),
        ],
    ),
    form_page("net", "netNACCS 入力", &[("netNACCS端末数", Text("2")), ("webNACCS証明書数", Text("1"))]),
    form_page("fee-plan", "料金プラン", &[("料金プラン（netNACCS）", Choice("プランB（従量のみ）"))]),
    BILLING,
    form_page("remarks", "備考・添付ファイル", &[]),
];

/// The manual's way, over a gateway, behind a gateway.
pub(crate) const WALKS: [Walk; 3] = [BY_THE_MANUAL, OVER_A_GATEWAY, BEHIND_A_GATEWAY];

/// Walks the manual's way from the first page to the confirm page.
pub(crate) async fn fill_the_form(person: &Person<'_>) -> Result<()> {
    fill_the_pages(person, WALKS[0]).await
}

/// Walks one way from the first page to the confirm page.
pub(crate) async fn fill_the_pages(person: &Person<'_>, walk: Walk) -> Result<()> {
    for (place, page) in walk.iter().enumerate() {
        person.is_on(page.heading).await?;
        fill(person, page.answers).await?;
        if let Some((add, answers)) = page.rows {
            person.presses(add).await?;
            fill(person, answers).await?;
            person.presses("この内容で設定する").await?;
            person.is_on(page.heading).await?;
        }
        if page.path == "diagram" {
            attach_a_diagram(person).await?;
        }
        let is_last = place + 1 == walk.len();
        person.presses(if is_last { "申込内容確認へ進む" } else { "次へ進む" }).await?;
    }
    person.is_on("申込内容 確認").await
}

/// Writes the smallest valid PDF under a Japanese name.
pub(crate) async fn attach_a_diagram(person: &Person<'_>) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("システム構成図.pdf");
    let objects = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n";
    let table = 9 + objects.len();
    let second = 9 + objects.find("2 0 obj").unwrap_or_default();
    let mut file = std::fs::File::create(&path)?;
    write!(file, "%PDF-1.4\n{objects}xref\n0 3\n0000000000 65535 f \n{:010} 00000 n \n{second:010} 00000 n \n", 9)?;
    write!(file, "trailer<</Size 3/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n")?;
    person.attaches("システム構成図", &path).await
}
