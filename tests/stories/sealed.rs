//! A draft sealed after 48 hours is offered again to the same mail address, and is taken over or declined. A draft that the
//! applicant deletes can be restored.

use anyhow::{Result, ensure};
use nss_tests::document::{Folder, pdf};
use nss_tests::person::TELEPHONE;
use nss_tests::{Person, Service};

use crate::accessibility::is_accessible;
use crate::sample::{FRIDAY, begin, register, stage};

const OFFER: &str = "以前の申込で入力した内容があります";
/// Whether the page's heading has the focus.
const FOCUS: &str = "return document.activeElement.id === 'title' ? 1 : 0";
/// Stands in every answer to a log-in or a reissue that may be past the 48 hours.
const EXPIRY: &str = "仮ログインIDは発行から48時間で使えなくなります。過ぎた場合は仮アカウントの登録からやり直してください（同じE-mailアドレスで登録すると、入力した内容を引き継げます）";
const REASON: &str = "通関業許可を受ける予定";

/// Types an office and a reason and attaches a file, starting at the first page.
async fn types(person: &Person<'_>, folder: &Folder) -> Result<()> {
    person.types("申込理由", REASON).await?;
    person.opens("/apply/office").await?;
    person.types("事業所名", "秘密の本社").await?;
    person.presses("申込内容を一時保存する").await?;
    person.sees("保存しました").await?;
    person.opens("/apply/diagram").await?;
    person.attaches("システム構成図", &folder.file("構成図.pdf", &pdf(100))?).await
}

/// Types, lets 48 hours and a minute pass, is refused, and registers again with the same mail address.
async fn comes_back(person: &Person<'_>, service: &Service) -> Result<(String, String)> {
    let ended = begin(person).await?;
    types(person, &Folder::new()?).await?;
    service.set_clock("2026-11-22T10:16:00+09:00")?;
    person.logs_in(&ended).await?;
    person.sees("ログインIDとパスワードを確認して、もう一度入力してください。").await?;
    let credentials = register(person).await?;
    person.logs_in(&credentials).await?;
    person.is_on("申込ガイダンス").await?;
    person.sees(OFFER).await?;
    Ok(credentials)
}

/// Answers the browser's dialog.
async fn answers(person: &Person<'_>, question: &str, yes: bool) -> Result<()> {
    let asked = person.driver.get_alert_text().await?;
    ensure!(asked.contains(question), "{asked}");
    let given = if yes { person.driver.accept_alert().await } else { person.driver.dismiss_alert().await };
    Ok(given?)
}

