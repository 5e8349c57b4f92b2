//! The provisional account and its 48 hours.

use anyhow::{Result, ensure};
use nss_tests::Person;

use crate::sample::{FRIDAY, begin, register, stage};

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_account_is_alive_after_47_hours_and_dead_after_49() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    let credentials = begin(&person).await?;
    person.types("申込理由", "48時間の間に登録します").await?;
    person.sees("保存しました").await?;

    service.set_clock("2026-11-22T09:15:00+09:00")?;
    person.logs_in(&credentials).await?;
    person.presses("申込担当者の入力へ進む").await?;
    person.sees_value("申込理由", "48時間の間に登録します").await?;

    service.set_clock("2026-11-22T11:15:00+09:00")?;
    person.logs_in(&credentials).await?;
    person.sees("ログインIDとパスワードを確認して、もう一度入力してください。").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_on_a_friday_is_told_that_monday_is_too_late() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    register(&person).await?;
    person.sees("11月22日（日）10:15").await?;
    person.sees("月曜日").await?;
    let mail = person.newest_mail().await?;
    ensure!(mail.contains("11月22日（日）10:15") && mail.contains("月曜日"), "{mail}");
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn back_after_logging_out_shows_nothing_of_what_was_typed() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/office").await?;
    person.types("事業所名", "秘密の名前").await?;
    person.sees("保存しました").await?;
    person.opens("/apply/tasks").await?;
    person.presses("ログアウト").await?;
    person.is_on("ログイン").await?;
    for _ in 0..2 {
        person.driver.back().await?;
        person.is_on("ログイン").await?;
        ensure!(!person.page().await?.contains("混載"), "nobody's name stands in the header");
    }
    person.leaves().await
}
