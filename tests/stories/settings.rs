//! システム設定申込: begun from the menu after the approval, filled, registered with the letter S, returned, corrected, approved
//! (N-280 … N-287).

use anyhow::{Result, ensure};
use nss_tests::document::{Folder, pdf};
use nss_tests::person::TELEPHONE;
use nss_tests::{Browsers, Person, Service};

use crate::accessibility::is_accessible;
use crate::notice;
use crate::sample::{MANUAL, WALKS, applied, stage};

const NUMBER: &str = "1800001S";
const REASON: &str = "お名前は登記のとおりですか。";

#[tokio::test(flavor = "multi_thread")]
async fn system_settings_are_applied_for_returned_corrected_and_approved() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let (applicant, credentials) = applied(&service, &browsers, WALKS[2]).await?;
    let reviewer = notice::approves(&service, &browsers).await?;

    applicant.opens("/menu").await?;
    applicant.presses("システム設定を申し込む").await?;
    applicant.is_on("システム設定申込").await?;
    applicant.sees("2018年10月31日（水）").await?;
    applicant.sees_value("企業名", "ナックスシステム株式会社").await?;
    is_accessible(&applicant, "settings").await?;
    fills(&applicant).await?;
    registers(&applicant, NUMBER).await?;
    returns(&reviewer).await?;
    corrects(&service, &browsers, &credentials).await?;
    approves(&reviewer, NUMBER).await?;
    reviewer.sees("H.HOZEI").await?;
    reviewer.leaves().await?;
    applicant.opens("/menu").await?;
    applicant.sees("システム設定申込の審査を終了しました。").await?;
    applicant.sees("【1800001A】利用開始待ち").await?;
    applicant.leaves().await
}

/// Says what is missing; the postcode proposes the English address; a document is downloaded and one attached.
pub(crate) async fn fills(person: &Person<'_>) -> Result<()> {
    person.presses("申込内容確認へ進む").await?;
    person.sees("確認が必要な項目").await?;
    is_accessible(person, "settings-wrong").await?;
    person.types("企業名（英）", "naccs system co.,ltd.").await?;
    person.sees_value("企業名（英）", "NACCS SYSTEM CO.,LTD.").await?;
    person.ticks("全事業所の変更の確認", &["同一企業の全事業所情報を変更します。"]).await?;
    person.types("事業所名（英）", "HONSHA").await?;
    person.presses("反映").await?;
    person.sees_value("所在地（英）1行目", "KANAGAWA KEN").await?;
    person.sees_value("所在地（英）2行目", "KAWASAKI SHI SAIWAI KU").await?;
    person.sees("要確認").await?;
    person.types("所在地（英）3行目", "HORIKAWA CHO 999").await?;
    person.types("責任者（英）", "I.KONSAI").await?;
    let fetch = "const done = arguments[0];
        fetch(document.querySelector('aside a[download]').href)
            .then(async reply => done(`${reply.status} ${(await reply.text()).slice(0, 2)}`), error => done(String(error)))";
    let document: String = person.driver.execute_async(fetch, vec![]).await?.convert()?;
    ensure!(document == "200 PK", "{document}");
    let folder = Folder::new()?;
    let file = folder.file("システム設定書類.pdf", &pdf(1000))?;
    person.attaches("システム設定書類", &file).await?;
    is_accessible(person, "settings-filled").await
}

/// The confirm page, then the number in the menu.
pub(crate) async fn registers(person: &Person<'_>, number: &str) -> Result<()> {
    person.presses("申込内容確認へ進む").await?;
    person.is_on("システム設定申込 確認").await?;
    person.sees("I.KONSAI").await?;
    is_accessible(person, "settings-confirm").await?;
    person.presses("申込内容を登録する").await?;
    person.is_on("システム設定申込 完了").await?;
    person.sees(number).await?;
    is_accessible(person, "settings-done").await?;
    person.presses("メニューへ").await?;
    person.sees(&format!("【{number}】受付")).await?;
    is_accessible(person, "menu-settings").await
}

/// A reviewer approves it.
pub(crate) async fn approves(reviewer: &Person<'_>, number: &str) -> Result<()> {
    reviewer.presses("審査一覧").await?;
    reviewer.presses(number).await?;
    reviewer.sees("KAWASAKI SHI SAIWAI KU").await?;
    reviewer.presses("内容確認を始める").await?;
    reviewer.sees("確認事項を返す").await?;
    is_accessible(reviewer, "staff-settings").await?;
    reviewer.presses("承認する").await?;
    reviewer.sees("審査終了").await
}

/// The reviewer returns it with a reason.
async fn returns(reviewer: &Person<'_>) -> Result<()> {
    reviewer.presses("審査一覧").await?;
    reviewer.presses("1800001S").await?;
    reviewer.presses("内容確認を始める").await?;
    reviewer.presses("指摘する：責任者（英）").await?;
    reviewer.strikes(REASON).await?;
    reviewer.presses("確認事項を返す").await?;
    reviewer.sees("確認事項あり").await
}

/// On a telephone: the registered application, its return, the correction.
async fn corrects(service: &Service, browsers: &Browsers, credentials: &(String, String)) -> Result<()> {
    let person = Person::looks_at(service, browsers, TELEPHONE).await?;
    person.logs_in(credentials).await?;
    person.sees("【1800001S】確認事項あり").await?;
    is_accessible(&person, "menu-settings-returned-narrow").await?;
    person.presses("確認事項を見て修正する").await?;
    person.sees("HORIKAWA CHO 999").await?;
    person.sees(REASON).await?;
    is_accessible(&person, "application-settings-narrow").await?;
    person.presses("申込内容を修正する").await?;
    person.is_on("システム設定申込").await?;
    person.sees(&format!("確認事項：{REASON}")).await?;
    is_accessible(&person, "settings-returned-narrow").await?;
    person.types("責任者（英）", "H.HOZEI").await?;
    person.presses("申込内容確認へ進む").await?;
    person.sees("H.HOZEI").await?;
    is_accessible(&person, "settings-confirm-narrow").await?;
    person.presses("修正して送る").await?;
    person.is_on("修正内容の送信 完了").await?;
    person.sees("1800001S").await?;
    is_accessible(&person, "settings-resent-narrow").await?;
    person.presses("メニューへ").await?;
    person.sees("【1800001S】受付").await?;
    person.leaves().await
}
