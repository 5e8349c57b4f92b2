//! A browser that translates the page takes its text nodes away; what changes afterwards still shows.

use anyhow::{Result, ensure};
use nss_tests::Person;
use nss_tests::document::{Folder, png};

use crate::sample::{FRIDAY, begin, stage};

/// Wraps every text node in two `font` elements, as a translating browser does, now and after each change of the page; it puts
/// the node itself (`moved`) or a new one into them. Errors of the page are collected.
const TRANSLATE: &str = r"
    window.problems = [];
    window.addEventListener('error', event => window.problems.push(event.message));
    window.addEventListener('unhandledrejection', event => window.problems.push(String(event.reason)));
    const report = console.error;
    console.error = (...words) => { window.problems.push(words.join(' ')); report(...words) };
    const isTaken = node => node.data.trim() && node.parentElement && !node.parentElement.closest('font, script, style, textarea, [translate=no]');
    const translate = () => {
        const [walker, found] = [document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), []];
        while (walker.nextNode()) if (isTaken(walker.currentNode)) found.push(walker.currentNode);
        for (const node of found) {
            const [outer, inner] = ['font', 'font'].map(name => document.createElement(name));
            node.replaceWith(outer);
            outer.append(inner);
            inner.append(MOVED ? node : document.createTextNode(node.data));
        }
    };
    addEventListener('DOMContentLoaded', () => {
        translate();
        new MutationObserver(translate).observe(document.body, { childList: true, characterData: true, subtree: true });
    });";

/// The text of the first element that a selector finds.
async fn text(person: &Person<'_>, selector: &str) -> Result<String> {
    let script = "return document.querySelector(arguments[0])?.textContent ?? ''";
    Ok(person.driver.execute(script, vec![selector.into()]).await?.convert()?)
}

/// Waits until the first element that a selector finds has a text with these words.
async fn reads(person: &Person<'_>, selector: &str, words: &str) -> Result<()> {
    let script = format!(
        "return [...document.querySelectorAll('{selector}')].some(found => found.textContent.includes('{words}')) ? 1 : 0"
    );
    let what = format!("「{words}」 in {selector}, which says 「{}」", text(person, selector).await?);
    person.counts(&what, &script, 1).await
}

const ANNOUNCEMENT: &str = ".app-visually-hidden[role=status]";
const STATUS: &str = ".app-save-status";
const ERRORS: &str = "return document.querySelectorAll('.app-field__error').length";

async fn is_used_while_translated(moved: bool) -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    person.on_every_page(&format!("const MOVED = {moved};{TRANSLATE}")).await?;
    begin(&person).await?;

    person.opens("/apply/office").await?;
    person.is_on("事業所").await?;
    person.types("電話番号", "01234").await?;
    let first = text(&person, ".app-field__error").await?;
    reads(&person, ANNOUNCEMENT, first.trim_start_matches('＊')).await?;
    person.types("電話番号", "9").await?;
    reads(&person, ".app-field__error", "0").await?;
    let second = text(&person, ".app-field__error").await?;
    ensure!(first != second, "another fault has another sentence: {first}");
    person.types("電話番号", "0312345678").await?;
    person.counts("errors", ERRORS, 0).await?;

    reads(&person, STATUS, "10:15 保存しました").await?;
    service.set_clock("2026-11-20T10:21:00+09:00")?;
    person.types("事業所名フリガナ", "なっくす").await?;
    person.sees("表記をそろえました").await?;
    reads(&person, STATUS, "10:21 保存しました").await?;
    person.presses("申込内容を一時保存する").await?;
    reads(&person, ANNOUNCEMENT, "保存しました").await?;
    person.types("郵便番号", "2120013").await?;
    person.sees("住所を入力しました").await?;
    person.presses("次へ進む").await?;
    let counted = text(&person, ".app-error-summary__title").await?;
    person.types("事業所名", "本社").await?;
    let changed =
        format!("return document.querySelector('.app-error-summary__title').textContent === '{counted}' ? 1 : 0");
    person.counts("the count of the summary stays", &changed, 0).await?;

    person.opens("/apply/remarks").await?;
    person.types("備考", "一二三").await?;
    reads(&person, ".app-field__counter", "3／").await?;
    person.types("備考", "一二三四五").await?;
    reads(&person, ".app-field__counter", "5／").await?;
    let folder = Folder::new()?;
    person.attaches("添付ファイル", &folder.file("写真.png", &png())?).await?;
    reads(&person, ".app-files__item", "添付済み").await?;
    person.presses("削除：写真.png").await?;
    person.sees("「写真.png」を削除しました").await?;
    person.presses("元に戻す").await?;
    reads(&person, ANNOUNCEMENT, "元に戻しました").await?;

    person.opens("/apply/start").await?;
    for (day, echo) in [("2027/04/01", "4月1日"), ("2027/04/02", "4月2日")] {
        person.types("利用開始希望日", day).await?;
        reads(&person, ".app-field__echo", echo).await?;
    }
    person.opens("/apply/user-codes").await?;
    person.presses("新規に利用者コードを追加する").await?;
    person.presses("この内容で設定する").await?;
    person.sees("入力内容に確認が必要な項目があります").await?;
    person.presses("取消").await?;
    reads(&person, ".app-rows__count", "件").await?;
    person.opens("/apply/confirm").await?;
    person.presses("申込内容を登録する").await?;
    person.sees("入力内容に確認が必要な項目があります").await?;

    person
        .counts("texts are translated", "return document.querySelectorAll('main font font').length > 20 ? 1 : 0", 1)
        .await?;
    let problems: Vec<String> = person.driver.execute("return window.problems", vec![]).await?.convert()?;
    ensure!(problems.is_empty(), "{problems:?}");
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_whose_texts_were_moved_still_changes() -> Result<()> {
    is_used_while_translated(true).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_whose_texts_were_replaced_still_changes() -> Result<()> {
    is_used_while_translated(false).await
}
