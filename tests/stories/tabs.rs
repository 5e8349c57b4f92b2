//! Two tabs or devices on one draft are informed and merged; a question appears only when both changed the same answer (F015,
//! F092).

use anyhow::{Result, bail, ensure};
use nss_tests::browser::{POLL_INTERVAL, TIMEOUT};
use nss_tests::{Browsers, Person};

use crate::accessibility::is_accessible;
use crate::sample::{FRIDAY, MANUAL, WALKS, begin, fill_the_pages, stage};

/// Waits until the server's draft has this number of rows in a list.
async fn stored_rows(person: &Person<'_>, list: &str, count: usize) -> Result<()> {
    let what = format!("(draft.rows['{list}'] ?? []).length");
    stored_as(person, &what, &count.to_string()).await
}

/// Waits until the server's draft has this text at a path.
async fn stored(person: &Person<'_>, path: &str, text: &str) -> Result<()> {
    stored_as(person, &format!("draft.answers['{path}'] ?? ''"), text).await
}

async fn stored_as(person: &Person<'_>, what: &str, text: &str) -> Result<()> {
    let script = format!(
        r"const done = arguments[0];
        (async () => {{
            const read = async path => (await fetch(path)).json();
            const {{ draft }} = await read(`/api/drafts/${{(await read('/api/session')).account.draft}}`);
            return String({what});
        }})().then(done, error => done(String(error)));"
    );
    let mut poll = tokio::time::interval(POLL_INTERVAL);
    let mut last = String::new();
    for _ in 0..TIMEOUT.as_millis() / POLL_INTERVAL.as_millis() {
        poll.tick().await;
        last = person.driver.execute_async(&script, vec![]).await?.convert()?;
        if last == text {
            return Ok(());
        }
    }
    bail!("the server has 「{last}」 for {what}, not 「{text}」")
}

/// The visible text of the open questions.
async fn asked(person: &Person<'_>) -> Result<Vec<String>> {
    let script =
        "return [...document.querySelectorAll('.app-compare')].map(box => box.innerText.replace(/\\s+/g, ' '))";
    Ok(person.driver.execute(script, vec![]).await?.convert()?)
}

/// Opens the same draft on another device.
async fn on_another_device<'a>(
    like: &Person<'a>,
    browsers: &Browsers,
    credentials: &(String, String),
    path: &str,
) -> Result<Person<'a>> {
    let other = like.on_another_device(browsers).await?;
    other.logs_in(credentials).await?;
    other.button("申込担当者の入力へ進む").await?;
    other.opens(path).await?;
    Ok(other)
}

