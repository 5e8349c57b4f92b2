//! A mail that the mail server refuses is shown to the staff, who send it again.

use anyhow::{Result, ensure};
use nss_tests::mail_server::MailServer;

use super::{APPLICANT, Member, registers};
use crate::accessibility::is_accessible;
use crate::sample::{MANUAL, stage};

#[tokio::test(flavor = "multi_thread")]
async fn an_undelivered_mail_is_sent_again() -> Result<()> {
    let (service, browsers) = stage(MANUAL).await?;
    registers(&service, &browsers, "1800001A").await?;
    let server = MailServer::refusing().await?;
    service.restart_with_mail(&server.url()).await?;
    let member = Member::added(&service, "hanako", "審査 花子", "reviewer")?;
    let person = member.at_work(&service, &browsers).await?;
    person.opens("/staff/mails").await?;
    person.sees("未達のメールはありません").await?;

    person.presses("審査一覧").await?;
    person.presses("1800001A").await?;
    person.presses("内容確認を始める").await?;
    person.presses("申込全体への確認事項を書く").await?;
    person.types("申込全体", "委任状を添付してください。").await?;
    person.presses("確認事項を返す").await?;
    person.sees("確認事項あり").await?;
    // The mail is refused after the reply to the reviewer.
    for looks in 1.. {
        person.opens("/staff/mails").await?;
        let lists = "return document.querySelectorAll('main table, main .app-rows__empty').length";
        person.counts("lists", lists, 1).await?;
        let page = person.page().await?;
        if page.contains(APPLICANT) {
            break;
        }
        ensure!(looks < 20, "the mail is not listed:\n{page}");
    }
    person.sees("宛先に受け取りを拒否されました。（").await?;
    is_accessible(&person, "staff-mails").await?;
    server.takes_mail();
    let name = "return document.querySelector('main td button').textContent.trim()";
    let name: String = person.driver.execute(name, vec![]).await?.convert()?;
    ensure!(name.starts_with("再送："), "the button names its mail: {name}");
    person.presses(&name).await?;
    person.sees("送信を待っています").await?;
    ensure!(server.has_taken(1).await? == [APPLICANT], "the mail goes to the applicant");
    person.reloads().await?;
    person.sees("未達のメールはありません").await?;
    person.leaves().await
}
