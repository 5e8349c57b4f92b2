//! A field shows no error while the person types, shows it on leaving, and hides it as soon as it is repaired.

use anyhow::{Result, ensure};
use nss_tests::Person;

use crate::sample::{FRIDAY, begin, stage};

pub(crate) async fn errors(person: &Person<'_>) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('.app-field__error')].filter(error => error.textContent.trim() && error.offsetParent).map(error => error.textContent)";
    Ok(person.driver.execute(script, vec![]).await?.convert()?)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_shows_on_leaving_and_goes_with_the_key_that_mends_it() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    person.opens("/terms").await?;
    person.presses("システム利用規程に同意する").await?;
    person.is_on("仮アカウント申込").await?;
    person.keys("電話番号", "01234").await?;
    ensure!(errors(&person).await?.is_empty(), "nothing is red while typing");
    person.tabs().await?;
    person.sees("電話番号").await?;
    let shown = errors(&person).await?;
    ensure!(shown.len() == 1, "one error on leaving: {shown:?}");
    person.keys("電話番号", "012345678").await?;
    person.strikes("9").await?;
    ensure!(errors(&person).await?.is_empty(), "the tenth digit takes it away");
    person.types("企業名フリガナ", "なっくす").await?;
    person.sees_value("企業名フリガナ", "ナックス").await?;
    person.sees("元に戻す").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn tabbing_through_an_empty_page_accuses_nobody_and_next_names_every_gap() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/office").await?;
    person.is_on("事業所").await?;
    for _ in 0..30 {
        person.tabs().await?;
    }
    ensure!(errors(&person).await?.is_empty(), "{:?}", errors(&person).await?);
    person.presses("次へ進む").await?;
    person.sees("入力内容に確認が必要な項目があります").await?;
    let title: String = person.driver.title().await?;
    ensure!(title.starts_with("エラー："), "{title}");
    let active = person.driver.active_element().await?.attr("class").await?.unwrap_or_default();
    ensure!(active.contains("app-error-summary"), "the focus is on {active}");
    person.takes_picture("office-errors").await?;
    person.presses("事業所名を入力してください。").await?;
    ensure!(person.driver.active_element().await? == person.field("事業所名").await?, "the link leads to the field");
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn typed_text_survives_a_reload_and_a_killed_server_and_shows_on_another_device() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let credentials = {
        let person = Person::sits_down(&service, &browsers).await?;
        let credentials = begin(&person).await?;
        person.keys("申込理由", "通関業許可を受ける予定").await?;
        person.reloads().await?;
        person.sees_value("申込理由", "通関業許可を受ける予定").await?;
        person.sees("保存しました").await?;
        person.leaves().await?;
        credentials
    };
    service.kill_and_restart().await?;
    let elsewhere = Person::sits_down(&service, &browsers).await?;
    elsewhere.logs_in(&credentials).await?;
    elsewhere.presses("申込担当者の入力へ進む").await?;
    elsewhere.sees_value("申込理由", "通関業許可を受ける予定").await?;
    elsewhere.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_changed_back_after_a_hasty_reload_stays_changed_back() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/lines").await?;
    person.chooses("申し込む内容", "新しい回線を申し込む").await?;
    person.opens("/apply/lines").await?;
    person.sees_chosen("申し込む内容", "新しい回線を申し込む").await?;
    person.chooses("申し込む内容", "ゲートウェイ配下端末のみ").await?;
    person.reloads().await?;
    person.sees_chosen("申し込む内容", "ゲートウェイ配下端末のみ").await?;
    person.keeps_copies(0).await?;
    person.chooses("申し込む内容", "新しい回線を申し込む").await?;
    person.keeps_copies(0).await?;
    person.reloads().await?;
    person.sees_chosen("申し込む内容", "新しい回線を申し込む").await?;
    person.leaves().await
}
