//! 取下げ: until the approval. From then on the account is read, until its retention is over.

use axum::http::StatusCode;
use nss_core::{
    api::{Session, menu::Menu},
    review::{Move, Reason, State},
};
use nss_server::{
    review::Content,
    store::{account, file},
};
use sea_orm::EntityTrait;
use serde_json::json;

use crate::returns::{Returned, registered};
use crate::reviews::{REVIEWER, center, events, moves, stored_application};
use crate::support::on_each_store;

const DAY: i64 = 24 * 3600;

#[tokio::test]
async fn the_reason_is_kept_and_the_account_is_read_until_its_retention_is_over() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.register("a@example.jp").await;
        let (login_id, password) = world.credentials().await;
        browser.log_in(&login_id, &password).await;
        let (path, revision) = browser.fill().await;
        let receipt = browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await.json();
        let mut second = world.browser();
        second.log_in(&login_id, &password).await;

        let id = receipt["id"].as_str().unwrap();
        let body = json!({ "revision": 1, "reason": "計画の変更のため" });
        let reply = browser.post(&format!("/api/applications/{id}/withdrawal"), &body).await;
        assert_eq!(reply.status, StatusCode::NO_CONTENT, "{}", reply.text);
        let application = stored_application(world, id).await;
        assert_eq!(application.state, "withdrawn");
        let last = events(world, id).await.pop().unwrap();
        let reasons: Vec<Reason> = serde_json::from_str(last.reason.as_deref().unwrap()).unwrap();
        assert_eq!((last.step.as_str(), reasons[0].text.as_str()), ("withdraw", "計画の変更のため"));

        let menu: Menu = second.get("/api/menu").await.read();
        let ends_at = menu.ends_at.unwrap();
        assert_eq!((ends_at - world.app.clock.now()).num_days(), 90);
        assert_eq!(menu.applications[0].state, State::Withdrawn);
        let session: Session = second.get("/api/session").await.read();
        let opened = session.account.unwrap();
        assert_eq!((opened.expires_at, opened.draft), (None, None), "no 48 hours, and nothing to change");

        world.clock.pass(90 * DAY - 1);
        nss_server::jobs::run_clean_up(&world.app).await;
        assert_eq!(second.log_in(&login_id, &password).await.status, StatusCode::OK);
        world.clock.pass(1);
        assert_eq!(second.get("/api/menu").await.status, StatusCode::GONE, "before the job runs");
        nss_server::jobs::run_clean_up(&world.app).await;
        assert_eq!(second.log_in(&login_id, &password).await.status, StatusCode::UNAUTHORIZED);
        let account = account::Entity::find().one(&world.app.store.db).await.unwrap().unwrap();
        assert_eq!((account.state.as_str(), &*account.mail, &*account.password_hash), ("erased", "", ""));
    })
    .await;
}

#[tokio::test]
async fn the_application_and_its_files_outlive_the_account() {
    on_each_store(async |world| {
        let (mut browser, application) = registered(world, "a@example.jp").await;
        let path = format!("/api/applications/{}/withdrawal", application.id);
        browser.post(&path, &json!({ "revision": application.revision })).await;
        for _ in 0..3 {
            world.clock.pass(130 * DAY);
            nss_server::jobs::run_clean_up(&world.app).await;
        }
        assert_eq!(stored_application(world, &application.id).await.body, application.body);
        let files = file::Entity::find().all(&world.app.store.db).await.unwrap();
        assert!(!files.is_empty() && files.iter().all(|file| file.state == file::state::KEPT), "{files:?}");
    })
    .await;
}

#[tokio::test]
async fn a_returned_application_is_withdrawn_with_its_draft_locked() {
    on_each_store(async |world| {
        let Returned { mut browser, application } = Returned::of(world, "a@example.jp").await;
        let path = format!("/api/applications/{}/withdrawal", application.id);
        let stale = browser.post(&path, &json!({ "revision": application.revision - 1 })).await;
        assert_eq!(
            (stale.status, &stale.json()["type"]),
            (StatusCode::CONFLICT, &"/problems/application-moved".into())
        );
        let reply = browser.post(&path, &json!({ "revision": application.revision, "reason": "　" })).await;
        assert_eq!(reply.status, StatusCode::NO_CONTENT, "{}", reply.text);
        let draft = nss_server::store::draft::Entity::find_by_id(&application.draft_id);
        assert!(!draft.one(&world.app.store.db).await.unwrap().unwrap().is_open());
        assert_eq!(events(world, &application.id).await.pop().unwrap().reason, None, "no reason is given");
    })
    .await;
}

#[tokio::test]
async fn nothing_is_withdrawn_after_the_approval() {
    on_each_store(async |world| {
        let (mut browser, application) = registered(world, "a@example.jp").await;
        let taken = moves(world, &application, REVIEWER, Move::Take, Content::Nothing).await.unwrap();
        let none = center(&[]);
        let approved = moves(world, &taken, REVIEWER, Move::Approve, Content::Center(&none)).await.unwrap();
        let path = format!("/api/applications/{}/withdrawal", application.id);
        let reply = browser.post(&path, &json!({ "revision": approved.revision })).await;
        assert_eq!(reply.status, StatusCode::CONFLICT, "{}", reply.text);
        assert!(reply.json()["detail"].as_str().unwrap().contains("審査終了"), "{}", reply.text);
        assert_eq!(browser.get("/api/menu").await.status, StatusCode::OK, "the session goes on");
    })
    .await;
}
