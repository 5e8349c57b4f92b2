//! Runs axe on every page in every state, and walks through the whole form by keyboard.

use anyhow::{Result, ensure};
use nss_tests::person::{DESKTOP, Hands, TELEPHONE};
use nss_tests::{Person, axe};

use crate::sample::{self, MANUAL, WALKS, fill, stage};

/// Checks the page with axe and for horizontal overflow, and takes a screenshot.
pub(crate) async fn is_accessible(person: &Person<'_>, state: &str) -> Result<()> {
    let script = "return [document.documentElement.scrollWidth, innerWidth]";
    let [page, window]: [u32; 2] = person.driver.execute(script, vec![]).await?.convert()?;
    ensure!(page <= window, "{state} is {page} px wide in a window of {window}");
    person.takes_picture(state).await?;
    axe::finds_nothing(&person.driver, state).await
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_on_any_page_empty_wrong_or_filled() -> Result<()> {
    every_page_is_accessible(DESKTOP).await
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_narrow_screen_nothing_scrolls_sideways_and_axe_finds_nothing_either() -> Result<()> {
    every_page_is_accessible(TELEPHONE).await
}

async fn every_page_is_accessible(width: u32) -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
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
    for page in WALKS[0] {
        // Without a new line, the page of works does not apply.
        if page.path == "works" {
            continue;
        }
        person.opens(&format!("/apply/{}", page.path)).await?;
        let next = if page.path == "remarks" { "申込内容確認へ進む" } else { "次へ進む" };
        person.button(next).await?;
        is_accessible(&person, &format!("{}-empty", page.path)).await?;
        // These pages have no required question.
        if !["mailbox", "remarks"].contains(&page.path) {
            person.presses(next).await?;
            person.sees("確認が必要な項目").await?;
            is_accessible(&person, &format!("{}-wrong", page.path)).await?;
        }
    }
    person.opens("/apply/confirm").await?;
    person.sees("確認が必要").await?;
    is_accessible(&person, "confirm-wrong").await?;
    person.opens("/apply/applicant").await?;
    sample::fill_the_form(&person).await?;
    is_accessible(&person, "confirm-filled").await?;
    for page in WALKS[0] {
        person.opens(&format!("/apply/{}", page.path)).await?;
        person.is_on(page.heading).await?;
        is_accessible(&person, &format!("{}-filled", page.path)).await?;
        if page.rows.is_some() {
            person.presses("変更").await?;
            person.button("この内容で設定する").await?;
            is_accessible(&person, &format!("{}-row-filled", page.path)).await?;
        }
    }
    person.opens("/apply/confirm").await?;
    person.presses("申込内容を登録する").await?;
    person.sees("利用申込の受付が完了しました。").await?;
    is_accessible(&person, "done").await?;
    person.presses("申込内容を見る").await?;
    person.sees("申込の履歴").await?;
    person.driver.execute("document.querySelector('main summary').click()", vec![]).await?;
    is_accessible(&person, "application").await?;
    person.presses("メニュー").await?;
    person.sees("新着情報はありません。").await?;
    is_accessible(&person, "menu").await?;
    for (tab, words) in [
        ("申込内容確認", "1800001A"),
        ("契約内容確認", "審査が終了すると"),
        ("請求内容参照", "参照できる請求情報はありません"),
        ("パスワード変更", "仮ログインIDと仮パスワードをお使いください"),
    ] {
        person.presses(tab).await?;
        person.sees(words).await?;
        is_accessible(&person, &format!("menu-{tab}")).await?;
    }
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_way_goes_by_keyboard_alone() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let mut person = Person::sits_down(&service, &browsers).await?;
    person.hands = Hands::Keyboard;
    sample::begin(&person).await?;
    sample::fill_the_form(&person).await?;
    person.presses("申込内容を登録する").await?;
    person.sees("1800001A").await?;
    person.leaves().await
}
