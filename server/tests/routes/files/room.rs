//! Room for files: a sum per account, and a rest of the volume.

use nss_core::{api::Problem, file::ACCOUNT_LIMIT};
use nss_server::{
    file::{Files, sweep},
    http::router::router,
    store::file::state,
};
use tokio::task::JoinSet;
use tower::ServiceExt;

use super::{attached, entered, insert_row, kept_bytes, refused};
use crate::support::{content, on_each_store};

/// Files of these sizes and more, so that the account has `rest` bytes left.
const fn all_but(rest: u32) -> i32 {
    (ACCOUNT_LIMIT - rest).cast_signed()
}

fn id_of(path: &str) -> &str {
    path.rsplit_once('/').unwrap().1
}

#[tokio::test]
async fn the_files_of_an_account_have_a_sum_with_those_that_were_removed() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        // A removed file is kept until it is erased; the others wait for that, or are on their way.
        for state in [state::KEPT, state::ERASING, state::ARRIVING] {
            insert_row(world, id_of(&path), state, 50 << 20).await;
        }
        insert_row(world, id_of(&path), state::KEPT, all_but(1200) - (150 << 20)).await;
        attached(&browser.attach(&path, "attachments/bbbbbbbb", "図.pdf", content::pdf(600)).await);
        let reply = browser.attach(&path, "diagram/f1lef1le", "図.pdf", content::pdf(601)).await;
        let message = refused(&reply, 422, "file.account-full");
        assert!(
            message.contains("「図.pdf」") && message.contains("200 MB") && message.contains("1日おいて"),
            "{message}"
        );
        assert_eq!(kept_bytes(world), 1);
        attached(&browser.attach(&path, "diagram/f1lef1le", "図.pdf", content::pdf(600)).await);
        // The sweep erases what was marked: there is room again. Another account has room of its own.
        sweep::run(&world.app.files).await.unwrap();
        attached(&browser.attach(&path, "diagram/aaaaaaaa", "図.pdf", content::pdf(601)).await);
        let mut other = world.browser();
        other.enter("b@example.jp").await;
        let path = other.draft_path().await;
        attached(&other.attach(&path, "diagram/f1lef1le", "図.pdf", content::pdf(600)).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn uploads_at_the_same_time_do_not_slip_through() {
    on_each_store(async |world| {
        let (browser, path) = entered(world).await;
        insert_row(world, id_of(&path), state::KEPT, all_but(1200)).await;
        let other = world.another_process().await;
        let mut running = JoinSet::new();
        for number in 0..6 {
            let router = if number % 2 == 0 { &world.router } else { &other.router }.clone();
            let place = format!("{}/f1lef1l{number}", if number < 3 { "diagram" } else { "attachments" });
            let request = browser.file_request(&path, &place, "図.pdf", content::pdf(600));
            running.spawn(async move { router.oneshot(request).await.unwrap().status().as_u16() });
        }
        let mut answers = running.join_all().await;
        answers.sort_unstable();
        assert_eq!(answers, [201, 201, 422, 422, 422, 422]);
        other.app.store.clone().close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_volume_with_less_than_the_configured_rest_takes_no_file() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        let free = world.app.files.storage.free_bytes().await.unwrap().unwrap();
        // Twice as much as is free now stays free.
        let mut app = world.app.clone();
        app.files = Files::new(app.store.db.clone(), app.clock.clone(), app.files.storage.clone(), free * 2);
        let request = browser.file_request(&path, "diagram/f1lef1le", "図.pdf", content::pdf(600));
        let reply = router(app).oneshot(request).await.unwrap();
        assert_eq!((reply.status().as_u16(), reply.headers().contains_key("retry-after")), (503, true));
        let body = axum::body::to_bytes(reply.into_body(), 1 << 20).await.unwrap();
        let problem: Problem = serde_json::from_slice(&body).unwrap();
        assert!(problem.detail.unwrap().contains("保存場所の空きが足りない"));
        assert_eq!(kept_bytes(world), 0);
        attached(&browser.attach(&path, "diagram/f1lef1le", "図.pdf", content::pdf(600)).await);
    })
    .await;
}
