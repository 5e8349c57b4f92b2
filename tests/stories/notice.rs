//! ID通知: nothing before the approval, codes and passwords within their window, on paper too, new ones on request, and no secret
//! after it (N-260 … N-269).

use anyhow::{Result, ensure};
use nss_tests::person::TELEPHONE;
use nss_tests::{Browsers, Person, Service};

use crate::accessibility::is_accessible;
use crate::sample::{Entry, MANUAL, WALKS, applied, stage};
use crate::staff::member::Member;

/// The end of the window: 2018-11-07 is the second business day of use.
const AFTER: &str = "2018-11-08T09:00:00+09:00";
const OWN: &str = "KONSAI2018";

/// The passwords that the sheet shows.
pub(crate) async fn passwords(person: &Person<'_>) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('main dd, main td')].map(cell => cell.innerText)
        .filter(text => /^[A-HJ-NP-Z2-9]{8}$/.test(text))";
    Ok(person.driver.execute(script, vec![]).await?.convert()?)
}

/// Waits for the sheet with the passwords of the office and of its one user; returns them.
async fn reads(person: &Person<'_>) -> Result<Vec<String>> {
    person.is_on("ID通知内容").await?;
    person.sees("NAC001").await?;
    let found = passwords(person).await?;
    ensure!(found.len() == 2 && found[0] != found[1], "{found:?}");
    Ok(found)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_id_notice_shows_passwords_in_its_window_and_new_ones_on_request() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let (applicant, credentials) = applied(&service, &browsers, WALKS[2]).await?;
    let sheet = is_not_there_yet(&applicant).await?;
    let reviewer = approves(&service, &browsers).await?;

    applicant.opens("/menu").await?;
    applicant.sees("利用申込の審査を終了しました。").await?;
    applicant.presses("ID通知内容").await?;
    let first = reads(&applicant).await?;
    applicant.sees("（11月7日（水）まで）参照できます。").await?;
    is_accessible(&applicant, "id-notice").await?;
    prints(&applicant, &first).await?;
    looks_narrow(&service, &browsers, &credentials, &sheet).await?;

    applicant.presses("パスワードの再発行を依頼する").await?;
    applicant.sees("再発行の依頼を受け付けました").await?;
    is_accessible(&applicant, "id-notice-requested").await?;
    reviewer.presses("パスワードを再発行する").await?;
    reviewer.is_asked("すべてのパスワードを再発行します", true).await?;
    reviewer.sees("申込者は2018年11月7日（水）までID通知内容で参照できます。").await?;
    is_accessible(&reviewer, "staff-reissued").await?;
    reviewer.leaves().await?;
    applicant.reloads().await?;
    let second = reads(&applicant).await?;
    ensure!(second.iter().all(|password| !first.contains(password)), "{first:?} {second:?}");
    applicant.opens("/menu").await?;
    applicant.sees("パスワードを再発行しました。").await?;

    changes_password(&applicant, &credentials).await?;
    service.set_clock(AFTER)?;
    applicant.logs_in(&(credentials.0, OWN.to_owned())).await?;
    applicant.sees("新着情報").await?;
    applicant.opens(&sheet).await?;
    applicant.sees("参照期間外").await?;
    let page = applicant.page().await?;
    ensure!(page.contains("NAC001") && passwords(&applicant).await?.is_empty(), "codes alone stay:\n{page}");
    is_accessible(&applicant, "id-notice-closed").await?;
    applicant.leaves().await
}

/// Before the approval neither the application nor the address shows anything; returns the address.
async fn is_not_there_yet(person: &Person<'_>) -> Result<String> {
    person.presses("申込内容を見る").await?;
    person.sees("申込の履歴").await?;
    ensure!(!person.page().await?.contains("ID通知内容"), "a link leads to nothing");
    let path = "return location.pathname";
    let path: String = person.driver.execute(path, vec![]).await?.convert()?;
    let sheet = format!("{path}/credentials");
    person.opens(&sheet).await?;
    person.sees("ご指定のページが見つかりません。").await?;
    is_accessible(person, "id-notice-early").await?;
    Ok(sheet)
}

