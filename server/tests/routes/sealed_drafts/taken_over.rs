//! この内容を引き継ぐ: the sealed draft is merged into the new one, once, with its files.

use axum::http::StatusCode;
use nss_core::api::{DraftSaved, StoredDraft};
use nss_server::{
    file::sweep,
    jobs,
    store::{account, draft},
};
use sea_orm::EntityTrait;
use serde_json::json;
use tokio::task::JoinSet;
use tower::ServiceExt;

use super::{DAY, MAIL, again, at, is_not_there, kept_bytes, offer, sealed, take_over, typed, types};
use crate::support::{content, on_each_store};

#[tokio::test]
async fn every_answer_and_file_stands_in_ones_own_draft_for_good() {
    on_each_store(async |world| {
        sealed(world, MAIL, "本社").await;
        let (mut browser, offered) = again(world, MAIL).await;
        let path = browser.draft_path().await;
        world.clock.pass(60);
        let taken: StoredDraft = take_over(&mut browser, &offered).await.read();
        assert_eq!((taken.revision, taken.saved_at), (2, world.app.clock.now()));
        assert_eq!(browser.get(&path).await.read::<StoredDraft>(), taken);
        assert_eq!(taken.draft.answers["office.name"], "本社");
        assert_eq!(taken.draft.answers["reason.text"], "通関業許可の予定");
        assert_eq!(taken.draft.rows["diagram"], ["f1lef1le"]);
        assert_eq!(taken.draft.answers["diagram.f1lef1le.name"], "構成図.pdf");
        for hour in [0, 25] {
            world.clock.pass(hour * 3600);
            jobs::expire(&world.app).await.unwrap();
            sweep::run(&world.app.files).await.unwrap();
            if hour > 0 {
                let (login_id, password) = world.credentials().await;
                browser.log_in(&login_id, &password).await;
            }
            let file = browser.get(&format!("{path}/files/f1lef1le")).await;
            assert_eq!((file.status, file.bytes), (StatusCode::OK, content::pdf(600)), "after {hour} hours");
        }
        let stale = browser.put(&path, &json!({ "revision": 1, "draft": taken.draft })).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "another tab merges");
    })
    .await;
}

#[tokio::test]
async fn the_old_account_is_erased_and_a_second_time_finds_nothing() {
    on_each_store(async |world| {
        sealed(world, MAIL, "本社").await;
        let (mut browser, offered) = again(world, MAIL).await;
        let taken: StoredDraft = take_over(&mut browser, &offered).await.read();
        assert_eq!(offer(&mut browser).await, None);
        assert!(is_not_there(&take_over(&mut browser, &offered).await));
        assert!(is_not_there(&browser.delete(&at(&offered)).await));
        let path = browser.draft_path().await;
        assert_eq!(browser.get(&path).await.read::<StoredDraft>(), taken);
        assert_eq!(draft::Entity::find().all(&world.app.store.db).await.unwrap().len(), 1);
        let accounts = account::Entity::find().all(&world.app.store.db).await.unwrap();
        let erased: Vec<_> = accounts.iter().filter(|account| account.state == "erased").collect();
        let personal = (erased[0].mail.as_str(), erased[0].answers.as_str(), erased[0].password_hash.as_str());
        assert_eq!((erased.len(), personal), (1, ("", "", "")));
    })
    .await;
}

