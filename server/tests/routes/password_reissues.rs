//! `/api/password-reissues`: a lost password is replaced.

use axum::http::StatusCode;
use nss_server::store::outbox;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;

use crate::support::{World, on_each_store};

async fn queued(world: &World) -> u64 {
    outbox::Entity::find().count(&world.app.store.db).await.unwrap()
}

#[tokio::test]
async fn the_new_password_opens_the_old_one_does_not_and_the_hours_go_on() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        let before = browser.enter("A@example.jp").await.account.unwrap();
        let (_, old) = world.credentials().await;
        world.clock.pass(3600);
        let reply = browser.post("/api/password-reissues", &json!({ "mail": " a@EXAMPLE.jp " })).await;
        assert_eq!((reply.status.as_u16(), reply.text.as_str()), (202, r#"{"accepted":true}"#));
        let (login_id, new) = world.credentials().await;
        assert_eq!(login_id, before.login_id);
        let mail = &world.mails().await[0];
        assert_eq!(
            (mail.recipient.as_str(), mail.subject.as_str()),
            ("A@example.jp", "【NSS】仮パスワード再発行のお知らせ")
        );
        assert!(mail.body.contains("2026年11月21日（土）10:15まで使えます。"), "{}", mail.body);
        let draft = format!("/api/drafts/{}", before.draft.unwrap());
        assert_eq!(browser.get(&draft).await.status, StatusCode::UNAUTHORIZED, "old sessions end");
        assert_eq!(browser.log_in(&login_id, &old).await.status, StatusCode::UNAUTHORIZED);
        let after: nss_core::api::Session = browser.log_in(&login_id, &new).await.read();
        assert_eq!(after.account.unwrap().expires_at, before.expires_at);
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
