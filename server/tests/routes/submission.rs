//! `/api/drafts/{id}/submission`: 登録.

use axum::http::StatusCode;
use nss_core::api::{Problem, Receipt, Session, StoredDraft};
use serde_json::json;

use crate::support::{at, on_each_store, world::number};

#[tokio::test]
async fn a_complete_draft_gets_a_number_and_a_mail_and_the_account_lives_on() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let (path, revision) = browser.fill().await;
        let reply = browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
        let receipt: Receipt = reply.read();
        assert_eq!(receipt.number, "2600001A");
        assert_eq!(receipt.submitted_at, at("2026-11-19T10:15:00+09:00"));
        let mails = world.mails().await;
        assert_eq!((mails.len(), mails[0].subject.as_str()), (2, "【NSS】利用申込受付完了のお知らせ"));
        assert_eq!(mails[0].recipient, "a@example.jp");
        assert!(mails[0].body.contains("申込受付番号：2600001A\n"), "{}", mails[0].body);
        let session: Session = browser.get("/api/session").await.read();
        let account = session.account.unwrap();
        assert_eq!((account.draft, account.expires_at), (None, None));
        assert_eq!((account.applications.len(), account.applications[0].number.as_str()), (1, "2600001A"));
    })
    .await;
}

#[tokio::test]
async fn the_mail_goes_to_the_address_in_the_submission() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let (path, revision) = browser.fill().await;
        let mut draft = browser.get(&path).await.json()["draft"].clone();
        draft["answers"]["applicant.mail"] = "other@example.jp".into();
        draft["answers"]["applicant.mail_again"] = "other@example.jp".into();
        browser.put(&path, &json!({ "revision": revision, "draft": draft })).await;
        browser.post(&format!("{path}/submission"), &json!({ "revision": revision + 1 })).await;
        assert_eq!(world.mails().await[0].recipient, "other@example.jp");
    })
    .await;
}

#[tokio::test]
async fn a_second_one_gives_the_first_application() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let (path, revision) = browser.fill().await;
        let submission = format!("{path}/submission");
        let keyed = |browser: &crate::support::Browser<'_>, key: &str, revision: u32| {
            let mut request = browser.request("POST", &submission, json!({ "revision": revision }).to_string());
            request.headers_mut().insert("idempotency-key", key.parse().unwrap());
            request
        };
        let first = browser.send(keyed(&browser, "one", revision)).await;
        assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
        let replay = browser.send(keyed(&browser, "one", revision)).await;
        assert_eq!((replay.status, &replay.text), (StatusCode::CREATED, &first.text));
        let second = browser.send(keyed(&browser, "two", revision + 7)).await;
        assert_eq!((second.status, &second.text), (StatusCode::CREATED, &first.text));
        let bare = browser.post(&submission, &json!({ "revision": revision })).await;
        assert_eq!((bare.status, &bare.text), (StatusCode::CREATED, &first.text));
        assert_eq!(world.mails().await.len(), 2, "one M-1, one M-2");
        for key in [String::new(), "x".repeat(201)] {
            let refused = browser.send(keyed(&browser, &key, revision)).await;
            assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        }
    })
    .await;
}

#[tokio::test]
async fn faults_that_block_come_back_with_their_paths_and_no_application_is_made() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let path = browser.draft_path().await;
        let reply = browser.post(&format!("{path}/submission"), &json!({ "revision": 1 })).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        let faults = reply.json()["faults"].as_array().unwrap().clone();
        assert!(faults.iter().any(|fault| fault["path"] == "reason.text" && fault["severity"] == "blocks"));
        let session: Session = browser.get("/api/session").await.read();
        let account = session.account.unwrap();
        assert!(account.draft.is_some() && account.applications.is_empty());
        let (path, revision) = browser.fill().await;
        let receipt: Receipt =
            browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await.read();
        assert_eq!(receipt.number, "2600001A", "the refused one took no number");
    })
    .await;
}

#[tokio::test]
async fn only_the_revision_that_was_confirmed_is_registered() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let (path, revision) = browser.fill().await;
        let reply = browser.post(&format!("{path}/submission"), &json!({ "revision": revision - 1 })).await;
        assert_eq!((reply.status.as_u16(), reply.json()["revision"].as_u64()), (409, Some(revision.into())));
    })
    .await;
}

#[tokio::test]
async fn a_registered_draft_can_be_read_and_not_changed() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let (path, revision) = browser.fill().await;
        browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await;
        let stored = browser.get(&path).await.json();
        let reply = browser.put(&path, &json!({ "revision": revision, "draft": stored["draft"] })).await;
        assert_eq!((reply.status.as_u16(), reply.json()["type"].as_str()), (410, Some("/problems/draft-locked")));
    })
    .await;
}

#[tokio::test]
async fn numbers_follow_each_other_and_begin_anew_with_the_year_in_japan() {
    on_each_store(async |world| {
        for (now, expected) in [
            ("2026-12-30T10:00:00+09:00", number(26, 1)),
            ("2026-12-31T23:59:59+09:00", number(26, 2)),
            ("2027-01-01T00:00:00+09:00", number(27, 1)),
        ] {
            world.clock.set(at(now));
            let mut browser = world.browser();
            browser.enter("a@example.jp").await;
            let (path, revision) = browser.fill().await;
            let receipt: Receipt =
                browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await.read();
            assert_eq!(receipt.number, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn thousands_of_faults_come_back_as_the_first_ones_and_their_number() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let path = browser.draft_path().await;
        let mut stored: StoredDraft = browser.get(&path).await.read();
        let rows: Vec<String> = (0..1000).map(|number| format!("r{number:07}")).collect();
        stored.draft.rows.insert("user_codes".to_owned(), rows);
        stored.draft.answers.insert("office.customs".to_owned(), "x".repeat(400_000));
        let saved = browser.put(&path, &json!({ "revision": 1, "draft": stored.draft })).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
        let reply = browser.post(&format!("{path}/submission"), &json!({ "revision": 2 })).await;
        assert_eq!(reply.status.as_u16(), 422);
        assert!(reply.bytes.len() < 100_000, "{} bytes", reply.bytes.len());
        let problem: Problem = serde_json::from_str(&reply.text).unwrap();
        assert_eq!(problem.faults.len(), Problem::MAX_FAULTS);
        assert!(problem.faults.iter().all(|fault| fault.severity == "blocks"));
        let detail = problem.detail.unwrap();
        let count: usize =
            detail.split(|sign: char| !sign.is_ascii_digit()).find_map(|part| part.parse().ok()).unwrap();
        assert!(count > 3000, "{detail}");
    })
    .await;
}
