//! The staff at the review desk: the first log-in, a return with pinned reasons, an approval, two reviewers on one application,
//! a mail that did not arrive.

mod look;
mod mail;
pub(crate) mod member;
mod pair;

use anyhow::{Result, ensure};
use nss_tests::person::Hands;
use nss_tests::{Browsers, Person, Service};

use crate::accessibility::is_accessible;
use crate::sample::{MANUAL, WALKS, begin, fill_the_pages, stage};
use look::{looks_around, prints};
use member::Member;

/// The instants of the log-ins after the set-up.
pub(crate) const LATER: &str = "2018-10-29T09:15:00+09:00";
const LATER_STILL: &str = "2018-10-29T09:25:00+09:00";
const APPLICANT: &str = "konsai.ichiro@naccs.co.jp";

/// Registers the application for terminals behind a gateway.
async fn registers(service: &Service, browsers: &Browsers, number: &str) -> Result<()> {
    let applicant = Person::sits_down(service, browsers).await?;
    begin(&applicant).await?;
    fill_the_pages(&applicant, WALKS[2]).await?;
    // A day on which the center is closed, which warns.
    applicant.presses("変更：利用開始希望日").await?;
    applicant.types("利用開始希望日", "20181103").await?;
    applicant.presses("申込内容確認へ進む").await?;
    applicant.presses("申込内容を登録する").await?;
    applicant.sees(number).await?;
    applicant.leaves().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reviewer_returns_one_application_and_approves_another() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    for number in ["1800001A", "1800002A"] {
        registers(&service, &browsers, number).await?;
    }
    let member = Member::added(&service, "hanako", "審査 花子", "reviewer")?;
    let mut person = Person::sits_down(&service, &browsers).await?;
    sets_up(&mut person, &service, &member).await?;
    member.logs_in(&person, &service, LATER).await?;
    finds(&person).await?;
    reads(&person).await?;
    returns(&person).await?;
    approves(&person).await?;
    prints(&person).await?;
    person.leaves().await?;
    looks_around(&service, &browsers, &member).await
}

/// The first log-in, by keyboard: password, QR code, code; then out again.
async fn sets_up(person: &mut Person<'_>, service: &Service, member: &Member) -> Result<()> {
    person.hands = Hands::Keyboard;
    person.opens("/staff").await?;
    person.is_on("審査担当者のログイン").await?;
    is_accessible(person, "staff-login").await?;
    member.enters(person).await?;
    is_accessible(person, "staff-password").await?;
    member.changes_password(person).await?;
    let drawn = "return [...document.querySelectorAll('img.app-qr')].filter(code => code.complete && code.naturalWidth > 0).length";
    person.counts("QR codes", drawn, 1).await?;
    is_accessible(person, "staff-second-factor").await?;
    person.types("確認コード", "000000").await?;
    person.presses("登録する").await?;
    person.sees("新しい確認コードを入力してください").await?;
    is_accessible(person, "staff-second-factor-wrong").await?;
    member.confirms(person, service).await?;
    person.presses("ログアウト").await?;
    person.is_on("審査担当者のログイン").await?;
    person.hands = Hands::Mouse;
    Ok(())
}

/// Filters, searches, and saves the list.
async fn finds(person: &Person<'_>) -> Result<()> {
    for number in ["1800001A", "1800002A"] {
        person.sees(number).await?;
    }
    is_accessible(person, "staff-queue").await?;
    person.chooses("担当", "自分").await?;
    person.presses("絞り込む").await?;
    person.sees("この条件の申込はありません").await?;
    is_accessible(person, "staff-queue-empty").await?;
    person.chooses("担当", "すべて").await?;
    person.types("受付番号・企業・コード", "1800002").await?;
    person.presses("絞り込む").await?;
    person.sees("1800002A").await?;
    person.no_longer_sees("1800001A").await?;
    let csv = fetched(person, "main a[download]").await?;
    ensure!(csv.starts_with("200 text/csv") && csv.contains("1800002A,新規申込,受付,"), "{csv}");
    ensure!(!csv.contains("1800001A"), "the list is filtered: {csv}");
    person.reloads().await?;
    person.sees_value("受付番号・企業・コード", "1800002").await?;
    person.types("受付番号・企業・コード", "ナックス").await?;
    person.presses("絞り込む").await?;
    person.sees("1800001A").await
}

