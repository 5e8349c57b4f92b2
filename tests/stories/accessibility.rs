//! axe on every page in every state, and the whole way by keyboard.

use anyhow::{Result, ensure};
use nss_tests::person::{DESK, Hands, TELEPHONE};
use nss_tests::{Person, axe};

use crate::sample::{self, FRIDAY, fill, stage};

/// axe, nothing beyond the edge, and a picture for whoever looks.
async fn is_accessible(person: &Person<'_>, state: &str) -> Result<()> {
    let script = "return [document.documentElement.scrollWidth, innerWidth]";
    let [page, window]: [u32; 2] = person.driver.execute(script, vec![]).await?.convert()?;
    ensure!(page <= window, "{state} is {page} px wide in a window of {window}");
    person.takes_picture(state).await?;
    axe::finds_nothing(&person.driver, state).await
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_on_any_page_empty_wrong_or_filled() -> Result<()> {
    every_page_is_accessible(DESK).await
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_narrow_screen_nothing_scrolls_sideways_and_axe_finds_nothing_either() -> Result<()> {
    every_page_is_accessible(TELEPHONE).await
}

async fn every_page_is_accessible(width: u32) -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::looks_at(&service, &browsers, width).await?;
    for (path, state) in [("/", "entrance"), ("/password", "password"), ("/login", "login"), ("/nowhere", "nowhere")] {
        person.opens(path).await?;
        person.sees("お問い合わせ").await?;
        is_accessible(&person, state).await?;
    }
    person.opens("/terms").await?;
    person.button("システム利用規程に同意する").await?;
    is_accessible(&person, "terms").await?;
    person.presses("システム利用規程に同意する").await?;
    person.is_on("仮アカウント申込").await?;
    is_accessible(&person, "register-empty").await?;
    person.presses("申込内容確認へ進む").await?;
    person.sees("確認が必要な項目").await?;
    is_accessible(&person, "register-wrong").await?;
    fill(&person, sample::REGISTRATION).await?;
    is_accessible(&person, "register-filled").await?;
    person.presses("申込内容確認へ進む").await?;
    person.sees("混載").await?;
    is_accessible(&person, "register-confirm").await?;
    person.presses("申込内容を登録する").await?;
    person.sees("送信しました。").await?;
    is_accessible(&person, "register-done").await?;
    let credentials = person.reads_credentials().await?;
    person.logs_in(&credentials).await?;
    person.button("申込担当者の入力へ進む").await?;
    is_accessible(&person, "guidance").await?;
    person.opens("/apply/tasks").await?;
    person.sees("未着手").await?;
    is_accessible(&person, "tasks").await?;
    for (path, state) in
        [("applicant", "applicant"), ("office", "office"), ("user-codes", "user-codes"), ("lines", "lines")]
    {
        person.opens(&format!("/apply/{path}")).await?;
        let next = if path == "lines" { "申込内容確認へ進む" } else { "次へ進む" };
        person.button(next).await?;
        is_accessible(&person, &format!("{state}-empty")).await?;
        person.presses(next).await?;
        person.sees("確認が必要な項目").await?;
        is_accessible(&person, &format!("{state}-wrong")).await?;
    }
    person.opens("/apply/confirm").await?;
    person.sees("確認が必要").await?;
    is_accessible(&person, "confirm-wrong").await?;
    person.opens("/apply/applicant").await?;
    person.is_on("申込担当者・申込理由").await?;
    sample::fill_the_form(&person).await?;
    is_accessible(&person, "lines-filled").await?;
    person.presses("変更").await?;
    person.field("冗長化").await?;
    is_accessible(&person, "line-filled").await?;
    for (path, state) in
        [("applicant", "applicant"), ("office", "office"), ("user-codes", "user-codes"), ("confirm", "confirm")]
    {
        person.opens(&format!("/apply/{path}")).await?;
        person.sees("お問い合わせ").await?;
        is_accessible(&person, &format!("{state}-filled")).await?;
    }
    person.presses("申込内容を登録する").await?;
    person.sees("利用申込の受付が完了しました。").await?;
    is_accessible(&person, "done").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_way_goes_by_keyboard_alone() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let mut person = Person::sits_down(&service, &browsers).await?;
    person.hands = Hands::Keyboard;
    sample::begin(&person).await?;
    sample::fill_the_form(&person).await?;
    person.presses("申込内容確認へ進む").await?;
    person.is_on("申込内容 確認").await?;
    person.presses("申込内容を登録する").await?;
    person.sees("2600001A").await?;
    person.leaves().await
}
