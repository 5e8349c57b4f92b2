//! ID通知: its words, the window of its passwords, who reads it, and what the database holds after it (N-260 … N-269).

mod erased;
mod keys;
pub(crate) mod reissues;
mod window;

use nss_core::{api::CredentialNotice, review::Move};
use nss_server::{review::Content, store::application};

use crate::{
    clock_jobs::account_of,
    reviews::{REVIEWER, center, moves, registered, registered_with_a_line},
    support::{Browser, World, at, on_each_store},
};

/// An application that was approved on a day, and the browser of its applicant.
pub(super) async fn approved_on<'w>(
    world: &'w World,
    mail: &str,
    reviewed: &str,
    start: &str,
) -> (application::Model, Browser<'w>) {
    world.clock.set(at(&format!("{reviewed}T10:00:00+09:00")));
    let application = registered(world, mail).await;
    let taken = moves(world, &application, REVIEWER, Move::Take, Content::Nothing).await.unwrap();
    let center = center(&[("start.confirmed_date", start)]);
    let approved = moves(world, &taken, REVIEWER, Move::Approve, Content::Center(&center)).await.unwrap();
    (approved, logged_in(world, mail).await)
}

/// A browser of the account with that address.
pub(super) async fn logged_in<'w>(world: &'w World, mail: &str) -> Browser<'w> {
    let mails = world.mails().await;
    let first = mails.iter().find(|sent| sent.recipient == mail && sent.body.contains("仮パスワード：")).unwrap();
    let line = |name: &str| first.body.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    let mut browser = world.browser();
    assert_eq!(browser.log_in(line("仮ログインID："), line("仮パスワード：")).await.status, 200);
    browser
}

pub(super) fn path(application: &application::Model) -> String {
    format!("/api/applications/{}/credential-notice", application.id)
}

#[tokio::test]
async fn the_notice_says_what_the_contract_in_force_says() {
    on_each_store(async |world| {
        let application = registered_with_a_line(world, "a@example.jp").await;
        let taken = moves(world, &application, REVIEWER, Move::Take, Content::Nothing).await.unwrap();
        let scheduled = moves(world, &taken, REVIEWER, Move::Schedule, Content::Nothing).await.unwrap();
        let mut browser = logged_in(world, "a@example.jp").await;
        assert_eq!(browser.get(&path(&application)).await.status, 404, "before the approval");
        let center = center(&[
            ("lines.l1n3l1n3.ip", "192.0.2.1"),
            ("lines.l1n3l1n3.dns", "192.0.2.53"),
            ("lines.l1n3l1n3.confirmed_works_date", "20270315"),
            ("start.confirmed_date", "20270405"),
        ]);
        moves(world, &scheduled, REVIEWER, Move::Approve, Content::Center(&center)).await.unwrap();
        let notice: CredentialNotice = browser.get(&path(&application)).await.read();
        assert_eq!(notice.number, application.number);
        let office = &notice.office;
        assert_eq!(
            [
                &office.code,
                &office.abbreviation,
                &office.billing_code,
                &office.system,
                &office.starts_on,
                &office.customs
            ],
            ["AAA001", "AAA", "1000001", "海上", "2027年4月5日（月）", "横浜"]
        );
        let [user] = &notice.users[..] else { panic!("{notice:?}") };
        assert_eq!(
            [&user.trades, &user.mode, &user.code, &user.number],
            ["通関業", "インタラクティブ", "1AAAA", "A01"]
        );
        let [line] = &notice.lines[..] else { panic!("{notice:?}") };
        assert_eq!(
            [&line.access, &line.number, &line.system, &line.redundancy, &line.ip, &line.dns],
            ["専用線接続", "10001", "海上", "×", "192.0.2.1", "192.0.2.53"]
        );
        assert_eq!(notice.terminals.len(), 3);
        let terminal = &notice.terminals[0];
        assert_eq!(
            [&terminal.line, &terminal.system, &terminal.device, &terminal.mode, &terminal.name],
            ["10001", "海上", "PC", "インタラクティブ", "00001A"]
        );
        for password in [&office.password, &user.password] {
            assert_eq!(password.as_ref().map(String::len), Some(8));
        }
        assert_ne!(office.password, user.password);
    })
    .await;
}

#[tokio::test]
async fn nobody_else_reads_it() {
    on_each_store(async |world| {
        let (application, _) = approved_on(world, "a@example.jp", "2026-11-19", "20270105").await;
        let mut other = world.browser();
        other.enter("b@example.jp").await;
        for (method, path) in [("GET", "credential-notice"), ("GET", "calendar.ics"), ("POST", "credential-reissues")] {
            let path = format!("/api/applications/{}/{path}", application.id);
            let reply = other.send(other.request(method, &path, "")).await;
            assert_eq!(reply.status, 404, "{path}");
            let mut nobody = world.browser();
            let reply = nobody.send(nobody.request(method, &path, "")).await;
            assert_eq!(reply.status, 401, "{path}");
        }
        assert_eq!(account_of(world, &application).await.state, "applied");
    })
    .await;
}

#[tokio::test]
async fn the_days_go_as_a_calendar_file_with_the_mail_and_from_the_page() {
    on_each_store(async |world| {
        let (application, mut browser) = approved_on(world, "a@example.jp", "2019-12-02", "20191211").await;
        let reply = browser.get(&format!("/api/applications/{}/calendar.ics", application.id)).await;
        assert_eq!((reply.status.as_u16(), reply.header("content-type")), (200, "text/calendar; charset=utf-8"));
        for day in ["20191205", "20191211", "20191212"] {
            assert!(reply.text.contains(&format!("DTSTART;VALUE=DATE:{day}\r\n")), "{}", reply.text);
        }
        let mails = world.mails().await;
        let mail = mails.iter().find(|mail| mail.subject.contains("利用申込確認完了")).unwrap();
        assert_eq!(mail.calendar.as_deref(), Some(reply.text.as_str()));
        assert!(mails.iter().filter(|mail| mail.calendar.is_some()).all(|with| with.subject == mail.subject));
    })
    .await;
}
