//! Two processes over one store: 登録 happens once (F098).

use std::{collections::BTreeSet, thread};

use axum::http::StatusCode;
use nss_core::api::StoredDraft;
use nss_server::store::{Store, application, sequence};
use sea_orm::EntityTrait;
use serde_json::json;
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::support::{
    content, form, on_each_store, on_postgres,
    process::{Entered, Process, free_port, mails, wait_until},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_parallel_submissions_give_one_application_one_number_and_equal_answers() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let (path, revision) = browser.fill().await;
        let other = world.another_process().await;
        let mut running = JoinSet::new();
        for number in 0..20 {
            let router = if number % 2 == 0 { &world.router } else { &other.router }.clone();
            let body = json!({ "revision": revision }).to_string();
            let mut request = browser.request("POST", &format!("{path}/submission"), body);
            // Ten requests with one key, and ten with a key each.
            let key = if number < 10 { "page".to_owned() } else { format!("page {number}") };
            request.headers_mut().insert("idempotency-key", key.parse().unwrap());
            running.spawn(async move {
                let response = router.oneshot(request).await.unwrap();
                let status = response.status();
                let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
                (status, String::from_utf8(body.to_vec()).unwrap())
            });
        }
        let answers = running.join_all().await;
        let texts: BTreeSet<&str> = answers.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!((answers.len(), texts.len()), (20, 1), "{answers:?}");
        assert!(answers.iter().all(|(status, _)| *status == StatusCode::CREATED));
        let applications = application::Entity::find().all(&world.app.store.db).await.unwrap();
        assert_eq!(applications.len(), 1);
        assert_eq!(applications[0].number, "2600001A");
        let counters = sequence::Entity::find().all(&world.app.store.db).await.unwrap();
        assert_eq!(counters.iter().map(|counter| counter.last).collect::<Vec<_>>(), [1], "no number was lost");
        let mails = world.mails().await;
        assert_eq!(mails.len(), 2, "one M-1, one M-2");
        other.app.store.clone().close().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn parallel_saves_of_one_revision_let_one_through() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let path = browser.draft_path().await;
        let draft = browser.get(&path).await.json()["draft"].clone();
        let other = world.another_process().await;
        let mut running = JoinSet::new();
        for number in 0..10 {
            let router = if number % 2 == 0 { &world.router } else { &other.router }.clone();
            let request = browser.request("PUT", &path, json!({ "revision": 1, "draft": draft }).to_string());
            running.spawn(async move { router.oneshot(request).await.unwrap().status().as_u16() });
        }
        let mut answers = running.join_all().await;
        answers.sort_unstable();
        assert_eq!(answers, [200, 409, 409, 409, 409, 409, 409, 409, 409, 409]);
        other.app.store.clone().close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn twenty_parallel_submissions_to_two_running_servers_give_one_application() {
    on_postgres(async |url| {
        let folder = tempfile::tempdir().unwrap();
        let servers = [(); 2].map(|()| Process::start(free_port(), url, folder.path()));
        let [one, _] = &servers;
        let Entered { cookie, path, .. } = one.enter(folder.path(), "a@example.jp");
        let pdf = String::from_utf8(content::pdf(1024)).unwrap();
        let attached = one.ask("PUT", &format!("{path}/files/diagram/d1agram1"), &cookie, &pdf);
        assert_eq!(attached.0, 201, "{attached:?}");
        let stored: StoredDraft = serde_json::from_str(&one.ask("GET", &path, &cookie, "").2).unwrap();
        let save = json!({ "revision": 2, "draft": form::complete(stored.draft) });
        assert_eq!(one.ask("PUT", &path, &cookie, &save.to_string()).0, 200);
        let answers: Vec<_> = thread::scope(|scope| {
            let press = |number: usize| {
                let (server, path, cookie) = (&servers[number % 2], format!("{path}/submission"), &cookie);
                scope.spawn(move || server.ask("POST", &path, cookie, r#"{"revision":3}"#))
            };
            let running: Vec<_> = (0..20).map(press).collect();
            running.into_iter().map(|press| press.join().unwrap()).collect()
        });
        let texts: BTreeSet<&str> = answers.iter().map(|(.., text)| text.as_str()).collect();
        assert_eq!((answers.len(), texts.len()), (20, 1), "{answers:?}");
        assert_eq!(answers.iter().filter(|(status, ..)| *status == 201).count(), 20, "{answers:?}");
        let store = Store::open(url).await.unwrap();
        let applications = application::Entity::find().all(&store.db).await.unwrap();
        assert_eq!(applications.len(), 1);
        assert!(answers[0].2.contains(&applications[0].number), "{answers:?}");
        wait_until(|| mails(folder.path()).len() == 2);
        store.close().await.unwrap();
    })
    .await;
}