#[tokio::test]
async fn own_answers_win_and_no_answer_is_lost() {
    on_each_store(async |world| {
        let (mut first, old) = typed(world, MAIL, "前の本社").await;
        types(&mut first, &old, &[("applicant.title", "前の役職"), ("applicant.phone", "0311112222")]).await;
        types(&mut first, &old, &[("nowhere.at.all", "残るもの")]).await;
        world.clock.pass(2 * DAY);
        let (mut browser, offered) = again(world, MAIL).await;
        let path = browser.draft_path().await;
        types(&mut browser, &path, &[("office.name", "今の本社"), ("office.phone", "0300000000")]).await;
        // A file with the row id of one of the sealed draft, which only a hand-made request can have.
        for row in ["diagram/f1lef1le", "diagram/aaaaaaaa"] {
            browser.attach(&path, row, "今の図.pdf", content::pdf(700)).await;
        }
        let taken: StoredDraft = take_over(&mut browser, &offered).await.read();
        for (at, text) in [
            ("office.name", "今の本社"),
            ("office.phone", "0300000000"),
            ("reason.text", "通関業許可の予定"),
            ("applicant.title", "前の役職"),
            ("applicant.phone", "0311112222"),
            ("nowhere.at.all", "残るもの"),
            ("diagram.f1lef1le.name", "今の図.pdf"),
        ] {
            assert_eq!(taken.draft.answers.get(at).map(String::as_str), Some(text), "{at}");
        }
        assert_eq!(taken.draft.rows["diagram"], ["f1lef1le", "aaaaaaaa"]);
        sweep::run(&world.app.files).await.unwrap();
        assert_eq!(browser.get(&format!("{path}/files/f1lef1le")).await.bytes, content::pdf(700));
        assert_eq!(kept_bytes(world), 2, "the file that has no row is erased");
    })
    .await;
}

#[tokio::test]
async fn a_file_whose_row_was_removed_does_not_come_along() {
    on_each_store(async |world| {
        let (mut first, old) = typed(world, MAIL, "本社").await;
        let mut stored: StoredDraft = first.get(&old).await.read();
        stored.draft.rows.clear();
        first.put(&old, &json!({ "revision": stored.revision, "draft": stored.draft })).await;
        world.clock.pass(2 * DAY);
        let (mut browser, offered) = again(world, MAIL).await;
        assert_eq!(kept_bytes(world), 1);
        let path = browser.draft_path().await;
        assert!(take_over(&mut browser, &offered).await.status.is_success());
        assert!(is_not_there(&browser.get(&format!("{path}/files/f1lef1le")).await));
        sweep::run(&world.app.files).await.unwrap();
        assert_eq!(kept_bytes(world), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_ten_parallel_take_overs_one_succeeds_and_no_row_is_doubled() {
    on_each_store(async |world| {
        sealed(world, MAIL, "本社").await;
        let (mut browser, offered) = again(world, MAIL).await;
        let other = world.another_process().await;
        let mut running = JoinSet::new();
        for number in 0..10 {
            let router = if number % 2 == 0 { &world.router } else { &other.router }.clone();
            let request = browser.request("POST", &at(&offered), "");
            running.spawn(async move { router.oneshot(request).await.unwrap().status().as_u16() });
        }
        let mut answers = running.join_all().await;
        answers.sort_unstable();
        assert_eq!(answers, [200, 404, 404, 404, 404, 404, 404, 404, 404, 404]);
        let path = browser.draft_path().await;
        let stored: StoredDraft = browser.get(&path).await.read();
        assert_eq!((stored.revision, stored.draft.rows["diagram"].len()), (2, 1));
        other.app.store.clone().close().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_save_at_the_same_moment_loses_nothing() {
    on_each_store(async |world| {
        sealed(world, MAIL, "本社").await;
        let (mut browser, offered) = again(world, MAIL).await;
        let path = browser.draft_path().await;
        let other = world.another_process().await;
        let mut stored: StoredDraft = browser.get(&path).await.read();
        let mut running = JoinSet::new();
        running.spawn(world.router.clone().oneshot(browser.request("POST", &at(&offered), "")));
        for number in 0..5 {
            stored.draft.answers.insert("office.phone".to_owned(), format!("030000000{number}"));
            let save = json!({ "revision": 1, "draft": stored.draft }).to_string();
            running.spawn(other.router.clone().oneshot(browser.request("PUT", &path, save)));
        }
        let answers: Vec<u16> =
            running.join_all().await.into_iter().map(|reply| reply.unwrap().status().as_u16()).collect();
        let saved = answers.iter().filter(|status| **status == 200).count() - 1;
        let stands: StoredDraft = browser.get(&path).await.read();
        assert_eq!(stands.draft.answers["office.name"], "本社", "{answers:?}");
        assert_eq!(stands.draft.answers.contains_key("office.phone"), saved == 1, "{answers:?}");
        assert_eq!(stands.revision as usize, 2 + saved);
        let next: DraftSaved = browser.put(&path, &json!(stands)).await.read();
        assert_eq!(next.revision, stands.revision + 1);
        other.app.store.clone().close().await.unwrap();
    })
    .await;
}
