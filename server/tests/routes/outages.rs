//! A store that fails for a moment: the answer is 503, and nothing that is acknowledged afterwards is lost.

use std::time::Duration;

use axum::http::StatusCode;
use nss_core::api::StoredDraft;
use nss_server::{
    config::Environment,
    store::{self, Store, draft},
};
use sea_orm::{ConnectionTrait, Database, EntityTrait, TransactionTrait};
use serde_json::json;

use crate::support::{Browser, World, on_each_store, on_postgres};

/// Bounds the pages of the connection that writes: the next page gives the same error as a full disk.
async fn fill_disk(world: &World) {
    world.app.store.db.execute_unprepared("PRAGMA max_page_count = 1").await.unwrap();
}

/// Registers from ever new addresses, a transaction each, until the store refuses; returns how many it took.
async fn register_until_refused(world: &World) -> usize {
    for number in 0..1000 {
        let address = format!("198.51.{}.{}", number / 250, number % 250);
        let reply = world.browser_at(&address).register(&format!("a{number}@example.jp")).await;
        if reply.status != StatusCode::ACCEPTED {
            assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE, "{}", reply.text);
            assert_eq!(reply.header("retry-after"), "5");
            return number;
        }
    }
    panic!("the store took all");
}

/// Saves an answer; the status, and whether another connection to the same store finds it.
async fn save(browser: &mut Browser<'_>, path: &str, answer: &str) -> (StatusCode, bool) {
    let mut stored: StoredDraft = browser.get(path).await.read();
    stored.draft.answers.insert("office.name".into(), answer.into());
    let reply = browser.put(path, &json!({ "revision": stored.revision, "draft": stored.draft })).await;
    let elsewhere = Store::open(&browser.world.url).await.unwrap();
    let drafts = draft::Entity::find().all(&elsewhere.db).await.unwrap();
    elsewhere.close().await.unwrap();
    (reply.status, drafts.iter().any(|draft| draft.body.contains(answer)))
}

#[tokio::test]
async fn after_a_full_disk_all_that_is_acknowledged_is_kept() {
    let world = World::on_sqlite(Environment::Production).await;
    let mut browser = world.browser();
    browser.enter("a@example.jp").await;
    let path = browser.draft_path().await;
    for _ in 0..2 {
        fill_disk(&world).await;
        register_until_refused(&world).await;
    }
    world.app.store.db.execute_unprepared("PRAGMA max_page_count = 1000000").await.unwrap();
    // A transaction that is rolled back on purpose, because a limit is reached.
    for number in 0..6 {
        let expected = if number < 5 { StatusCode::ACCEPTED } else { StatusCode::TOO_MANY_REQUESTS };
        let address = format!("203.0.113.{number}");
        assert_eq!(world.browser_at(&address).register("limit@example.jp").await.status, expected);
    }
    assert_eq!(save(&mut browser, &path, "空きのできた本社").await, (StatusCode::OK, true));
    let registered = world.browser_at("203.0.113.9").register("b@example.jp").await;
    assert_eq!(registered.status, StatusCode::ACCEPTED, "{}", registered.text);
}

#[tokio::test]
async fn a_save_on_a_full_disk_is_refused_for_now_and_keeps_the_stored_draft() {
    let world = World::on_sqlite(Environment::Production).await;
    let mut browser = world.browser();
    browser.enter("a@example.jp").await;
    let path = browser.draft_path().await;
    assert_eq!(save(&mut browser, &path, "はじめの本社").await, (StatusCode::OK, true));
    fill_disk(&world).await;
    let long = "長".repeat(100_000);
    assert_eq!(save(&mut browser, &path, &long).await, (StatusCode::SERVICE_UNAVAILABLE, false));
    assert!(browser.get(&path).await.text.contains("はじめの本社"));
}

#[tokio::test]
async fn a_read_only_store_refuses_writes_for_now_and_goes_on_reading() {
    let world = World::on_sqlite(Environment::Production).await;
    let mut browser = world.browser();
    browser.enter("a@example.jp").await;
    let path = browser.draft_path().await;
    world.app.store.db.execute_unprepared("PRAGMA query_only = 1").await.unwrap();
    assert_eq!(save(&mut browser, &path, "書けない本社").await, (StatusCode::SERVICE_UNAVAILABLE, false));
    assert_eq!(register_until_refused(&world).await, 0);
}

#[tokio::test]
async fn readiness_needs_a_write_that_another_connection_reads() {
    for sql in ["PRAGMA query_only = 1", "BEGIN IMMEDIATE", "DROP TABLE probe"] {
        let world = World::on_sqlite(Environment::Production).await;
        world.app.store.db.execute_unprepared(sql).await.unwrap();
        let reply = world.browser().get("/readyz").await;
        assert_eq!((reply.status, reply.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "5"), "{sql}");
        assert_eq!(world.browser().get("/healthz").await.status, StatusCode::OK, "{sql}");
    }
    on_each_store(async |world| {
        assert_eq!(world.browser().get("/readyz").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_request_that_only_reads_does_not_wait_for_the_writer() {
    let world = World::on_sqlite(Environment::Production).await;
    let mut browser = world.browser();
    browser.enter("a@example.jp").await;
    let path = browser.draft_path().await;
    world.clock.pass(60);
    let writer = store::begin(&world.app.store.db).await.unwrap();
    for path in ["/api/session", &*path, "/api/terms"] {
        assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
    }
    writer.rollback().await.unwrap();
    world.activity_written().await;
}

#[tokio::test]
async fn a_connection_that_breaks_in_a_transaction_gives_503_and_the_next_one_works() {
    on_postgres(async |url| {
        let world = World::new(url.to_owned(), Environment::Production, None).await;
        world.browser().enter("a@example.jp").await;
        // A lock on the counters makes the next registration wait inside its transaction.
        let admin = Database::connect(url).await.unwrap();
        let lock = admin.begin().await.unwrap();
        lock.execute_unprepared("LOCK TABLE tries").await.unwrap();
        let mut other = world.browser_at("192.0.2.2");
        let waiting = other.register("b@example.jp");
        let break_it = async {
            let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                       WHERE datname = current_database() AND wait_event_type = 'Lock'";
            let is_cut = async {
                while lock.execute_unprepared(cut).await.unwrap().rows_affected() == 0 {
                    tokio::task::yield_now().await;
                }
            };
            tokio::time::timeout(Duration::from_mins(1), is_cut).await.unwrap();
            lock.rollback().await.unwrap();
        };
        let (reply, ()) = tokio::join!(waiting, break_it);
        assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE, "{}", reply.text);
        assert_eq!(reply.header("retry-after"), "5");
        assert_eq!(world.browser_at("192.0.2.2").register("b@example.jp").await.status, StatusCode::ACCEPTED);
        admin.close().await.unwrap();
        world.app.store.clone().close().await.unwrap();
    })
    .await;
}
