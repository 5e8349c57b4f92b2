//! From the terms to the receipt number.

use anyhow::{Result, ensure};
use nss_tests::Person;

use crate::sample::{FRIDAY, begin, fill_the_form, stage};

#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_registers_fills_the_form_and_holds_a_number() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    let credentials = begin(&person).await?;
    ensure!(
        person.value("企業名").await? == "ナックスシステム株式会社",
        "the registration's answers stand in the form"
    );
    fill_the_form(&person).await?;
    person.presses("申込内容確認へ進む").await?;
    person.is_on("申込内容 確認").await?;
    person.sees("堀川町９９９番地　ナックスタワー１階").await?;
    person.takes_picture("confirm").await?;
    person.presses("申込内容を登録する").await?;
    person.sees("利用申込の受付が完了しました。").await?;
    person.sees("2600001A").await?;
    person.takes_picture("done").await?;

    let mails = person.mails().await?;
    ensure!(mails.len() == 2, "two mails, not {}", mails.len());
    ensure!(mails[0].contains("2600001A") && mails[0].contains("konsai.ichiro@naccs.co.jp"), "{}", mails[0]);
    ensure!(mails[0].contains("【NSS】利用申込受付完了のお知らせ"), "{}", mails[0]);
    ensure!(mails[1].contains("【NSS】仮アカウント登録完了のお知らせ"), "{}", mails[1]);

    person.logs_in(&credentials).await?;
    person.sees("2600001A").await?;
    person.sees("審査中").await?;
    person.sees("堀川町９９９番地　ナックスタワー１階").await?;
    ensure!(!service.log().contains("混載"), "the log holds no personal data");
    person.leaves().await
}
