//! The life of a file: as long as its row, a day more, and never longer than its draft.

use axum::http::StatusCode;
use nss_server::{
    file::sweep,
    jobs,
    store::{self, file},
};
use sea_orm::EntityTrait;
use serde_json::json;

use super::{attached, entered, insert_row, kept_bytes, stored};
use crate::support::{Browser, World, content, on_each_store};

const DAY: i64 = 24 * 3600;

/// Saves the draft with these rows of files.
async fn save_rows(browser: &mut Browser<'_>, path: &str, rows: &[&str]) {
    let mut draft = stored(browser, path).await;
    draft.draft.rows.insert("diagram".to_owned(), rows.iter().map(|&row| row.to_owned()).collect());
    let reply = browser.put(path, &json!({ "revision": draft.revision, "draft": draft.draft })).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
}

#[tokio::test]
async fn a_file_outlives_its_row_by_a_day_to_the_second() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        for row in ["aaaaaaaa", "bbbbbbbb"] {
            attached(&browser.attach(&path, &format!("diagram/{row}"), "図.pdf", content::pdf(600)).await);
        }
        world.clock.pass(10);
        save_rows(&mut browser, &path, &["bbbbbbbb"]).await;
        sweep::run(&world.app.files).await.unwrap();
        world.clock.pass(DAY - 1);
        sweep::run(&world.app.files).await.unwrap();
        assert_eq!(kept_bytes(world), 2);
        world.clock.pass(1);
        sweep::run(&world.app.files).await.unwrap();
        assert_eq!((kept_bytes(world), file::Entity::find().all(&world.app.store.db).await.unwrap().len()), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_row_that_is_put_back_has_its_file_for_good() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        attached(&browser.attach(&path, "diagram/f1lef1le", "図.pdf", content::pdf(600)).await);
        world.clock.pass(10);
        save_rows(&mut browser, &path, &[]).await;
        sweep::run(&world.app.files).await.unwrap();
        let reply = browser.get(&format!("{path}/files/f1lef1le")).await;
        assert_eq!(reply.status, StatusCode::OK, "still there to be put back");
        world.clock.pass(60);
        save_rows(&mut browser, &path, &["f1lef1le"]).await;
        world.clock.pass(DAY);
        // The draft was saved since the last comparison: the file is not erased, although no sweep ran in between.
        sweep::run(&world.app.files).await.unwrap();
        world.clock.pass(DAY - 3600);
        sweep::run(&world.app.files).await.unwrap();
        assert_eq!(kept_bytes(world), 1);
    })
    .await;
}

#[tokio::test]
async fn the_same_file_for_a_row_that_was_removed_puts_the_row_back() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        attached(&browser.attach(&path, "diagram/f1lef1le", "図.pdf", content::pdf(600)).await);
        save_rows(&mut browser, &path, &[]).await;
        let again = attached(&browser.attach(&path, "diagram/f1lef1le", "図.pdf", content::pdf(600)).await);
        let draft = stored(&mut browser, &path).await;
        assert_eq!((again.revision, draft.revision), (4, 4));
        assert_eq!(draft.draft.rows["diagram"], ["f1lef1le"]);
        assert_eq!(kept_bytes(world), 1);
    })
    .await;
}

#[tokio::test]
async fn files_are_sealed_and_erased_with_their_draft() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        attached(&browser.attach(&path, "diagram/f1lef1le", "図.pdf", content::pdf(600)).await);
        let pass = async |seconds| {
            world.clock.pass(seconds);
            jobs::expire(&world.app).await.unwrap();
            sweep::run(&world.app.files).await.unwrap();
            kept_bytes(world)
        };
        assert_eq!(pass(2 * DAY).await, 1, "sealed");
        assert_eq!(browser.get(&format!("{path}/files/f1lef1le")).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(pass(30 * DAY - 1).await, 1);
        assert_eq!(pass(1).await, 0);
        assert!(file::Entity::find().all(&world.app.store.db).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_application_keeps_its_files_for_good() {
    on_each_store(async |world| {
        let (mut browser, _) = entered(world).await;
        let (path, revision) = browser.fill().await;
        browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await;
        world.clock.pass(90 * DAY);
        jobs::expire(&world.app).await.unwrap();
        sweep::run(&world.app.files).await.unwrap();
        assert_eq!(kept_bytes(world), 1);
    })
    .await;
}

/// The row and the stage that an upload has while its bytes are written to the folder.
async fn begin_upload(world: &World, draft_id: &str) {
    let id = insert_row(world, draft_id, file::state::ARRIVING, 600).await;
    std::fs::write(world.files.path().join(format!("{id}#1")), b"%PDF-1.4 half a").unwrap();
}

#[tokio::test]
async fn an_upload_whose_process_was_killed_leaves_no_stage_after_a_day() {
    on_each_store(async |world| {
        let (_, path) = entered(world).await;
        begin_upload(world, path.rsplit_once('/').unwrap().1).await;
        // Its draft was deleted, and a process ended before this one erased its row.
        begin_upload(world, "gone").await;
        std::fs::write(world.files.path().join(format!("{}#1", store::new_id().unwrap())), b"half").unwrap();
        sweep::run(&world.app.files).await.unwrap();
        assert_eq!(kept_bytes(world), 2, "both uploads may still run");
        world.clock.pass(DAY - 1);
        sweep::run(&world.app.files).await.unwrap();
        assert_eq!(kept_bytes(world), 2);
        world.clock.pass(1);
        sweep::run(&world.app.files).await.unwrap();
        assert_eq!(kept_bytes(world), 0);
        assert!(file::Entity::find().all(&world.app.store.db).await.unwrap().is_empty());
    })
    .await;
}
