//! The life of an application with both sides at their pages: returned, corrected, scheduled, approved, set up, in use; and
//! lapsed.

mod correction;

use anyhow::{Context as _, Result, ensure};
use nss_tests::{Browsers, Person, Service};

use crate::accessibility::is_accessible;
use crate::notice::{approves, approves_as, passwords};
use crate::sample::{Entry, MANUAL, WALKS, applied, applied_as, stage};
use crate::settings;
use crate::staff::member::Member;
use correction::{corrects, finds_out, returns, sees_the_changes, sends};

/// The day on which the center lets the use begin: not the one that was asked for, 2019-04-18.
const START: &str = "2019-04-22T09:00:00+09:00";
/// A day behind システム設定申込締切日 of 2018-11-06, which is 2018-10-31.
const LAPSED: &str = "2018-11-01T09:00:00+09:00";

#[tokio::test(flavor = "multi_thread")]
async fn an_application_goes_from_its_receipt_over_a_return_to_the_start_of_use() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let (mut applicant, provisional) = applied(&service, &browsers, WALKS[0]).await?;

    let reviewer = begins_to_review(&service, &browsers).await?;
    returns(&reviewer).await?;
    finds_out(&applicant, &provisional).await?;
    corrects(&mut applicant).await?;
    sends(&applicant).await?;

    reviewer.presses("審査一覧").await?;
    reviewer.presses("1800001A").await?;
    sees_the_changes(&reviewer).await?;
    schedules(&reviewer, &applicant).await?;
    approves_with_another_start(&reviewer).await?;

    let own = reads_the_notice(&applicant).await?;
    opens_a_form(&applicant, "申込書を出力する（PDF）").await?;
    applicant.no_longer_sees("承諾書を出力する（PDF）").await?;
    applicant.opens("/menu").await?;
    applicant.presses("システム設定を申し込む").await?;
    applicant.is_on("システム設定申込").await?;
    settings::fills(&applicant).await?;
    settings::registers(&applicant, "1800001S").await?;
    settings::approves(&reviewer, "1800001S").await?;
    reviewer.leaves().await?;
    applicant.opens("/menu").await?;
    applicant.sees("【1800001A】利用開始待ち").await?;

    the_day_comes(&service, START).await?;
    is_refused(&applicant, &provisional).await?;
    applicant.logs_in(&("NAC001".to_owned(), own)).await?;
    applicant.sees("【1800001A】利用開始").await?;
    applicant.sees("NACCSをご利用いただけます。").await?;
    is_accessible(&applicant, "menu-in-use").await?;
    applicant.presses("申込内容を見る").await?;
    applicant.sees("2019年4月22日（月）").await?;
    opens_a_form(&applicant, "申込書を出力する（PDF）").await?;
    opens_a_form(&applicant, "承諾書を出力する（PDF）").await?;
    is_accessible(&applicant, "application-in-use").await?;
    applicant.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_system_settings_an_approval_lapses_behind_its_deadline() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    let (applicant, credentials) = applied(&service, &browsers, WALKS[2]).await?;
    let reviewer = approves(&service, &browsers).await?;
    applicant.opens("/menu").await?;
    applicant.sees("期限：2018年10月31日（水）").await?;

    the_day_comes(&service, LAPSED).await?;
    applicant.logs_in(&credentials).await?;
    applicant.sees("【1800001A】無効").await?;
    applicant.sees("この申込はキャンセルとなりました。").await?;
    applicant.no_longer_sees("システム設定を申し込む").await?;
    is_accessible(&applicant, "menu-lapsed").await?;
    applicant.presses("申込内容を見る").await?;
    applicant.sees("申込の履歴").await?;
    applicant.no_longer_sees("ID通知内容").await?;
    applicant.no_longer_sees("日程をカレンダーに保存する").await?;
    is_accessible(&applicant, "application-lapsed").await?;
    let mails = applicant.mails().await?;
    ensure!(mails.iter().any(|mail| mail.contains("1800001A") && mail.contains("キャンセル")), "{mails:?}");
    applicant.opens("/settings").await?;
    applicant.no_longer_sees("企業名（英）").await?;
    reviewer.reloads().await?;
    reviewer.leaves().await?;
    applicant.leaves().await
}

/// An office in use, on its menu.
pub(crate) struct InUse<'a> {
    pub(crate) applicant: Person<'a>,
    /// 事業所コード and its password.
    pub(crate) credentials: (String, String),
}

/// Takes the shortest way into use: terminals behind a gateway.
pub(crate) async fn in_use<'a>(service: &'a Service, browsers: &Browsers) -> Result<InUse<'a>> {
    comes_into_use(service, browsers, &Entry::first(WALKS[2])).await
}

