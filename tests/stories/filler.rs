//! A form filler writes into the controls without a key: what stands there counts as typed.

use anyhow::Result;
use nss_tests::Person;

use crate::field::errors;
use crate::sample::{Answer, FRIDAY, REGISTRATION, begin, stage};

/// The way in which a form filler tells the page.
#[derive(Clone, Copy)]
enum Telling {
    Nothing,
    Change,
}

/// Writes as form fillers do: straight into the properties of the controls. The element is a control or a choice.
const WRITE: &str = r"
    const [control, text, tells] = arguments;
    if (control.type === 'radio' || control.type === 'checkbox') control.checked = true;
    else if (control.tagName === 'OPTION') control.parentElement.value = control.value;
    else control.value = text;
    if (tells) (control.closest('select') ?? control).dispatchEvent(new Event('change', { bubbles: true }));";

/// Has a form filler answer questions of the present page.
async fn write(person: &Person<'_>, telling: Telling, answers: &[(&str, Answer)]) -> Result<()> {
    for (label, answer) in answers {
        // The choice before may draw this question anew while its control is found.
        if write_one(person, telling, label, answer).await.is_err() {
            write_one(person, telling, label, answer).await?;
        }
    }
    Ok(())
}

async fn write_one(person: &Person<'_>, telling: Telling, label: &str, answer: &Answer) -> Result<()> {
    let (control, text) = match answer {
        Answer::Text(text) | Answer::Postcode(text, _) => (person.field(label).await?, *text),
        Answer::Choice(choice) | Answer::Tick(choice) => (person.choice(label, choice).await?, ""),
    };
    let tells = matches!(telling, Telling::Change);
    person.driver.execute(WRITE, vec![control.to_json()?, text.into(), tells.into()]).await?;
    Ok(())
}

/// Waits until the page shows these answers.
async fn see(person: &Person<'_>, answers: &[(&str, Answer)]) -> Result<()> {
    for (label, answer) in answers {
        match answer {
            Answer::Text(text) | Answer::Postcode(text, _) => person.sees_value(label, text).await?,
            Answer::Choice(choice) | Answer::Tick(choice) => person.sees_chosen(label, choice).await?,
        }
    }
    Ok(())
}

