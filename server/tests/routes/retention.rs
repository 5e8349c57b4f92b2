//! Rows that nobody needs any more are deleted after their period; no application loses its account.

use nss_core::api::Session;
use nss_server::{
    jobs,
    store::{account, outbox},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;

use crate::support::{World, on_each_store};

const DAY: i64 = 24 * 3600;

async fn counts(world: &World) -> (u64, u64) {
    jobs::run_clean_up(&world.app).await;
    let db = &world.app.store.db;
    (account::Entity::find().count(db).await.unwrap(), outbox::Entity::find().count(db).await.unwrap())
}

#[tokio::test]
async fn lines_of_mails_are_deleted_after_ninety_days_and_erased_accounts_after_thirty_more_and_48_hours() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("applicant@example.jp").await;
        let (login_id, password) = world.credentials().await;
        let (path, revision) = browser.fill().await;
        browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await;
        browser.register("gone@example.jp").await;
        world.mails().await;
        assert_eq!(counts(world).await, (2, 3));
        world.clock.pass(90 * DAY);
        assert_eq!(counts(world).await, (2, 3), "sent within the lease of two minutes");
        // A mail that waits is none of them, however old it is.
        browser.post("/api/password-reissues", &json!({ "mail": "applicant@example.jp" })).await;
        world.clock.pass(120);
        assert_eq!(counts(world).await, (2, 1));
        world.clock.pass(32 * DAY - 121);
        assert_eq!(counts(world).await, (2, 1));
        world.clock.pass(1);
        assert_eq!(counts(world).await, (1, 1), "the erased account only");
        world.clock.pass(1000 * DAY);
        assert_eq!(counts(world).await, (1, 1), "the mail still waits");
        let session: Session = browser.log_in(&login_id, &password).await.read();
        assert_eq!(session.account.unwrap().applications.len(), 1);
    })
    .await;
}