/// A reviewer approves the only application.
pub(crate) async fn approves<'a>(service: &'a Service, browsers: &Browsers) -> Result<Person<'a>> {
    approves_as(service, browsers, &Entry::first(WALKS[2])).await
}

/// A reviewer approves an application without works.
pub(crate) async fn approves_as<'a>(service: &'a Service, browsers: &Browsers, entry: &Entry) -> Result<Person<'a>> {
    let member = Member::added(service, entry.reviewer, "審査 花子", "reviewer")?;
    let person = member.at_work(service, browsers).await?;
    person.presses(&entry.application()).await?;
    person.sees("内容確認を始める").await?;
    ensure!(!person.page().await?.contains("パスワードを再発行する"), "there is no password yet");
    ensure!(!person.page().await?.contains("日程調整を始める"), "without a line there are no works (N-013)");
    person.presses("内容確認を始める").await?;
    person.types("利用開始日", entry.start).await?;
    person.types("企業略称", "NAC").await?;
    person.presses("承認する").await?;
    // The code that would be allotted stands on the page before.
    person.no_longer_sees("確認事項を返す").await?;
    person.sees(entry.office).await?;
    Ok(person)
}

/// The sheet on paper: all values, nothing for the screen alone.
async fn prints(person: &Person<'_>, passwords: &[String]) -> Result<()> {
    person.prefers_paper(true).await?;
    let page = person.page().await?;
    for words in ["NAC001", "NACCSのログオンID", "に印刷"].into_iter().chain(passwords.iter().map(String::as_str))
    {
        ensure!(page.contains(words), "the paper does not say 「{words}」:\n{page}");
    }
    for words in ["ログアウト", "再発行を依頼", "印刷する", "カレンダー", "参照できます"] {
        ensure!(!page.contains(words), "the paper says 「{words}」:\n{page}");
    }
    person.takes_picture("id-notice-paper").await?;
    person.prefers_paper(false).await
}

/// On a telephone nothing but the tables scrolls; the days come as a calendar file.
async fn looks_narrow(
    service: &Service,
    browsers: &Browsers,
    credentials: &(String, String),
    sheet: &str,
) -> Result<()> {
    let person = Person::looks_at(service, browsers, TELEPHONE).await?;
    person.logs_in(credentials).await?;
    person.sees("新着情報").await?;
    person.opens(sheet).await?;
    reads(&person).await?;
    is_accessible(&person, "id-notice-narrow").await?;
    let fetch = "const done = arguments[0];
        fetch(document.querySelector('a[href$=\"calendar.ics\"]').href)
            .then(async reply => done(`${reply.status} ${await reply.text()}`), error => done(String(error)))";
    let calendar: String = person.driver.execute_async(fetch, vec![]).await?.convert()?;
    ensure!(calendar.starts_with("200 BEGIN:VCALENDAR") && calendar.contains("20181107"), "{calendar}");
    person.presses("利用申込詳細").await?;
    person.sees("日程をカレンダーに保存する").await?;
    is_accessible(&person, "application-approved-narrow").await?;
    person.opens("/menu/password").await?;
    person.sees("仮ログインIDと仮パスワードをお使いください").await?;
    is_accessible(&person, "menu-password-narrow").await?;
    person.leaves().await
}

/// パスワード変更: each fault is said, then the new password stands.
async fn changes_password(person: &Person<'_>, credentials: &(String, String)) -> Result<()> {
    person.presses("パスワード変更").await?;
    for (current, new, again, words) in [
        ("", OWN, OWN, "現在のパスワードを入力してください。"),
        ("WRONG234", OWN, OWN, "現在のパスワードが違います。"),
        (credentials.1.as_str(), OWN, "KONSAI2019", "（確認用）が一致していません。"),
        (credentials.1.as_str(), "short1", "short1", "パスワードを変更できませんでした。"),
        (credentials.1.as_str(), OWN, OWN, "パスワードを変更しました。"),
    ] {
        person.types("現在のパスワード", current).await?;
        person.types("新しいパスワード", new).await?;
        person.types("新しいパスワード（確認用）", again).await?;
        person.presses("変更する").await?;
        person.sees(words).await?;
        is_accessible(person, "menu-password").await?;
    }
    Ok(())
}