/// The response status of the only link to a file.
async fn file_is_there(person: &Person<'_>) -> Result<()> {
    person.opens("/apply/diagram").await?;
    person.sees("構成図.pdf").await?;
    let script = "const done = arguments[0]; fetch(document.querySelector('.app-files__name a[download]').href)
        .then(async reply => done([reply.status, (await reply.blob()).size]), error => done([String(error)]))";
    let reply: [usize; 2] = person.driver.execute_async(script, vec![]).await?.convert()?;
    ensure!(reply == [200, pdf(100).len()], "{reply:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_applicant_registers_again_and_continues_with_the_whole_draft() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    comes_back(&person, &service).await?;
    person.sees("最終保存：11月20日（金）10:").await?;
    person.sees("入力した画面：申込担当者・申込理由、事業所、システム構成図").await?;
    let page = person.page().await?;
    for secret in ["秘密の本社", REASON, "構成図.pdf"] {
        ensure!(!page.contains(secret), "{secret} is told before it is taken over");
    }
    is_accessible(&person, "sealed-guidance").await?;

    // Present answers are newer than the sealed ones.
    person.presses("申込担当者の入力へ進む").await?;
    person.types("申込理由", "今の理由").await?;
    person.types("役職名", "課長").await?;
    person.presses("入力の状況を見る").await?;
    person.sees(OFFER).await?;
    is_accessible(&person, "sealed-tasks").await?;
    person.presses("この内容を引き継ぐ").await?;
    person.no_longer_sees(OFFER).await?;
    person.sees("以前の内容を引き継ぎました").await?;
    person.counts("the heading has the focus", FOCUS, 1).await?;
    is_accessible(&person, "sealed-taken").await?;

    for reloaded in [false, true] {
        person.opens("/apply/office").await?;
        person.sees_value("事業所名", "秘密の本社").await?;
        person.opens("/apply/applicant").await?;
        person.sees_value("申込理由", "今の理由").await?;
        person.sees_value("役職名", "課長").await?;
        file_is_there(&person).await?;
        if !reloaded {
            person.reloads().await?;
        }
    }
    person.opens("/apply/tasks").await?;
    person.sees("登録まであと").await?;
    ensure!(!person.page().await?.contains(OFFER), "it is offered once");
    ensure!(!service.log().contains("秘密の本社"), "the log holds nothing of it");
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn past_the_48_hours_the_form_leads_to_the_registration_which_gives_every_answer_back() -> Result<()> {
    const EXPIRED: &str = "申込の期限（11月22日（日）10:15）を過ぎました。同じE-mailアドレスで仮アカウントの登録をやり直すと、入力した内容を引き継げます";
    const LOGGED_OUT: &str = "ログインして続ける";
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    types(&person, &Folder::new()?).await?;
    person.opens("/apply/office").await?;
    person.is_on("事業所").await?;

    // A minute before the end, nobody speaks of it.
    service.set_clock("2026-11-22T10:14:00+09:00")?;
    person.types("事業所名フリガナ", "ヒミツノホンシャ").await?;
    person.sees(LOGGED_OUT).await?;
    ensure!(!person.page().await?.contains("引き継げます"), "the 48 hours have not ended");
    service.set_clock("2026-11-22T10:16:00+09:00")?;
    person.types("電話番号", "0312345678").await?;
    person.sees(EXPIRED).await?;
    person.sees("申込の期限を過ぎたため、保存できません。").await?;
    ensure!(!person.page().await?.contains(LOGGED_OUT), "nothing leads to the login any more");
    is_accessible(&person, "expired-form").await?;
    person.has_written_copies().await?;

    person.presses("仮アカウントの登録をやり直す").await?;
    person.is_on("仮アカウント申込").await?;
    person.sees("期限を過ぎた申込で入力した内容は、同じE-mailアドレスで登録すると引き継げます。").await?;
    person.no_longer_sees(EXPIRED).await?;
    let credentials = register(&person).await?;
    person.logs_in(&credentials).await?;
    person.presses("この内容を引き継ぐ").await?;
    person.sees("以前の内容を引き継ぎました").await?;
    person.keeps_copies(0).await?;
    for _ in 0..2 {
        person.opens("/apply/office").await?;
        for (label, answer) in
            [("事業所名", "秘密の本社"), ("事業所名フリガナ", "ヒミツノホンシャ"), ("電話番号", "0312345678")]
        {
            person.sees_value(label, answer).await?;
        }
        person.opens("/apply/applicant").await?;
        person.sees_value("申込理由", REASON).await?;
        file_is_there(&person).await?;
        person.reloads().await?;
    }
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_chosen_past_the_48_hours_says_what_the_bar_says() -> Result<()> {
    const EXPIRED: &str = "申込の期限（11月22日（日）10:15）を過ぎました。同じE-mailアドレスで仮アカウントの登録をやり直すと、入力した内容を引き継げます。";
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    begin(&person).await?;
    person.opens("/apply/diagram").await?;
    person.sees("あと3件").await?;
    service.set_clock("2026-11-22T10:16:00+09:00")?;
    let folder = Folder::new()?;
    person.chooses_files("システム構成図", &[&folder.file("構成図.pdf", &pdf(100))?]).await?;
    person.sees(&format!("＊{EXPIRED}")).await?;
    ensure!(!person.page().await?.contains("もう一度ログインしてください"), "the log-in leads nowhere");
    is_accessible(&person, "expired-file").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reissued_password_is_promised_within_the_48_hours_only() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::looks_at(&service, &browsers, TELEPHONE).await?;
    for address in ["a@example.jp", "\u{feff}ｂ＠example．jp"] {
        person.opens("/password").await?;
        person.is_on("パスワードの再発行").await?;
        ensure!(!person.page().await?.contains(EXPIRY), "it stands in the answer only");
        person.types("E-mailアドレス", address).await?;
        person.presses("新しいパスワードを送る").await?;
        person.sees("申込の期限を過ぎていなければ、まもなくメールが届きます。").await?;
        person.sees(EXPIRY).await?;
    }
    is_accessible(&person, "password-sent").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_login_speaks_of_the_48_hours_whether_the_id_exists_or_not() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    let (ended, password) = register(&person).await?;
    person.opens("/login").await?;
    person.is_on("ログイン").await?;
    ensure!(!person.page().await?.contains(EXPIRY), "it stands under an error only");
    service.set_clock("2026-11-22T10:16:00+09:00")?;
    let (open, _) = register(&person).await?;
    let unknown = if "0000001" == open { "0000002" } else { "0000001" }.to_owned();
    let mut said = Vec::new();
    for id in [ended, open, unknown] {
        person.logs_in(&(id, password.clone())).await?;
        person.sees(EXPIRY).await?;
        let script = "return document.querySelector('main [role=alert]').innerText";
        said.push(person.driver.execute(script, vec![]).await?.convert::<String>()?);
    }
    ensure!(said.iter().all(|words| *words == said[0]), "{said:?}");
    is_accessible(&person, "login-refused").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_draft_is_confirmed_once_and_never_offered_again() -> Result<()> {
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    let credentials = comes_back(&person, &service).await?;
    let other = Person::looks_at(&service, &browsers, TELEPHONE).await?;
    other.logs_in(&credentials).await?;
    other.sees(OFFER).await?;
    is_accessible(&other, "sealed-telephone").await?;

    person.presses("引き継がずに削除する").await?;
    answers(&person, "削除すると元に戻せません。", false).await?;
    person.sees(OFFER).await?;
    person.presses("引き継がずに削除する").await?;
    answers(&person, "削除すると元に戻せません。", true).await?;
    person.no_longer_sees(OFFER).await?;
    person.sees("以前の内容を削除しました").await?;

    other.presses("この内容を引き継ぐ").await?;
    other.no_longer_sees(OFFER).await?;
    other.sees("以前の内容は、すでに引き継いだか削除しています").await?;
    other.leaves().await?;

    person.logs_in(&credentials).await?;
    person.button("申込担当者の入力へ進む").await?;
    ensure!(!person.page().await?.contains(OFFER), "nothing is offered any more");
    person.opens("/apply/office").await?;
    person.sees_value("事業所名", "").await?;
    person.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_draft_is_empty_at_once_everywhere_and_comes_back_by_one_press() -> Result<()> {
    const SURE: &str = "下書きを削除しますか。";
    const DONE: &str = "下書きを削除しました";
    let (service, browsers) = stage(FRIDAY).await?;
    let person = Person::sits_down(&service, &browsers).await?;
    let credentials = begin(&person).await?;
    types(&person, &Folder::new()?).await?;
    person.presses("入力の状況を見る").await?;
    person.sees("入力中").await?;
    is_accessible(&person, "draft-tasks").await?;
    person.presses("下書きを削除").await?;
    answers(&person, SURE, false).await?;
    ensure!(!person.page().await?.contains(DONE));
    person.presses("下書きを削除").await?;
    answers(&person, SURE, true).await?;
    person.sees(DONE).await?;
    person.counts("the heading, with the way back below it, has the focus", FOCUS, 1).await?;
    is_accessible(&person, "draft-deleted").await?;
    person.keeps_copies(0).await?;
    person.presses("事業所").await?;
    person.sees_value("事業所名", "").await?;
    // Text typed since the deletion stays beside the restored answers.
    person.types("電話番号", "0312345678").await?;
    person.presses("入力の状況を見る").await?;
    person.presses("元に戻す").await?;
    person.sees("元に戻しました").await?;
    person.presses("事業所").await?;
    person.sees_value("事業所名", "秘密の本社").await?;
    person.sees_value("電話番号", "0312345678").await?;
    person.presses("申込内容を一時保存する").await?;
    person.sees("保存しました").await?;
    file_is_there(&person).await?;

    let other = Person::sits_down(&service, &browsers).await?;
    other.logs_in(&credentials).await?;
    other.button("申込担当者の入力へ進む").await?;
    other.opens("/apply/office").await?;
    other.sees_value("事業所名", "秘密の本社").await?;
    person.opens("/apply/tasks").await?;
    person.presses("下書きを削除").await?;
    answers(&person, SURE, true).await?;
    person.sees(DONE).await?;
    other.types("FAX番号", "0398765432").await?;
    other.sees_value("事業所名", "").await?;
    other.sees_value("FAX番号", "0398765432").await?;
    other.presses("申込内容を一時保存する").await?;
    other.sees("保存しました").await?;

    person.opens("/apply/applicant").await?;
    person.sees_value("申込理由", "").await?;
    person.sees_value("企業名", "ナックスシステム株式会社").await?;
    person.opens("/apply/office").await?;
    person.sees_value("FAX番号", "0398765432").await?;
    other.leaves().await?;
    person.leaves().await
}