/// The application as it is stored, its warnings first, its files.
async fn reads(person: &Person<'_>) -> Result<()> {
    person.presses("1800001A").await?;
    person.sees("は営業日ではありません").await?;
    let page = person.page().await?;
    let place = |words: &str| page.find(words).unwrap_or(usize::MAX);
    let (warning, answer) = (place("は営業日ではありません"), place("堀川町９９９番地　ナックスタワー１階"));
    ensure!(warning < answer && answer < usize::MAX, "the warnings stand before the answers:\n{page}");
    let file = fetched(person, ".app-summary a[download]").await?;
    ensure!(file.starts_with("200 application/pdf %PDF-"), "{file}");
    let archive = fetched(person, ".app-desk__files a").await?;
    ensure!(archive.starts_with("200 application/zip PK") && archive.contains("システム構成図.pdf"), "{archive}");
    person.chooses("担当を決める", "自分").await?;
    person.presses("担当にする").await?;
    let assigned =
        "return [...document.querySelectorAll('.app-facts dd')].filter(fact => fact.innerText === '審査 花子').length";
    person.counts("members who have it", assigned, 1).await?;
    person.types("メモ（申込者には表示されません）", "電話で確認済み").await?;
    person.presses("メモを残す").await?;
    person.sees_value("メモ（申込者には表示されません）", "").await?;
    person.sees("電話で確認済み").await
}

/// Status, type and text of a file to which a link leads.
async fn fetched(person: &Person<'_>, link: &str) -> Result<String> {
    let script = r"
        const [link, done] = arguments;
        fetch(document.querySelector(link).href)
            .then(async reply => [reply.status, reply.headers.get('content-type'), await reply.text()].join(' '))
            .then(done, error => done(String(error)));";
    Ok(person.driver.execute_async(script, vec![link.into()]).await?.convert()?)
}

/// Three reasons: at an answer, at one of a nested row, about the whole.
async fn returns(person: &Person<'_>) -> Result<()> {
    person.presses("内容確認を始める").await?;
    person.sees("内容確認中").await?;
    is_accessible(person, "staff-application").await?;
    person.presses("確認事項を返す").await?;
    person.sees("「指摘する」を押して、確認事項を入力してください。").await?;
    for (pin, place, words) in [
        ("指摘する：事業所名", "事業所：事業所名", "登記のとおりにご記入ください。"),
        ("指摘する：処理方式", "利用者コード1 ID1：処理方式", "処理方式をご確認ください。"),
        ("申込全体への確認事項を書く", "申込全体", "委任状を添付してください。"),
    ] {
        person.presses(pin).await?;
        let focused = format!("return document.activeElement.labels?.[0]?.innerText === '{place}' ? 1 : 0");
        person.counts(&format!("boxes for 「{place}」 with the focus"), &focused, 1).await?;
        person.strikes(words).await?;
    }
    is_accessible(person, "staff-return").await?;
    person.presses("確認事項を返す").await?;
    person.sees("確認事項あり").await?;
    person.sees("利用者コード1 ID1：処理方式：処理方式をご確認ください。").await?;
    person.sees("申込全体：委任状を添付してください。").await?;
    person.no_longer_sees("指摘する").await?;
    is_accessible(person, "staff-returned").await?;
    let mails = person.mails().await?;
    let told = mails
        .iter()
        .any(|mail| mail.contains("申込内容の確認事項のお知らせ") && mail.contains(&format!("→ {APPLICANT}")));
    ensure!(told, "no mail tells the applicant: {mails:?}");
    Ok(())
}

async fn approves(person: &Person<'_>) -> Result<()> {
    person.presses("審査一覧").await?;
    person.is_on("審査一覧").await?;
    person.no_longer_sees("1800001A").await?;
    person.presses("1800002A").await?;
    person.presses("内容確認を始める").await?;
    person.sees("空のままなら「AAA001」を付けます").await?;
    person.types("利用開始日", "2018/10/30").await?;
    person.sees("利用開始日を").await?;
    is_accessible(person, "staff-approval-wrong").await?;
    person.types("利用開始日", "2019/05/07").await?;
    person.types("企業略称", "NAC").await?;
    person.sees("企業略称「NAC」の次のコードを付けます").await?;
    is_accessible(person, "staff-approval").await?;
    person.presses("承認する").await?;
    person.sees("審査終了").await?;
    person.sees("NAC001").await?;
    person.sees("2019/05/07").await?;
    is_accessible(person, "staff-approved").await
}
