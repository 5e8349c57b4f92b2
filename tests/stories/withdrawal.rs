//! 取下げ by the applicant.

use anyhow::Result;
use nss_tests::Person;

use crate::sample::{MANUAL, begin, fill_the_form, stage};

/// Opens the panel.
const OPEN: &str = "document.querySelector('main summary').click()";
const QUESTION: &str = "この申込を取り下げますか。";

#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_withdraws_with_a_reason_and_still_reads_what_became_of_it() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    let credentials = begin(&person).await?;
    fill_the_form(&person).await?;
    person.presses("申込内容を登録する").await?;
    person.presses("申込内容を見る").await?;
    person.sees("1800001A").await?;
    person.takes_picture("application").await?;
    person.driver.execute(OPEN, vec![]).await?;
    person.types("取下げの理由", &"あ".repeat(501)).await?;
    person.presses("申込を取り下げる").await?;
    person.is_asked(QUESTION, false).await?;
    person.sees("申込の履歴").await?;
    person.presses("申込を取り下げる").await?;
    person.is_asked(QUESTION, true).await?;
    person.sees("理由は500文字以内で入力してください。現在501文字です。").await?;
    person.types("取下げの理由", "計画の変更のため").await?;
    person.presses("申込を取り下げる").await?;
    person.is_asked(QUESTION, true).await?;
    person.sees("申込を取り下げました（申込受付番号 1800001A）。").await?;
    person.keeps_copies(0).await?;
    person.sees("この申込は取り下げられました。").await?;
    person.presses("ログアウト").await?;
    person.is_on("ログイン").await?;
    person.logs_in(&credentials).await?;
    person.sees("このログインIDでは、2019年1月27日（日）").await?;
    person.takes_picture("menu-withdrawn").await?;
    person.presses("申込内容を見る").await?;
    person.sees("計画の変更のため").await?;
    person.no_longer_sees("申込の取下げ").await?;
    person.opens("/apply/office").await?;
    person.is_on("申込内容 参照").await?;
    person.leaves().await
}
