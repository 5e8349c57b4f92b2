//! A returned application: the reviewer pins three reasons, the applicant finds out, corrects what they ask for, and sends it
//! again; the reviewer sees exactly those changes.

use anyhow::{Result, ensure};
use nss_tests::Person;
use nss_tests::person::Hands;

use crate::accessibility::is_accessible;

/// The buttons that pin the reasons, the names of their places, the reviewer's sentences.
const REASONS: [[&str; 3]; 3] = [
    ["指摘する：事業所名", "事業所：事業所名", "登記のとおりにご記入ください。"],
    ["指摘する：識別番号数", "利用者コード1 ID1：識別番号数", "2つ必要ではありませんか。"],
    ["申込全体への確認事項を書く", "申込全体", "備考に窓口の受付時間をご記入ください。"],
];
/// The applicant's changes: places, before, after.
const CHANGES: [[&str; 3]; 3] = [
    ["事業所：事業所名", "本社", "本社営業部"],
    ["利用者コード1 ID1：識別番号数", "1", "2"],
    ["利用申込の備考：備考", "よろしくお願いします。", "平日9時から17時"],
];

/// Returns the application with [`REASONS`]: at an answer of a nested row, at one without a row, about the whole.
pub(super) async fn returns(reviewer: &Person<'_>) -> Result<()> {
    // The applicant's page has them in the order of the form, whatever theirs is.
    for [pin, place, words] in [REASONS[1], REASONS[0], REASONS[2]] {
        reviewer.presses(pin).await?;
        let focused = format!("return document.activeElement.labels?.[0]?.innerText === '{place}' ? 1 : 0");
        reviewer.counts(&format!("boxes for 「{place}」 with the focus"), &focused, 1).await?;
        reviewer.strikes(words).await?;
    }
    reviewer.presses("確認事項を返す").await?;
    reviewer.sees("確認事項あり").await
}

/// The menu says what to do and until when; the application lists the reasons as links.
pub(super) async fn finds_out(person: &Person<'_>, credentials: &(String, String)) -> Result<()> {
    person.logs_in(credentials).await?;
    person.sees("【1800001A】確認事項あり").await?;
    person.sees("申込内容の修正、または取下げを行ってください。").await?;
    person.sees("期限の定めはありません").await?;
    is_accessible(person, "menu-returned").await?;
    person.presses("確認事項を見て修正する").await?;
    person.is_on("申込内容 参照").await?;
    person.sees("確認事項（3件）").await?;
    for [_, place, words] in REASONS {
        person.sees(&format!("{place}：{words}")).await?;
    }
    is_accessible(person, "application-returned").await
}

/// Opens at the first pinned field, goes on by the links of the reasons, and corrects each; by keyboard alone.
pub(super) async fn corrects(person: &mut Person<'_>) -> Result<()> {
    person.hands = Hands::Keyboard;
    person.presses("申込内容を修正する").await?;
    person.is_on("事業所").await?;
    let focused = "return document.activeElement.id === 'office.name' ? 1 : 0";
    person.counts("controls of the first reason with the focus", focused, 1).await?;
    person.sees(&format!("確認事項：{}", REASONS[0][2])).await?;
    is_accessible(person, "office-returned").await?;
    person.types("事業所名", "本社営業部").await?;
    person.presses("入力の状況を見る").await?;
    person.sees("確認事項が3件あります").await?;
    person.presses("利用者コード1 ID1：識別番号数").await?;
    person.sees(&format!("確認事項：{}", REASONS[1][2])).await?;
    person.types("識別番号数", "2").await?;
    person.presses("この内容で設定する").await?;
    person.hands = Hands::Mouse;
    person.opens("/apply/remarks").await?;
    person.types("備考", "平日9時から17時").await
}

/// The confirm page shows what was corrected; the receipt has the same number.
pub(super) async fn sends(person: &Person<'_>) -> Result<()> {
    person.presses("申込内容確認へ進む").await?;
    person.is_on("修正内容の確認").await?;
    for [_, _, after] in [CHANGES[0], CHANGES[2]] {
        person.sees(after).await?;
    }
    is_accessible(person, "confirm-returned").await?;
    person.presses("修正して送る").await?;
    person.sees("修正した内容を受け付けました。").await?;
    person.sees("1800001A").await?;
    is_accessible(person, "done-resent").await?;
    person.presses("メニューへ").await?;
    person.sees("【1800001A】受付").await?;
    person.no_longer_sees("修正する").await
}

/// The table of the changes has these three and no other.
pub(super) async fn sees_the_changes(reviewer: &Person<'_>) -> Result<()> {
    reviewer.sees("修正された項目").await?;
    let rows = "return [...document.querySelectorAll('[aria-label=\"修正された項目\"] tbody tr')]
        .map(row => [...row.cells].map(cell => cell.innerText))";
    let changes: Vec<[String; 3]> = reviewer.driver.execute(rows, vec![]).await?.convert()?;
    ensure!(changes == CHANGES.map(|change| change.map(str::to_owned)), "the reviewer sees {changes:?}");
    is_accessible(reviewer, "staff-resent").await
}
