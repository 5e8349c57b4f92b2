//! The 48 hours (V-01), to the second.

use axum::http::StatusCode;
use nss_core::api::{Session, StoredDraft};
use nss_server::{jobs, store::account, store::draft};
use sea_orm::EntityTrait;
use serde_json::json;

use crate::support::on_each_store;

const HOURS_48: i64 = 48 * 3600;

#[tokio::test]
async fn id_and_password_open_at_47_59_59_and_not_at_48_00_00() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        let (login_id, password) = world.credentials().await;
        world.clock.pass(HOURS_48 - 1);
        assert_eq!(browser.log_in(&login_id, &password).await.status, StatusCode::OK);
        world.clock.pass(1);
        let reply = browser.log_in(&login_id, &password).await;
        assert_eq!((reply.status.as_u16(), reply.json()["type"].as_str()), (401, Some("/problems/login-refused")));
    })
    .await;
}

#[tokio::test]
async fn saving_does_not_stop_the_clock_and_the_session_ends_with_the_account() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        let (login_id, password) = world.credentials().await;
        world.clock.pass(HOURS_48 - 60);
        browser.log_in(&login_id, &password).await;
        let path = browser.draft_path().await;
        world.clock.pass(59);
        let stored: StoredDraft = browser.get(&path).await.read();
        let save = |revision: u32| json!({ "revision": revision, "draft": stored.draft });
        assert_eq!(browser.put(&path, &save(1)).await.status, StatusCode::OK, "47:59:59");
        world.clock.pass(1);
        for reply in [
            browser.put(&path, &save(2)).await,
            browser.get(&path).await,
            browser.post(&format!("{path}/submission"), &json!({ "revision": 2 })).await,
            browser.post("/api/session/extension", &json!(null)).await,
        ] {
            assert_eq!((reply.status.as_u16(), reply.json()["type"].as_str()), (410, Some("/problems/draft-locked")));
        }
        let session: Session = browser.get("/api/session").await.read();
        assert_eq!(session.account, None);
    })
    .await;
}

#[tokio::test]
async fn an_account_that_registered_its_application_lives_on() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        let (login_id, password) = world.credentials().await;
        world.clock.pass(HOURS_48 - 1);
        browser.log_in(&login_id, &password).await;
        let (path, revision) = browser.fill().await;
        let reply = browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
        world.clock.pass(90 * 24 * 3600);
        jobs::expire(&world.app).await.unwrap();
        let session: Session = browser.log_in(&login_id, &password).await.read();
        assert_eq!(session.account.unwrap().applications.len(), 1);
        assert_eq!(browser.get(&path).await.status, StatusCode::OK, "its draft is not erased");
    })
    .await;
}

#[tokio::test]
async fn the_draft_is_locked_at_the_end_and_erased_thirty_days_later() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let only = async || draft::Entity::find().one(&world.app.store.db).await.unwrap();
        world.clock.pass(HOURS_48 - 1);
        jobs::expire(&world.app).await.unwrap();
        assert!(only().await.unwrap().is_open());
        world.clock.pass(1);
        jobs::expire(&world.app).await.unwrap();
        let locked = only().await.unwrap();
        assert!(!locked.is_open() && locked.body.contains("混載"), "sealed, not gone");
        world.clock.pass(30 * 24 * 3600 - 1);
        jobs::expire(&world.app).await.unwrap();
        assert!(only().await.is_some());
        world.clock.pass(1);
        jobs::expire(&world.app).await.unwrap();
        assert_eq!(only().await, None);
        let account = account::Entity::find().one(&world.app.store.db).await.unwrap().unwrap();
        assert_eq!((account.mail.as_str(), account.answers.as_str()), ("", ""), "nothing personal is left");
    })
    .await;
}