/// Applies without works, is approved, reads its ID notice, sets up, and comes into use on its day.
pub(crate) async fn comes_into_use<'a>(service: &'a Service, browsers: &Browsers, entry: &Entry) -> Result<InUse<'a>> {
    let (applicant, _) = applied_as(service, browsers, entry).await?;
    let reviewer = approves_as(service, browsers, entry).await?;
    applicant.opens("/menu").await?;
    applicant.presses("ID通知内容").await?;
    applicant.sees(entry.office).await?;
    is_accessible(&applicant, &format!("id-notice-{}", entry.office)).await?;
    let own = passwords(&applicant).await?.into_iter().next().context("the office has a password")?;
    applicant.opens("/settings").await?;
    settings::fills(&applicant).await?;
    settings::registers(&applicant, &entry.settings()).await?;
    settings::approves(&reviewer, &entry.settings()).await?;
    reviewer.leaves().await?;
    the_day_comes(service, &format!("{}T09:00:00+09:00", entry.start.replace('/', "-"))).await?;
    let credentials = (entry.office.to_owned(), own);
    applicant.logs_in(&credentials).await?;
    applicant.sees(&format!("【{}】利用開始", entry.application())).await?;
    Ok(InUse { applicant, credentials })
}

/// A reviewer logs in for the first time and takes the only application.
async fn begins_to_review<'a>(service: &'a Service, browsers: &Browsers) -> Result<Person<'a>> {
    let member = Member::added(service, "hanako", "審査 花子", "reviewer")?;
    let person = member.at_work(service, browsers).await?;
    person.presses("1800001A").await?;
    person.presses("内容確認を始める").await?;
    person.sees("内容確認中").await?;
    Ok(person)
}

/// 日程調整 (N-013): the applicant is told that the center will call; the day of the works is what both agreed on.
async fn schedules(reviewer: &Person<'_>, applicant: &Person<'_>) -> Result<()> {
    reviewer.presses("内容確認を始める").await?;
    reviewer.presses("日程調整を始める").await?;
    reviewer.sees("回線の日程調整中").await?;
    applicant.opens("/menu").await?;
    applicant.sees("【1800001A】回線の日程調整中").await?;
    applicant.sees("回線工事の日程を調整しています。").await?;
    is_accessible(applicant, "menu-scheduling").await
}

/// The center's answers of the line are asked for; what is missing is said, and what stands is kept.
async fn approves_with_another_start(reviewer: &Person<'_>) -> Result<()> {
    reviewer.types("利用開始日", "2019/04/22").await?;
    reviewer.types("企業略称", "NAC").await?;
    reviewer.presses("承認する").await?;
    reviewer.sees("印のある項目を直してから承認してください。").await?;
    reviewer.types("IPアドレス", "192.0.2.1").await?;
    reviewer.types("DNSアドレス", "192.0.2.53").await?;
    reviewer.types("回線工事日", "2019/04/10").await?;
    is_accessible(reviewer, "staff-approval-line").await?;
    reviewer.presses("承認する").await?;
    reviewer.sees("審査終了").await?;
    reviewer.sees("NAC001").await
}

/// ID通知内容: codes, days and passwords; returns the password of the office, which is the first.
async fn reads_the_notice(applicant: &Person<'_>) -> Result<String> {
    applicant.opens("/menu").await?;
    applicant.presses("ID通知内容").await?;
    applicant.is_on("ID通知内容").await?;
    for words in ["NAC001", "1ANAC", "A01", "A02", "192.0.2.53"] {
        applicant.sees(words).await?;
    }
    is_accessible(applicant, "id-notice-line").await?;
    let own = passwords(applicant).await?.into_iter().next().context("the office has a password")?;
    applicant.presses("利用申込詳細").await?;
    applicant.sees("パッケージソフトのインストール").await?;
    applicant.sees("192.0.2.53").await?;
    Ok(own)
}

/// Follows the link of a printed form as the browser does.
pub(crate) async fn opens_a_form(person: &Person<'_>, words: &str) -> Result<()> {
    let link = person.button(words).await?;
    let fetch = "const [link, done] = arguments;
        fetch(link.href)
            .then(async reply => [reply.status, reply.headers.get('content-type'), (await reply.text()).slice(0, 5)].join(' '))
            .then(done, error => done(String(error)))";
    let form: String = person.driver.execute_async(fetch, vec![link.to_json()?]).await?.convert()?;
    ensure!(form == "200 application/pdf %PDF-", "{words}: {form}");
    Ok(())
}

/// The jobs run at each start, so that a day that comes is acted on without waiting for their minute.
pub(crate) async fn the_day_comes(service: &Service, instant: &str) -> Result<()> {
    service.set_clock(instant)?;
    service.kill_and_restart().await
}

/// From 利用開始日 on the provisional ID opens nothing (N-048).
async fn is_refused(person: &Person<'_>, credentials: &(String, String)) -> Result<()> {
    person.logs_in(credentials).await?;
    person.sees("ログインIDとパスワードを確認して、もう一度入力してください。").await
}
