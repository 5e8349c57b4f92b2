//! `/api/password-reissues`: a lost password is replaced.

use axum::http::StatusCode;
use nss_server::{
    jobs,
    store::{account, outbox},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::support::{Browser, World, on_each_store};

async fn queued(world: &World) -> u64 {
    outbox::Entity::find().count(&world.app.store.db).await.unwrap()
}

/// Asks for another password.
async fn reissue(browser: &mut Browser<'_>, mail: &str) {
    let reply = browser.post("/api/password-reissues", &json!({ "mail": mail })).await;
    assert_eq!((reply.status.as_u16(), reply.text.as_str()), (202, r#"{"accepted":true}"#));
}

#[tokio::test]
async fn the_old_password_and_its_sessions_stand_until_the_new_one_is_first_used() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        let before = browser.enter("A@example.jp").await.account.unwrap();
        let (_, old) = world.credentials().await;
        let draft = format!("/api/drafts/{}", before.draft.unwrap());
        // A stranger who knows the address.
        world.clock.pass(600);
        reissue(&mut world.browser_at("198.51.100.1"), " a@EXAMPLE.jp ").await;
        assert_eq!(browser.get(&draft).await.status, StatusCode::OK, "the session goes on");
        let mut elsewhere = world.browser_at("192.0.2.2");
        assert_eq!(elsewhere.log_in(&before.login_id, &old).await.status, StatusCode::OK);
        let (login_id, new) = world.credentials().await;
        assert_eq!(login_id, before.login_id);
        assert_ne!(new, old);
        let mut desk = world.browser_at("192.0.2.3");
        let after: nss_core::api::Session = desk.log_in(&login_id, &new).await.read();
        assert_eq!(after.account.unwrap().expires_at, before.expires_at);
        for other in [&mut browser, &mut elsewhere] {
            assert_eq!(other.get(&draft).await.status, StatusCode::UNAUTHORIZED, "other sessions end");
        }
        assert_eq!(browser.log_in(&login_id, &old).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(browser.log_in(&login_id, &new).await.status, StatusCode::OK);
        assert_eq!(desk.get(&draft).await.status, StatusCode::OK, "only the first use ends sessions");
    })
    .await;
}

/// Ways in which people copy and type `a-b@example.jp`.
const WRITTEN: [&str; 10] = [
    "\u{202a}a-b@example.jp\u{202c}",
    "\u{feff}a-b@example.jp",
    "a\u{ad}-b@exam\u{200b}ple.jp",
    "ａ－ｂ＠ｅｘａｍｐｌｅ．ｊｐ",
    "A-B＠Example.jp",
    "a-b@example．jp",
    "a\u{2010}b@example.jp",
    "a\u{2212}b@example.jp",
    "\u{3000}a-b@example.jp\u{a0}\r\n",
    "a-b@example.jp\0",
];

#[tokio::test]
async fn an_address_is_found_however_it_is_written() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a-b@example.jp").await;
        for (nth, written) in WRITTEN.into_iter().enumerate() {
            world.clock.pass(3600);
            reissue(&mut browser, written).await;
            assert_eq!(world.mails().await.len(), 2 + nth, "{written:?}");
        }
        // All of them are one address for the limit.
        world.clock.pass(3600);
        let mut replies = Vec::new();
        for written in &WRITTEN[..6] {
            let reply = browser.post("/api/password-reissues", &json!({ "mail": written })).await;
            replies.push(reply.status.as_u16());
        }
        assert_eq!(replies.last(), Some(&429), "{replies:?}");
    })
    .await;
}

#[tokio::test]
async fn the_mail_says_until_when_and_what_the_first_use_does() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("A@example.jp").await;
        world.clock.pass(3600);
        reissue(&mut browser, "a@example.jp").await;
        let mail = &world.mails().await[0];
        assert_eq!(
            (mail.recipient.as_str(), mail.subject.as_str()),
            ("A@example.jp", "【NSS】仮パスワード再発行のお知らせ")
        );
        for sentence in [
            "2026年11月21日（土）10:15まで使えます。",
            "この仮パスワードで一度ログインすると、これまでのパスワードは使えなくなります。",
        ] {
            assert!(mail.body.contains(sentence), "{}", mail.body);
        }
    })
    .await;
}

