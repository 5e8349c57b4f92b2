//! 契約内容確認: what is in force on a chosen day (C-011).

use anyhow::Result;
use nss_tests::Person;
use nss_tests::person::TELEPHONE;

use crate::accessibility::is_accessible;
use crate::approved::Approved;
use crate::sample::{MANUAL, stage};

const SHOWN: &str = "2019年5月7日（火）の契約内容です（申込受付番号 1800001A、2019年5月7日（火）から適用）。";

#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_chooses_a_day_and_sees_the_contract_of_that_day() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let Approved { applicant, credentials, administrator, .. } = Approved::office(&service, &browsers).await?;
    administrator.leaves().await?;
    chooses_days(&applicant).await?;
    applicant.leaves().await?;

    let person = Person::looks_at(&service, &browsers, TELEPHONE).await?;
    person.logs_in(&credentials).await?;
    person.is_on("申込実施").await?;
    person.opens("/menu/contract?on=2019-05-08").await?;
    person.sees("2019年5月8日（水）の契約内容です").await?;
    is_accessible(&person, "menu-contract-narrow").await?;
    person.leaves().await
}

/// Today, before the start; the start; a day that does not exist; back by the history.
async fn chooses_days(person: &Person<'_>) -> Result<()> {
    person.presses("メニューへ").await?;
    person.presses("契約内容確認").await?;
    person.sees("2018年10月29日（月）に適用される契約はありません。").await?;
    person.sees_value("確認する日", "2018/10/29").await?;
    is_accessible(person, "menu-contract-none").await?;
    person.types("確認する日", "平成31年5月7日").await?;
    person.presses("表示する").await?;
    person.sees("確認する日を西暦で入力してください").await?;
    is_accessible(person, "menu-contract-wrong").await?;
    person.types("確認する日", "20190507").await?;
    person.presses("表示する").await?;
    person.sees(SHOWN).await?;
    person.sees("NAC001").await?;
    person.sees("堀川町９９９番地　ナックスタワー１階").await?;
    person.sees_value("確認する日", "2019/05/07").await?;
    is_accessible(person, "menu-contract").await?;
    person.types("確認する日", "2019/5/6").await?;
    person.presses("表示する").await?;
    person.sees("2019年5月6日（月）に適用される契約はありません。").await?;
    person.no_longer_sees("NAC001").await?;
    person.presses("2019年5月7日（火）からの契約内容").await?;
    person.sees(SHOWN).await?;
    person.reloads().await?;
    person.sees(SHOWN).await?;
    person.presses("【1800001A】の申込内容").await?;
    person.is_on("申込内容 参照").await
}
