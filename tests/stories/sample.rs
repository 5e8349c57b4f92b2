//! The manual's own sample values, by the labels of the pages (domain §1-A).

use anyhow::Result;
use nss_tests::{Browsers, Person, Service};

/// How an answer is given.
#[derive(Clone, Copy)]
pub(crate) enum Answer {
    /// Typed.
    Text(&'static str),
    /// Typed, and waited for until the municipality that it fills is there.
    Postcode(&'static str, &'static str),
    /// Chosen.
    Choice(&'static str),
    /// Ticked, one of several.
    Tick(&'static str),
}

use Answer::{Choice, Postcode, Text, Tick};

/// N-031 … N-037.
pub(crate) const REGISTRATION: &[(&str, Answer)] = &[
    ("企業名", Text("ナックスシステム株式会社")),
    ("企業名フリガナ", Text("ナックスシステムカブシキカイシャ")),
    ("氏名（姓）", Text("混載")),
    ("氏名（名）", Text("一郎")),
    ("氏名フリガナ（姓）", Text("コンサイ")),
    ("氏名フリガナ（名）", Text("イチロウ")),
    ("電話番号", Text("0123456789")),
    ("FAX番号", Text("0123987650")),
    ("E-mailアドレス", Text("konsai.ichiro@naccs.co.jp")),
    ("E-mailアドレス（確認用）", Text("konsai.ichiro@naccs.co.jp")),
];

/// N-060 … N-062; what was typed at registration stands there already.
pub(crate) const APPLICANT: &[(&str, Answer)] =
    &[("所属部課名", Text("通関課")), ("役職名", Text("課長")), ("申込理由", Text("通関業許可XX月XX日予定"))];

/// N-072, N-080 … N-090. The postcode is a real one, so that it fills its address.
pub(crate) const OFFICE: &[(&str, Answer)] = &[
    ("申込の種類", Choice("新規申込")),
    ("事業所名", Text("本社")),
    ("事業所名フリガナ", Text("ホンシャ")),
    ("郵便番号", Postcode("2120013", "川崎市幸区")),
    ("番地・建物", Text("堀川町999番地 ナックスタワー1階")),
    ("住所フリガナ", Text("カナガワケンカワサキシサイワイクホリカワチョウ999バンチ ナックスタワー１カイ")),
    ("電話番号", Text("0312345678")),
    ("FAX番号", Text("0398765432")),
    ("管轄税関", Choice("横浜")),
];

/// N-130a … N-130e.
pub(crate) const USER_CODE: &[(&str, Answer)] = &[
    ("システム区分", Choice("海上")),
    ("シングルサインオン", Choice("否")),
    ("業種", Tick("通関業")),
    ("処理方式", Choice("インタラクティブ")),
    ("識別番号数", Text("1")),
];

/// N-140 … N-171.
pub(crate) const LINE: &[(&str, Answer)] = &[
    ("システム区分", Choice("海上")),
    ("回線工事の希望日", Text("20270401")),
    ("接続方式", Choice("一般接続（インタラクティブ）")),
    ("回線種別", Choice("専用線接続")),
    ("速度", Choice("1 Mbps")),
    ("配線", Choice("センター手配（配線レンタル）")),
    ("保守時間帯", Choice("24時間365日")),
    ("予備機設置", Choice("要")),
    ("回線設置場所", Choice("事業所に同じ")),
    ("論理端末数", Text("1")),
];

/// A Friday morning in Japan.
pub(crate) const FRIDAY: &str = "2026-11-20T10:15:00+09:00";

/// Gives these answers on the page at hand.
pub(crate) async fn fill(person: &Person<'_>, answers: &[(&str, Answer)]) -> Result<()> {
    for (label, answer) in answers {
        match answer {
            Text(text) => person.types(label, text).await?,
            Postcode(code, city) => {
                person.types(label, code).await?;
                person.sees_value("市区町村", city).await?;
            }
            Choice(choice) => person.chooses(label, choice).await?,
            Tick(choice) => person.ticks(label, &[choice]).await?,
        }
    }
    Ok(())
}

/// From the entrance to the mail with ID and password.
pub(crate) async fn register(person: &Person<'_>) -> Result<(String, String)> {
    person.opens("/").await?;
    person.presses("利用申込をはじめる").await?;
    person.is_on("システム利用規程").await?;
    person.presses("システム利用規程に同意する").await?;
    person.is_on("仮アカウント申込").await?;
    fill(person, REGISTRATION).await?;
    person.presses("申込内容確認へ進む").await?;
    person.sees("混載").await?;
    person.presses("申込内容を登録する").await?;
    person.sees("利用申込用の仮ログインID・パスワードを送信しました。").await?;
    person.reads_credentials().await
}

/// Registers and logs in, up to the first page of the form.
pub(crate) async fn begin(person: &Person<'_>) -> Result<(String, String)> {
    let credentials = register(person).await?;
    person.logs_in(&credentials).await?;
    person.presses("申込担当者の入力へ進む").await?;
    person.is_on("申込担当者・申込理由").await?;
    Ok(credentials)
}

/// Fills the four pages, each from its own page to the next.
pub(crate) async fn fill_the_form(person: &Person<'_>) -> Result<()> {
    fill(person, APPLICANT).await?;
    person.presses("次へ進む").await?;
    person.is_on("事業所").await?;
    fill(person, OFFICE).await?;
    person.presses("次へ進む").await?;
    person.is_on("利用者コード 入力").await?;
    person.presses("新規に利用者コードを追加する").await?;
    fill(person, USER_CODE).await?;
    person.presses("この内容で設定する").await?;
    person.is_on("利用者コード 入力").await?;
    person.presses("次へ進む").await?;
    person.is_on("回線・論理端末 入力").await?;
    person.chooses("申し込む内容", "新しい回線を申し込む").await?;
    person.presses("新規に回線・論理端末を追加する").await?;
    fill(person, LINE).await?;
    person.presses("この内容で設定する").await?;
    person.is_on("回線・論理端末 入力").await
}

/// A server, a driver, and what a story needs of them.
pub(crate) async fn stage(clock: &str) -> Result<(Service, Browsers)> {
    Ok((Service::start(clock).await?, Browsers::start().await?))
}
