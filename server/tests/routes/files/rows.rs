//! Files are rows of the draft: every device shows the files that the server has (F083).

use axum::http::StatusCode;
use nss_core::api::FileStored;
use serde_json::json;
use tokio::task::JoinSet;
use tower::ServiceExt;

use super::{attached, entered, kept_bytes, refused, stored};
use crate::support::{content, on_each_store};

#[tokio::test]
async fn a_file_is_a_row_of_the_draft_at_once() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        world.clock.pass(60);
        let file = attached(&browser.attach(&path, "diagram/f1lef1le", "構成図.pdf", content::pdf(600)).await);
        let expected = FileStored {
            row: "f1lef1le".to_owned(),
            name: "構成図.pdf".to_owned(),
            size: 600,
            kind: "pdf".to_owned(),
            revision: 2,
        };
        assert_eq!(file, expected);
        let draft = stored(&mut browser, &path).await;
        assert_eq!((draft.revision, draft.saved_at), (2, world.app.clock.now()));
        assert_eq!(draft.draft.rows["diagram"], ["f1lef1le"]);
        assert_eq!(draft.draft.answers["diagram.f1lef1le.name"], "構成図.pdf");
        assert_eq!(draft.draft.answers["diagram.f1lef1le.size"], "600");
        let stale = browser.put(&path, &json!({ "revision": 1, "draft": draft.draft })).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "who saved what was before merges");
    })
    .await;
}

#[tokio::test]
async fn the_same_row_and_bytes_again_give_the_same_answer_and_other_bytes_are_refused() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        let first = browser.attach(&path, "diagram/f1lef1le", "構成図.pdf", content::pdf(600)).await;
        attached(&first);
        let again = browser.attach(&path, "diagram/f1lef1le", "構成図.pdf", content::pdf(600)).await;
        assert_eq!((again.status, &again.text), (StatusCode::CREATED, &first.text));
        for (place, bytes) in [("diagram", content::pdf(601)), ("attachments", content::pdf(600))] {
            let other = browser.attach(&path, &format!("{place}/f1lef1le"), "構成図.pdf", bytes).await;
            assert_eq!((other.status.as_u16(), other.json()["type"].as_str()), (409, Some("/problems/file-differs")));
        }
        assert_eq!((stored(&mut browser, &path).await.revision, kept_bytes(world)), (2, 1));
    })
    .await;
}

#[tokio::test]
async fn a_full_list_says_how_many_it_takes() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        for row in ["aaaaaaaa", "bbbbbbbb", "cccccccc"] {
            attached(&browser.attach(&path, &format!("diagram/{row}"), "図.pdf", content::pdf(600)).await);
        }
        let reply = browser.attach(&path, "diagram/f1lef1le", "図.pdf", content::pdf(600)).await;
        assert!(refused(&reply, 422, "file.list-full").contains("システム構成図に添付できるファイルは3件まで"));
        attached(&browser.attach(&path, "attachments/f1lef1le", "図.pdf", content::pdf(600)).await);
        assert_eq!(stored(&mut browser, &path).await.draft.rows["diagram"].len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_uploads_at_once_into_a_list_of_three_make_three() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        let other = world.another_process().await;
        let mut running = JoinSet::new();
        for number in 0..10 {
            let router = if number % 2 == 0 { &world.router } else { &other.router }.clone();
            let place = format!("diagram/f1lef1l{number}");
            let request = browser.file_request(&path, &place, "図.pdf", content::pdf(600));
            running.spawn(async move { router.oneshot(request).await.unwrap().status().as_u16() });
        }
        let mut answers = running.join_all().await;
        answers.sort_unstable();
        assert_eq!(answers, [201, 201, 201, 422, 422, 422, 422, 422, 422, 422]);
        let draft = stored(&mut browser, &path).await;
        assert_eq!((draft.revision, draft.draft.rows["diagram"].len()), (4, 3));
        nss_server::file::sweep::run(&world.app.files).await.unwrap();
        assert_eq!(kept_bytes(world), 3);
        other.app.store.clone().close().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_file_sent_ten_times_at_once_is_one_row_and_one_file() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        let mut running = JoinSet::new();
        for _ in 0..10 {
            let router = world.router.clone();
            let request = browser.file_request(&path, "diagram/f1lef1le", "図.pdf", content::pdf(600));
            running.spawn(async move {
                let response = router.oneshot(request).await.unwrap();
                axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap()
            });
        }
        let answers = running.join_all().await;
        assert!(answers.iter().all(|answer| answer == &answers[0]), "{answers:?}");
        assert_eq!(stored(&mut browser, &path).await.revision, 2);
        nss_server::file::sweep::run(&world.app.files).await.unwrap();
        assert_eq!(kept_bytes(world), 1);
    })
    .await;
}

#[tokio::test]
async fn only_lists_of_files_and_well_formed_rows_take_files() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        for place in
            ["user_codes/f1lef1le", "nothing/f1lef1le", "diagram/short", "diagram/F1LEF1LE", "diagram/..%2F..%2Fx"]
        {
            let reply = browser.attach(&path, place, "図.pdf", content::pdf(600)).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{place}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_registered_draft_takes_no_more_files() {
    on_each_store(async |world| {
        let (mut browser, _) = entered(world).await;
        let (path, revision) = browser.fill().await;
        let reply = browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
        let reply = browser.attach(&path, "attachments/f1lef1le", "図.pdf", content::pdf(600)).await;
        assert_eq!((reply.status.as_u16(), reply.json()["type"].as_str()), (410, Some("/problems/draft-locked")));
    })
    .await;
}

#[tokio::test]
async fn a_row_without_its_file_cannot_be_registered_and_says_which() {
    on_each_store(async |world| {
        let (mut browser, _) = entered(world).await;
        let (path, revision) = browser.fill().await;
        let draft = stored(&mut browser, &path).await.draft;
        let wrong: [(&str, &str); 3] = [
            ("diagram.d1agram1.name", "別の図.pdf"),
            ("diagram.d1agram1.size", "1025"),
            ("attachments.f1lef1le.name", "図.pdf"),
        ];
        for (number, (answer, text)) in (0..).zip(wrong) {
            let mut changed = draft.clone();
            changed.answers.insert(answer.to_owned(), text.to_owned());
            if answer.starts_with("attachments") {
                changed.rows.insert("attachments".to_owned(), vec!["f1lef1le".to_owned()]);
                changed.answers.insert("attachments.f1lef1le.size".to_owned(), "600".to_owned());
            }
            browser.put(&path, &json!({ "revision": revision + number, "draft": changed })).await;
            let reply =
                browser.post(&format!("{path}/submission"), &json!({ "revision": revision + number + 1 })).await;
            assert_eq!(reply.status.as_u16(), 422, "{answer}");
            let faults = reply.json()["faults"].as_array().unwrap().clone();
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert_eq!(faults[0]["code"], "file.missing");
            let row = answer.rsplit_once('.').unwrap().0;
            assert_eq!(faults[0]["path"], format!("{row}.name"));
            assert!(faults[0]["message"].as_str().unwrap().contains("もう一度添付してください"));
        }
    })
    .await;
}