#[tokio::test]
async fn of_several_reissued_passwords_the_newest_opens() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        let (login_id, old) = world.credentials().await;
        let mut reissued = Vec::new();
        for _ in 0..2 {
            world.clock.pass(60);
            reissue(&mut browser, "a@example.jp").await;
            reissued.push(world.credentials().await.1);
        }
        assert_eq!(browser.log_in(&login_id, &reissued[0]).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(browser.log_in(&login_id, &old).await.status, StatusCode::OK);
        assert_eq!(browser.log_in(&login_id, &reissued[1]).await.status, StatusCode::OK);
        assert_eq!(browser.log_in(&login_id, &old).await.status, StatusCode::UNAUTHORIZED);
        // The next reissue stands beside the password that was reissued before.
        reissue(&mut browser, "a@example.jp").await;
        assert_eq!(browser.log_in(&login_id, &reissued[1]).await.status, StatusCode::OK);
        let (_, newest) = world.credentials().await;
        assert_eq!(browser.log_in(&login_id, &newest).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn first_uses_at_the_same_time_all_open_and_no_old_session_survives() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let (_, old) = world.credentials().await;
        reissue(&mut browser, "a@example.jp").await;
        let (login_id, new) = world.credentials().await;
        let other = world.another_process().await;
        let mut running = JoinSet::new();
        for number in 0..8 {
            let router = if number % 2 == 0 { &world.router } else { &other.router }.clone();
            let is_new = number < 4;
            let body = json!({ "login_id": login_id, "password": if is_new { &new } else { &old } });
            let request =
                world.browser_at(&format!("198.51.100.{number}")).request("POST", "/api/session", body.to_string());
            running.spawn(async move { (is_new, router.oneshot(request).await.unwrap()) });
        }
        for (is_new, reply) in running.join_all().await {
            assert!(!is_new || reply.status() == StatusCode::OK, "{}", reply.status());
            let Some(cookie) = reply.headers().get("set-cookie") else { continue };
            browser.cookie = Some(cookie.to_str().unwrap().split(';').next().unwrap().to_owned());
            let session: nss_core::api::Session = browser.get("/api/session").await.read();
            assert_eq!(session.account.is_some(), is_new);
        }
        other.app.store.clone().close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_reissued_password_ends_with_the_48_hours_and_is_erased_with_the_account() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        world.clock.pass(47 * 3600);
        reissue(&mut browser, "a@example.jp").await;
        let (login_id, new) = world.credentials().await;
        world.clock.pass(3600);
        assert_eq!(browser.log_in(&login_id, &new).await.status, StatusCode::UNAUTHORIZED);
        for days in [0, 30] {
            world.clock.pass(days * 24 * 3600);
            jobs::expire(&world.app).await.unwrap();
        }
        let account = account::Entity::find().one(&world.app.store.db).await.unwrap().unwrap();
        assert_eq!((account.state.as_str(), account.password_hashes()), ("erased", vec![String::new()]));
    })
    .await;
}

#[tokio::test]
async fn a_known_and_an_unknown_address_get_the_same_answer_for_the_same_work() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        let before = queued(world).await;
        let known = browser.post("/api/password-reissues", &json!({ "mail": "a@example.jp" })).await;
        let for_known = queued(world).await - before;
        let unknown = browser.post("/api/password-reissues", &json!({ "mail": "b@example.jp" })).await;
        let for_unknown = queued(world).await - before - for_known;
        assert_eq!((known.status, &known.text), (unknown.status, &unknown.text));
        assert_eq!((for_known, for_unknown), (1, 1), "rows written");
        assert_eq!(world.mails().await.len(), 2, "but nothing is sent to the unknown");
    })
    .await;
}

#[tokio::test]
async fn an_account_whose_hours_are_over_gets_no_password() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        world.clock.pass(48 * 3600);
        let reply = browser.post("/api/password-reissues", &json!({ "mail": "a@example.jp" })).await;
        assert_eq!(reply.status, StatusCode::ACCEPTED);
        assert_eq!(world.mails().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn five_in_an_hour_for_one_address_whether_it_is_known_or_not() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        for mail in ["nobody@example.jp", "\0", &"x".repeat(300)] {
            assert_eq!(browser.post("/api/password-reissues", &json!({ "mail": mail })).await.status.as_u16(), 202);
        }
        for _ in 0..4 {
            browser.post("/api/password-reissues", &json!({ "mail": "nobody@example.jp" })).await;
        }
        let reply = browser.post("/api/password-reissues", &json!({ "mail": "nobody@example.jp" })).await;
        assert_eq!((reply.status.as_u16(), reply.header("retry-after")), (429, "3600"));
    })
    .await;
}
