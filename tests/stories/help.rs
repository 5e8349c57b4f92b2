//! Help before and beside typing: the earliest day, the example, one press for 「ありません」, the way back from the confirm page.

use anyhow::{Result, ensure};
use nss_tests::Person;

use crate::sample::{MANUAL, begin, stage};

#[tokio::test(flavor = "multi_thread")]
async fn the_earliest_day_is_said_before_typing_and_a_day_in_any_writing_is_echoed() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/start").await?;
    person.sees("今日申し込む場合の最短は2019年1月29日（火）平成31年です。").await?;
    person.types("利用開始希望日", "Ｈ３１．４．１８").await?;
    person.sees_value("利用開始希望日", "2019/04/18").await?;
    person.sees("2019年4月18日（木）平成31年").await?;
    person.types("利用開始希望日", "20190101").await?;
    person.sees("（2019年1月1日（火）平成31年）は営業日ではありません。次の営業日は2019年1月4日です。").await?;
    person.sees("予めご了承ください。").await?;
    person.takes_picture("start-warned").await?;
    person.presses("次へ進む").await?;
    person.is_on("事業所").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_example_is_put_in_only_where_nothing_stands_and_no_fax_is_one_press() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.driver.execute("document.querySelector('main summary').click()", vec![]).await?;
    person.presses("この例を入れる").await?;
    person.sees_value("申込理由", "通関業許可XX月XX日予定").await?;
    person.no_longer_sees("この例を入れる").await?;

    person.opens("/apply/administrator").await?;
    person.presses("FAXはありません").await?;
    person.sees_value("緊急連絡用FAX番号", "0000000000").await?;
    person.presses("緊急連絡用FAX番号を追加する").await?;
    person.presses("緊急連絡用FAX番号を追加する").await?;
    person.presses("緊急連絡用FAX番号を追加する").await?;
    let rows = "return document.querySelectorAll('fieldset.app-row').length";
    person.counts("never more than three", rows, 3).await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_confirm_page_one_changes_an_answer_and_comes_back_to_it() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.types("役職名", "課長").await?;
    person.types("申込理由", "通関業許可XX月XX日予定").await?;
    person.opens("/apply/confirm").await?;
    person.presses("変更：役職名").await?;
    person.is_on("申込担当者・申込理由").await?;
    ensure!(person.driver.active_element().await? == person.field("役職名").await?, "the answer has the focus");
    person.keys("役職名", "部長").await?;
    person.presses("申込内容確認へ進む").await?;
    person.is_on("申込内容 確認").await?;
    person.sees("部長").await?;
    let here = person.driver.active_element().await?.attr("id").await?;
    ensure!(here.as_deref() == Some("applicant.title"), "the focus is on {here:?}");
    person.leaves().await
}
