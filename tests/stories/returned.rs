//! A returned application: the applicant finds out, corrects what three reasons ask for, and sends it again; the reviewer sees
//! exactly those changes.

mod reviewer;

use anyhow::{Context as _, Result, ensure};
use nss_tests::Person;
use nss_tests::person::Hands;
use serde_json::json;

use crate::accessibility::is_accessible;
use crate::sample::{MANUAL, WALKS, begin, fill_the_pages, stage};
use reviewer::Reviewer;

/// The names of the places of the reasons, and the reviewer's sentences.
const REASONS: [(&str, &str); 3] = [
    ("事業所：事業所名", "登記のとおりにご記入ください。"),
    ("利用者コード1 ID1：識別番号数", "2つ必要ではありませんか。"),
    ("申込全体", "備考に窓口の受付時間をご記入ください。"),
];
/// The applicant's changes: places, before, after.
const CHANGES: [[&str; 3]; 3] = [
    ["事業所：事業所名", "本社", "本社営業部"],
    ["利用者コード1 ID1：識別番号数", "1", "2"],
    ["利用申込の備考：備考", "よろしくお願いします。", "平日9時から17時"],
];

#[tokio::test(flavor = "multi_thread")]
async fn a_returned_application_is_corrected_and_the_reviewer_sees_exactly_that() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let mut applicant = Person::sits_down(&service, &browsers).await?;
    let credentials = begin(&applicant).await?;
    fill_the_pages(&applicant, WALKS[0]).await?;
    applicant.presses("申込内容を登録する").await?;
    applicant.sees("1800001A").await?;
    let reviewer = Reviewer::begins(&service, &browsers).await?;
    returns(&reviewer).await?;
    finds_out(&applicant, &credentials).await?;
    corrects(&mut applicant).await?;
    sends(&applicant).await?;
    applicant.leaves().await?;
    let changes = reviewer.opens("1800001A").await?["changes"].clone();
    let changes: Vec<_> = changes
        .as_array()
        .context("changes")?
        .iter()
        .map(|change| ["name", "before", "after"].map(|key| change[key].as_str().unwrap_or_default().to_owned()))
        .collect();
    ensure!(changes == CHANGES.map(|change| change.map(str::to_owned)), "the reviewer sees {changes:?}");
    reviewer.leaves().await
}

/// Returns the application with [`REASONS`]: at an answer, at one of a nested row, about the whole.
async fn returns(reviewer: &Reviewer<'_>) -> Result<()> {
    let received = reviewer.opens("1800001A").await?;
    let taken = reviewer.moves(&received, "take", &json!([])).await?;
    let answers = taken["document"]["answers"].as_object().context("answers")?;
    let nested =
        answers.keys().find(|path| path.starts_with("user_codes.") && path.split('.').next_back() == Some("count"));
    let paths = ["office.name", nested.context("a nested row")?.as_str(), ""];
    // The page has them in the order of the form, whatever theirs is.
    let reasons = [1, 0, 2].map(|place| json!({ "path": paths[place], "text": REASONS[place].1 }));
    reviewer.moves(&taken, "return", &json!(reasons)).await?;
    Ok(())
}

/// The menu says what to do and until when; the application lists the reasons as links.
async fn finds_out(person: &Person<'_>, credentials: &(String, String)) -> Result<()> {
    person.logs_in(credentials).await?;
    person.sees("【1800001A】確認事項あり").await?;
    person.sees("申込内容の修正、または取下げを行ってください。").await?;
    person.sees("期限の定めはありません").await?;
    is_accessible(person, "menu-returned").await?;
    person.presses("確認事項を見て修正する").await?;
    person.is_on("申込内容 参照").await?;
    person.sees("確認事項（3件）").await?;
    for (place, words) in REASONS {
        person.sees(&format!("{place}：{words}")).await?;
    }
    is_accessible(person, "application-returned").await
}

/// Opens at the first pinned field, goes on by the links of the reasons, and corrects each; by keyboard alone.
async fn corrects(person: &mut Person<'_>) -> Result<()> {
    person.hands = Hands::Keyboard;
    person.presses("申込内容を修正する").await?;
    person.is_on("事業所").await?;
    let focused = "return document.activeElement.id === 'office.name' ? 1 : 0";
    person.counts("controls of the first reason with the focus", focused, 1).await?;
    person.sees(&format!("確認事項：{}", REASONS[0].1)).await?;
    is_accessible(person, "office-returned").await?;
    person.types("事業所名", "本社営業部").await?;
    person.presses("入力の状況を見る").await?;
    person.sees("確認事項が3件あります").await?;
    person.presses("利用者コード1 ID1：識別番号数").await?;
    person.sees(&format!("確認事項：{}", REASONS[1].1)).await?;
    person.types("識別番号数", "2").await?;
    person.presses("この内容で設定する").await?;
    person.hands = Hands::Mouse;
    person.opens("/apply/remarks").await?;
    person.types("備考", "平日9時から17時").await
}

/// The confirm page shows what was corrected; the receipt has the same number.
async fn sends(person: &Person<'_>) -> Result<()> {
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
