//! `/api/accounts`: 仮アカウント登録, and the text of mail M-1.

use axum::http::StatusCode;
use nss_core::api::{Registered, StoredDraft};
use serde_json::json;

use crate::support::{World, at, form, on_each_store};

#[tokio::test]
async fn a_registration_brings_id_and_password_by_mail_and_a_draft_that_is_begun() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        let registered: Registered = browser.register("Konsai.Ichiro@naccs.example.jp").await.read();
        assert_eq!(registered.expires_at, at("2026-11-21T10:15:00+09:00"));
        let mails = world.mails().await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].recipient, "Konsai.Ichiro@naccs.example.jp");
        assert_eq!(mails[0].subject, "【NSS】仮アカウント登録完了のお知らせ");
        assert!(mails[0].body.starts_with("ナックスシステム株式会社 混載 一郎 様\n"), "{}", mails[0].body);
        assert!(mails[0].body.contains("https://nss.example.jp/login\n"), "{}", mails[0].body);
        let (login_id, password) = world.credentials().await;
        assert_eq!((login_id.len(), password.len()), (7, 8));
        let session: nss_core::api::Session = browser.log_in(&login_id, &password).await.read();
        let account = session.account.unwrap();
        assert_eq!(account.login_id, login_id);
        assert_eq!((account.company.as_str(), account.name.as_str()), ("ナックスシステム株式会社", "混載 一郎"));
        assert_eq!(account.expires_at, Some(registered.expires_at));
        let draft: StoredDraft = browser.get(&format!("/api/drafts/{}", account.draft.unwrap())).await.read();
        assert_eq!(draft.revision, 1);
        assert_eq!(draft.draft.answers["applicant.family_name"], "混載");
    })
    .await;
}

#[tokio::test]
async fn a_friday_says_that_monday_is_too_late() {
    on_each_store(async |world| {
        world.clock.set(at("2026-11-20T17:30:00+09:00"));
        world.browser().register("a@example.jp").await;
        let body = &world.mails().await[0].body;
        assert!(body.contains("2026年11月22日（日）17:30まで使えます。月曜日には使えません。"), "{body}");
    })
    .await;
}

#[tokio::test]
async fn a_known_and_an_unknown_address_get_the_same_answer() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        let unknown = browser.register("a@example.jp").await;
        let known = browser.register("a@example.jp").await;
        assert_eq!((unknown.status, &unknown.text), (known.status, &known.text));
        assert_eq!(world.mails().await.len(), 2, "each has a mail of its own");
    })
    .await;
}

#[tokio::test]
async fn consent_must_be_to_the_terms_of_now() {
    on_each_store(async |world| {
        let body = json!({ "consent": { "version": "old" }, "answers": form::account("a@example.jp") });
        let reply = world.browser().post("/api/accounts", &body).await;
        assert_eq!((reply.status.as_u16(), reply.json()["type"].as_str()), (422, Some("/problems/consent-outdated")));
        assert!(world.mails().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn faults_of_the_answers_come_back_with_their_paths() {
    on_each_store(async |world| {
        let mut answers = form::account("a@example.jp");
        answers.answers.insert("applicant.mail_again".into(), "b@example.jp".into());
        answers.answers.retain(|path, _| path != "applicant.phone");
        let version = &world.app.terms.version;
        let body = json!({ "consent": { "version": version }, "answers": answers });
        let reply = world.browser().post("/api/accounts", &body).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        let faults = reply.json()["faults"].as_array().unwrap().clone();
        let paths: Vec<_> = faults.iter().map(|fault| fault["path"].as_str().unwrap()).collect();
        assert_eq!(paths, ["applicant.phone", "applicant.mail_again"]);
        assert!(faults.iter().all(|fault| fault["severity"] == "blocks" && fault["message"].is_string()));
    })
    .await;
}

#[tokio::test]
async fn five_registrations_in_an_hour_for_one_address_and_no_sixth() {
    on_each_store(async |world| {
        for place in 1..=5 {
            let reply = world.browser_at(&format!("198.51.100.{place}")).register("a@example.jp").await;
            assert_eq!(reply.status, StatusCode::ACCEPTED, "{place}");
            world.clock.pass(60);
        }
        let sixth = world.browser_at("198.51.100.6").register("A@EXAMPLE.JP").await;
        assert_eq!(sixth.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(sixth.header("retry-after"), "3300", "an hour after the first");
        world.clock.pass(3300);
        assert_eq!(world.browser().register("a@example.jp").await.status, StatusCode::ACCEPTED);
    })
    .await;
}

#[tokio::test]
async fn twenty_registrations_in_an_hour_from_one_client_and_no_more() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        for number in 1..=20 {
            let reply = browser.register(&format!("a{number}@example.jp")).await;
            assert_eq!(reply.status, StatusCode::ACCEPTED, "{number}");
        }
        let reply = browser.register("b@example.jp").await;
        assert_eq!((reply.status.as_u16(), reply.header("retry-after")), (429, "3600"));
        assert_eq!(world.browser_at("192.0.2.2").register("b@example.jp").await.status, StatusCode::ACCEPTED);
    })
    .await;
}

#[tokio::test]
async fn in_development_one_client_may_register_far_more_often() {
    let world = World::development().await;
    let mut browser = world.browser();
    for number in 1..=25 {
        let reply = browser.register(&format!("a{number}@example.jp")).await;
        assert_eq!(reply.status, StatusCode::ACCEPTED, "{number}");
    }
}