#[tokio::test(flavor = "multi_thread")]
async fn different_answers_on_two_devices_are_asked_about_before_one_is_written() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let one = Person::sits_down(&service, &browsers).await?;
    let credentials = begin(&one).await?;
    one.opens("/apply/office").await?;
    one.types("事業所名フリガナ", "ホンシャ").await?;
    stored(&one, "office.kana", "ホンシャ").await?;
    let other = on_another_device(&one, &browsers, &credentials, "/apply/office").await?;
    other.sees_value("事業所名フリガナ", "ホンシャ").await?;
    one.types("事業所名", "本店").await?;
    stored(&one, "office.name", "本店").await?;

    other.types("事業所名", "支店").await?;
    other.sees("別の画面でも変更されています。事業所名").await?;
    let words = asked(&other).await?.concat();
    ensure!(words.contains("この画面 支店") && words.contains("別の画面 本店"), "{words}");
    other.sees_value("事業所名", "支店").await?;
    other.types("電話番号", "0312345678").await?;
    stored(&other, "office.phone", "0312345678").await?;
    stored(&other, "office.name", "本店").await?;
    other.sees("どちらかを選ぶと保存します").await?;
    is_accessible(&other, "conflict").await?;

    other.reloads().await?;
    other.sees("別の画面でも変更されています。事業所名").await?;
    other.sees_value("事業所名", "支店").await?;
    stored(&other, "office.name", "本店").await?;
    for path in ["/apply/tasks", "/apply/confirm", "/apply/start"] {
        other.opens(path).await?;
        other.sees("別の画面と内容が異なる項目があります。").await?;
        ensure!(asked(&other).await?.is_empty(), "{path} asks nothing itself");
    }
    is_accessible(&other, "conflict-elsewhere").await?;
    other.presses("ログアウト").await?;
    other.is_asked("選んでいないものがあります", false).await?;
    let link = "document.querySelector('.app-notice a[href$=\"#conflicts\"]').click()";
    other.driver.execute(link, vec![]).await?;
    other.is_on("事業所").await?;
    other.presses("この画面の内容にする").await?;
    stored(&other, "office.name", "支店").await?;
    other.no_longer_sees("どちらの内容にするか").await?;
    ensure!(
        other.driver.active_element().await? == other.field("事業所名").await?,
        "the focus is where it was decided"
    );
    ensure!(asked(&other).await?.is_empty());

    one.comes_back().await?;
    one.sees_value("事業所名", "支店").await?;
    one.sees_value("電話番号", "0312345678").await?;
    ensure!(asked(&one).await?.is_empty(), "who did not write since is not asked");
    other.leaves().await?;
    one.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_removed_on_one_device_and_changed_on_the_other_is_asked_about() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let one = Person::sits_down(&service, &browsers).await?;
    let credentials = begin(&one).await?;
    one.opens("/apply/user-codes").await?;
    for _ in 0..2 {
        one.presses("新規に利用者コードを追加する").await?;
        one.chooses("システム区分", "海上").await?;
        one.sees("保存しました").await?;
        one.presses("入力の途中で一覧に戻る").await?;
    }
    one.presses("申込内容を一時保存する").await?;
    one.sees("2件").await?;
    let other = on_another_device(&one, &browsers, &credentials, "/apply/user-codes").await?;
    other.sees("2件").await?;

    // The row is changed here and removed there.
    other.presses_label("利用者コード1を変更").await?;
    other.is_on("利用者コード1").await?;
    one.presses_label("利用者コード1を削除").await?;
    one.presses("申込内容を一時保存する").await?;
    one.sees("保存しました").await?;
    stored_rows(&one, "user_codes", 1).await?;
    other.chooses("システム区分", "航空").await?;
    other.sees("別の画面でも変更されています。利用者コード1").await?;
    let words = asked(&other).await?.concat();
    ensure!(words.contains("この画面 変更「システム区分：航空」") && words.contains("別の画面 削除"), "{words}");
    is_accessible(&other, "conflict-row").await?;
    stored_rows(&other, "user_codes", 1).await?;
    other.reloads().await?;
    other.sees("別の画面でも変更されています。利用者コード1").await?;
    other.presses("別の画面の内容にする").await?;
    other.is_on("利用者コード 入力").await?;
    other.sees("開いていた行は削除されました").await?;
    other.sees("1件").await?;

    // The row is removed here and changed there.
    one.presses_label("利用者コード1を変更").await?;
    one.chooses("システム区分", "共用").await?;
    one.sees("保存しました").await?;
    one.presses("入力の途中で一覧に戻る").await?;
    one.presses("申込内容を一時保存する").await?;
    one.sees("保存しました").await?;
    other.presses_label("利用者コード1を削除").await?;
    other.sees("別の画面でも変更されています。利用者コード1").await?;
    let words = asked(&other).await?.concat();
    ensure!(words.contains("この画面 削除") && words.contains("別の画面 変更「システム区分：共用」"), "{words}");
    stored_rows(&other, "user_codes", 1).await?;
    // The question appears at every opening.
    for _ in 0..2 {
        other.reloads().await?;
        other.sees("別の画面でも変更されています。利用者コード1").await?;
    }
    other.presses("この画面の内容にする").await?;
    stored_rows(&other, "user_codes", 0).await?;
    one.comes_back().await?;
    one.sees("まだ登録されていません").await?;
    other.leaves().await?;
    one.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_tab_is_told_and_both_show_what_either_types() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/office").await?;
    person.keys("事業所名", "本").await?;
    let first = person.driver.window().await?;
    let second = person.opens_tab("/apply/office").await?;
    person.sees("別のタブかウィンドウでも開いています").await?;
    person.is_on("事業所").await?;
    is_accessible(&person, "second-tab").await?;
    let seen = "const box = document.querySelector('.app-session').getBoundingClientRect();
        return Number(box.height > 0 && box.bottom <= innerHeight && document.body.scrollHeight > 2 * innerHeight)";
    person.counts("the word is at the foot of the window", seen, 1).await?;
    person.sees_value("事業所名", "本").await?;
    person.types("事業所名フリガナ", "ホンシャ").await?;
    person.types("電話番号", "0312345678").await?;

    person.turns_to(&first).await?;
    person.sees_value("電話番号", "0312345678").await?;
    ensure!(!person.page().await?.contains("別のタブかウィンドウ"), "the first one is not told");
    let caret = "return [document.activeElement.id, document.activeElement.selectionStart]";
    let at: (String, u32) = person.driver.execute(caret, vec![]).await?.convert()?;
    ensure!(at == ("office.name".to_owned(), 1), "{at:?}");
    person.strikes("社").await?;
    person.sees_value("事業所名", "本社").await?;
    ensure!(asked(&person).await?.is_empty());

    person.turns_to(&second).await?;
    person.sees_value("事業所名", "本社").await?;
    ensure!(asked(&person).await?.is_empty());
    person.presses("閉じる").await?;
    person.no_longer_sees("別のタブかウィンドウでも開いています").await?;

    // Rows added on both sides stay separate, and a row that is being edited does not change.
    person.opens("/apply/administrator").await?;
    person.keys("緊急連絡用FAX番号", "03").await?;
    let rows = "return document.querySelectorAll('[id^=\"emergency_fax.\"][id$=\".number\"]').length";
    person.counts("rows", rows, 1).await?;
    person.turns_to(&first).await?;
    person.opens("/apply/administrator").await?;
    person.sees_value("緊急連絡用FAX番号", "03").await?;
    person.presses("緊急連絡用FAX番号を追加する").await?;
    person.counts("rows", rows, 2).await?;
    person.turns_to(&second).await?;
    person.counts("rows", rows, 2).await?;
    person.strikes("9").await?;
    person.presses("緊急連絡用FAX番号を追加する").await?;
    person.counts("rows", rows, 3).await?;
    person.turns_to(&first).await?;
    person.counts("rows", rows, 3).await?;
    person.sees_value("緊急連絡用FAX番号", "039").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_being_typed_is_not_overwritten() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/office").await?;
    person.keys("事業所名", "本社").await?;
    stored(&person, "office.name", "本社").await?;
    let script = r"const done = arguments[0];
        (async () => {
            const headers = { 'x-nss': '1', 'content-type': 'application/json' };
            const read = async path => (await fetch(path)).json();
            const path = `/api/drafts/${(await read('/api/session')).account.draft}`;
            const { draft, revision } = await read(path);
            draft.answers['office.name'] = '工場';
            return (await fetch(path, { method: 'PUT', headers, body: JSON.stringify({ revision, draft }) })).status;
        })().then(done, error => done(String(error)));";
    let status: u16 = person.driver.execute_async(script, vec![]).await?.convert()?;
    ensure!(status == 200);
    person.strikes("ビル").await?;
    person.sees("別の画面でも変更されています。事業所名").await?;
    person.sees_value("事業所名", "本社ビル").await?;
    person.types("電話番号", "0312345678").await?;
    stored(&person, "office.phone", "0312345678").await?;
    stored(&person, "office.name", "工場").await?;
    person.presses("別の画面の内容にする").await?;
    person.sees_value("事業所名", "工場").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_typing_while_another_tab_registers_is_told_the_number() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    let credentials = begin(&person).await?;
    fill_the_pages(&person, WALKS[2]).await?;
    person.presses("申込内容を一時保存する").await?;
    person.sees("保存しました").await?;
    let first = person.driver.window().await?;
    let second = person.opens_tab("/apply/office").await?;
    let device = on_another_device(&person, &browsers, &credentials, "/apply/office").await?;
    device.is_on("事業所").await?;

    // 登録 is refused while a question is open.
    person.is_on("事業所").await?;
    device.types("番地・建物", "堀川町１番地").await?;
    stored(&device, "office.street", "堀川町１番地").await?;
    person.types("番地・建物", "堀川町２番地").await?;
    person.sees("別の画面でも変更されています。番地・建物").await?;
    person.opens("/apply/confirm").await?;
    person.sees("別の画面と内容が異なる項目があります。").await?;
    person.presses("申込内容を登録する").await?;
    person.sees("選んで、もう一度登録してください").await?;
    is_accessible(&person, "conflict-confirm").await?;
    person.opens("/apply/office").await?;
    person.presses("別の画面の内容にする").await?;
    person.sees_value("番地・建物", "堀川町１番地").await?;

    person.turns_to(&first).await?;
    person.sees("堀川町１番地").await?;
    person.presses("申込内容を登録する").await?;
    person.sees("利用申込の受付が完了しました。").await?;
    person.turns_to(&second).await?;
    person.sees("この申込は別の画面で登録されました（申込受付番号 1800001A）").await?;
    is_accessible(&person, "registered-elsewhere").await?;
    person.types("事業所名", "遅い変更").await?;
    person.sees("登録済みのため、この画面の内容は保存されません。").await?;
    person.presses("登録した申込内容を見る").await?;
    person.sees("1800001A").await?;

    device.types("事業所名", "遅い変更").await?;
    device.sees("この申込は別の画面で登録されました（申込受付番号 1800001A）").await?;
    device.leaves().await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn logging_out_saves_every_tab_and_leaves_nothing_in_the_browser() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    let credentials = begin(&person).await?;
    person.opens("/apply/office").await?;
    let first = person.driver.window().await?;
    let second = person.opens_tab("/apply/office").await?;
    person.sees("別のタブかウィンドウ").await?;
    person.keys("事業所名", "本社").await?;
    person.turns_to(&first).await?;
    person.keys("電話番号", "0312345678").await?;
    person.presses("一時保存してログアウト").await?;
    person.is_on("ログイン").await?;
    person.turns_to(&second).await?;
    person.is_on("ログイン").await?;
    person.sees("別のタブでログアウトしました。").await?;
    person.keeps_copies(0).await?;
    person.comes_back().await?;
    person.keeps_copies(0).await?;
    person.logs_in(&credentials).await?;
    person.sees_value("事業所名", "本社").await?;
    person.sees_value("電話番号", "0312345678").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_and_an_open_row_agree_with_what_another_tab_does() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/user-codes").await?;
    for system in ["海上", "航空"] {
        person.presses("新規に利用者コードを追加する").await?;
        person.chooses("システム区分", system).await?;
        person.presses("入力の途中で一覧に戻る").await?;
    }
    stored_rows(&person, "user_codes", 2).await?;
    let first = person.driver.window().await?;
    let second = person.opens_tab("/apply/user-codes").await?;
    person.sees("2件").await?;

    // Undo restores the row and keeps the other tab's change in another row.
    person.turns_to(&first).await?;
    person.presses_label("利用者コード1を削除").await?;
    stored_rows(&person, "user_codes", 1).await?;
    person.turns_to(&second).await?;
    person.sees("1件").await?;
    person.presses_label("利用者コード1を変更").await?;
    person.is_on("利用者コード1").await?;
    person.chooses("システム区分", "共用").await?;
    person.turns_to(&first).await?;
    person.sees("システム区分\n共用").await?;
    person.presses("元に戻す").await?;
    person.sees("2件").await?;
    let systems = r"return [...document.querySelectorAll('.app-row dd:first-of-type')].map(words => words.innerText)
        .filter(words => ['海上', '航空', '共用'].includes(words)).join()";
    let seen: String = person.driver.execute(systems, vec![]).await?.convert()?;
    ensure!(seen == "海上,共用", "{seen}");

    // This tab removes the row that is open in the other one: its page says so, and 取消 is not needed.
    person.turns_to(&second).await?;
    stored_rows(&person, "user_codes", 2).await?;
    person.turns_to(&first).await?;
    person.presses_label("利用者コード2を削除").await?;
    stored_rows(&person, "user_codes", 1).await?;
    person.turns_to(&second).await?;
    person.sees("開いていた行は削除されました。").await?;
    person.is_on("利用者コード 入力").await?;
    person.sees("1件").await?;
    ensure!(asked(&person).await?.is_empty());

    // 取消 reverts the changes of this tab, but not those of the other tab in the same row.
    person.presses_label("利用者コード1を変更").await?;
    person.is_on("利用者コード1").await?;
    person.turns_to(&first).await?;
    person.presses_label("利用者コード1を変更").await?;
    person.chooses("シングルサインオン", "要").await?;
    person.turns_to(&second).await?;
    person.sees_chosen("シングルサインオン", "要").await?;
    person.chooses("システム区分", "共用").await?;
    person.presses("取消").await?;
    person.is_on("利用者コード 入力").await?;
    person.sees("システム区分\n海上").await?;
    person.sees("シングルサインオン\n要").await?;
    person.leaves().await
}