async fn fills_every_page_before_the_form(telling: Telling) -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    person.opens("/terms").await?;
    person.presses("システム利用規程に同意する").await?;
    person.is_on("仮アカウント申込").await?;
    write(&person, telling, REGISTRATION).await?;
    person.presses("申込内容確認へ進む").await?;
    person.is_on("仮アカウント申込 確認").await?;
    person.presses("申込内容を登録する").await?;
    person.sees("利用申込用の仮ログインID・パスワードを送信しました。").await?;
    let (id, password) = person.reads_credentials().await?;

    person.opens("/password").await?;
    let mail = person.field("E-mailアドレス").await?.to_json()?;
    let tells = matches!(telling, Telling::Change);
    person.driver.execute(WRITE, vec![mail, "nobody@example.com".into(), tells.into()]).await?;
    person.presses("新しいパスワードを送る").await?;
    person.sees("送信を受け付けました。").await?;

    person.opens("/login").await?;
    for (label, text) in [("ログインID", id), ("パスワード", password)] {
        let control = person.field(label).await?.to_json()?;
        person.driver.execute(WRITE, vec![control, text.into(), tells.into()]).await?;
    }
    // A password manager that sends the form by itself presses no button.
    person.driver.execute("document.querySelector('main form').requestSubmit()", vec![]).await?;
    person.is_on("申込ガイダンス").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filler_that_tells_nobody_registers_and_logs_in() -> Result<()> {
    fills_every_page_before_the_form(Telling::Nothing).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filler_that_tells_of_a_change_registers_and_logs_in() -> Result<()> {
    fills_every_page_before_the_form(Telling::Change).await
}

/// Every kind of answer, by pages: text, kana, postcode, telephone, radio buttons, a list that opens.
const OFFICE: &[(&str, Answer)] = &[
    ("申込の種類", Answer::Choice("新規申込")),
    ("事業所名", Answer::Text("本社")),
    ("事業所名フリガナ", Answer::Text("ホンシャ")),
    ("郵便番号", Answer::Text("2120013")),
    ("番地・建物", Answer::Text("堀川町")),
    ("電話番号", Answer::Text("0312345678")),
    ("管轄税関", Answer::Choice("横浜")),
];
/// The rest of a row: checkboxes, numbers.
const CODE: &[(&str, Answer)] =
    &[("システム区分", Answer::Choice("海上")), ("業種", Answer::Tick("通関業")), ("識別番号数", Answer::Text("3"))];
const START: &[(&str, Answer)] = &[("利用開始希望日", Answer::Text("2027/04/01"))];
const REMARKS: &[(&str, Answer)] = &[("備考", Answer::Text("一行目\n二行目"))];
const ADMINISTRATOR: &[(&str, Answer)] = &[
    ("E-mailアドレス", Answer::Text("hozei@naccs.co.jp")),
    ("セキュリティ対策の確認", Answer::Tick("上記を確認しました。")),
];

/// Follows a link of the steps.
async fn follow(person: &Person<'_>, path: &str, heading: &str) -> Result<()> {
    person.driver.execute(&format!("document.querySelector('.app-steps a[href=\"{path}\"]').click()"), vec![]).await?;
    person.is_on(heading).await
}

async fn fills_every_kind(telling: Telling) -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    follow(&person, "/apply/office", "事業所").await?;
    write(&person, telling, OFFICE).await?;
    person.presses("申込内容を一時保存する").await?;
    person.sees_value("市区町村", "川崎市幸区").await?;
    person.keeps_copies(0).await?;
    person.reloads().await?;
    see(&person, OFFICE).await?;

    // A link, Back and a reload take the controls away, and none of them presses a button of the form.
    follow(&person, "/apply/start", "利用開始希望日").await?;
    write(&person, telling, START).await?;
    follow(&person, "/apply/administrator", "管理責任者").await?;
    person.chooses("管理責任者", "その他（下欄に入力してください）").await?;
    write(&person, telling, ADMINISTRATOR).await?;
    person.driver.back().await?;
    person.is_on("利用開始希望日").await?;
    see(&person, START).await?;
    person.driver.forward().await?;
    person.is_on("管理責任者").await?;
    see(&person, ADMINISTRATOR).await?;
    follow(&person, "/apply/remarks", "備考・添付ファイル").await?;
    write(&person, telling, REMARKS).await?;
    person.reloads().await?;
    see(&person, REMARKS).await?;

    follow(&person, "/apply/user-codes", "利用者コード 入力").await?;
    person.presses("新規に利用者コードを追加する").await?;
    person.sees("識別番号数").await?;
    write(&person, telling, CODE).await?;
    person.presses("この内容で設定する").await?;
    person.sees("入力内容に確認が必要な項目があります").await?;
    person.reloads().await?;
    see(&person, CODE).await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_that_a_filler_wrote_without_an_event_is_in_the_draft() -> Result<()> {
    fills_every_kind(Telling::Nothing).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_that_a_filler_wrote_with_a_change_is_in_the_draft() -> Result<()> {
    fills_every_kind(Telling::Change).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fillers_text_is_tidied_and_judged_as_typed_text_is() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    follow(&person, "/apply/office", "事業所").await?;
    let wrong = [("事業所名フリガナ", Answer::Text("ほんしゃ")), ("電話番号", Answer::Text("01234"))];
    write(&person, Telling::Change, &wrong).await?;
    person.sees_value("事業所名フリガナ", "ホンシャ").await?;
    person
        .counts("errors of what was written", "return document.querySelectorAll('.app-field__error').length", 1)
        .await?;
    // Somebody stands in this one: it is judged when it is left.
    person.keys("FAX番号", "").await?;
    write(&person, Telling::Nothing, &[("FAX番号", Answer::Text("03"))]).await?;
    person.tabs().await?;
    person.counts("errors once it is left", "return document.querySelectorAll('.app-field__error').length", 2).await?;
    anyhow::ensure!(errors(&person).await?.len() == 2);
    person.sees("保存しました").await?;
    person.leaves().await
}
