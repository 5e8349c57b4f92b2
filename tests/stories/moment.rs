//! The moments at which a field is checked: typing, leaving, repairing, choosing, continuing, saving, registering.

use anyhow::{Result, ensure};
use nss_tests::Person;
use thirtyfour::extensions::cdp::ChromeDevTools;

use crate::field::errors;
use crate::sample::{FRIDAY, MANUAL, WALKS, begin, fill_the_form, stage};

/// Puts uncommitted text into the control, as an input method does during a composition.
async fn composes(person: &Person<'_>, text: &str) -> Result<()> {
    let tools = ChromeDevTools::new(person.driver.handle.clone());
    let at = text.chars().count();
    let composed = serde_json::json!({ "text": text, "selectionStart": at, "selectionEnd": at });
    tools.execute_cdp_with_params("Input.imeSetComposition", composed).await?;
    Ok(())
}

/// Sends Enter as an input method does within a composition: with key code 229.
async fn converts(person: &Person<'_>) -> Result<()> {
    let tools = ChromeDevTools::new(person.driver.handle.clone());
    for (kind, code) in [("rawKeyDown", 229), ("keyUp", 13)] {
        let key = serde_json::json!({ "type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": code });
        tools.execute_cdp_with_params("Input.dispatchKeyEvent", key).await?;
    }
    Ok(())
}

async fn commits(person: &Person<'_>, text: &str) -> Result<()> {
    let tools = ChromeDevTools::new(person.driver.handle.clone());
    tools.execute_cdp_with_params("Input.insertText", serde_json::json!({ "text": text })).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_word_is_composed_nothing_is_judged_or_sent() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/office").await?;
    person.keys("事業所名フリガナ", "").await?;
    composes(&person, "ほんしゃ１ａ").await?;
    ensure!(errors(&person).await?.is_empty(), "nothing is red while one composes");
    converts(&person).await?;
    person.is_on("事業所").await?;
    ensure!(!person.page().await?.contains("確認が必要な項目"), "Enter of the conversion sends nothing");
    ensure!(
        person.value("事業所名フリガナ").await? == "ほんしゃ１ａ",
        "the key that converts changes nothing of what was typed"
    );
    // A script moves the focus, because a click would commit the composition first.
    let leave =
        "const field = document.activeElement; field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))";
    person.driver.execute(leave, vec![]).await?;
    ensure!(errors(&person).await?.is_empty(), "leaving in the middle of a word judges nothing");
    commits(&person, "ほんしゃ").await?;
    person.tabs().await?;
    person.sees_value("事業所名フリガナ", "ホンシャ").await?;
    person.sees("元に戻す").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn while_one_mends_no_other_sentence_comes_and_the_last_key_clears_it() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/office").await?;
    person.types("郵便番号", "123").await?;
    let first = errors(&person).await?;
    ensure!(first.len() == 1, "one error: {first:?}");
    person.keys("郵便番号", "12a").await?;
    let other = errors(&person).await?;
    ensure!(other.is_empty() || other == first, "no other sentence while one types: {other:?}");
    person.keys("郵便番号", "〒１００－０００１").await?;
    ensure!(errors(&person).await?.is_empty(), "gone with the key that mends it");
    person.types("電話番号", "").await?;
    ensure!(errors(&person).await?.is_empty(), "an empty field that is left is not accused");
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn going_on_leads_the_focus_to_the_summary_on_every_page_and_again_each_time() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    for sheet in WALKS[0] {
        // Without a new line, the page of works does not apply; these two pages have no required question.
        if ["works", "mailbox", "remarks"].contains(&sheet.path) {
            continue;
        }
        person.opens(&format!("/apply/{}", sheet.path)).await?;
        person.is_on(sheet.heading).await?;
        for _ in 0..2 {
            person.presses("次へ進む").await?;
            focus_is_on_the_summary(&person, sheet.path).await?;
            ensure!(person.driver.title().await?.starts_with("エラー："), "the title of {}", sheet.path);
            person.driver.execute("document.querySelector('main form button[type=submit]').focus()", vec![]).await?;
        }
    }
    person.opens("/apply/user-codes").await?;
    person.presses("新規に利用者コードを追加する").await?;
    person.presses("この内容で設定する").await?;
    focus_is_on_the_summary(&person, "the page of a row").await?;
    person.opens("/apply/confirm").await?;
    person.presses("申込内容を登録する").await?;
    focus_is_on_the_summary(&person, "confirm").await?;
    person.leaves().await
}

async fn focus_is_on_the_summary(person: &Person<'_>, place: &str) -> Result<()> {
    let focus = "return document.activeElement.id === 'error-summary' ? 1 : 0";
    person.counts(&format!("the summary has the focus on {place}"), focus, 1).await
}

#[tokio::test(flavor = "multi_thread")]
async fn saving_takes_anything_and_registering_checks_pages_never_opened() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    let credentials = begin(&person).await?;
    person.opens("/apply/office").await?;
    person.types("郵便番号", "12").await?;
    person.presses("申込内容を一時保存する").await?;
    person.sees("保存しました").await?;
    person.opens("/apply/confirm").await?;
    person.presses("申込内容を登録する").await?;
    person.sees("利用者コードを1件以上追加してください").await?;
    person.opens("/apply/office").await?;
    person.presses("一時保存してログアウト").await?;
    person.is_on("ログイン").await?;
    person.keeps_copies(0).await?;
    person.logs_in(&credentials).await?;
    person.button("申込担当者の入力へ進む").await?;
    person.opens("/apply/office").await?;
    person.sees_value("郵便番号", "12").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_that_only_the_server_finds_are_shown_beside_the_typed_text() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    fill_the_form(&person).await?;
    // The day changes while the page is open, and only the server knows it yet.
    service.set_clock("2019-01-05T09:00:00+09:00")?;
    person.presses("申込内容を登録する").await?;
    person.sees("今日").await?;
    person.sees("堀川町９９９番地　ナックスタワー１階").await?;
    person.leaves().await
}
