//! Answers of the center in a request of an applicant: refused, and what is stored stays.

use axum::http::StatusCode;
use nss_core::{
    api::{Application, Receipt, StoredDraft},
    application::FORM,
    form::{Author, sample::accepted},
};
use nss_server::store::draft;
use sea_orm::{ActiveModelTrait, Set};
use serde_json::json;

use crate::support::on_each_store;

/// A row of 機器共用, which no draft of a new application has.
const SHARING_ROW: &str = "s4ar1ng1";

/// The rows of the complete draft, in place of the stars of a pattern.
fn in_rows(pattern: &str) -> Option<String> {
    match pattern.split_once('.')?.0 {
        "user_codes" => Some(pattern.replacen('*', "k3x9q0ab", 1).replacen('*', "p9m2c7de", 1)),
        "sharing" => Some(pattern.replacen('*', SHARING_ROW, 1)),
        "lines" | "gateway_terminals" => None,
        _ => Some(pattern.to_owned()),
    }
}

#[tokio::test]
async fn a_save_with_an_answer_of_the_center_is_refused_at_its_path() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let (path, revision) = browser.fill().await;
        let stored: StoredDraft = browser.get(&path).await.read();
        let mut tried = 0;
        for (pattern, _, field) in FORM.fields().into_iter().filter(|(_, _, field)| field.author() == Author::Center) {
            let Some(place) = in_rows(&pattern) else { continue };
            let mut draft = stored.draft.clone();
            if place.contains(SHARING_ROW) {
                draft.rows.insert("sharing".to_owned(), vec![SHARING_ROW.to_owned()]);
            }
            draft.answers.insert(place.clone(), accepted(field.kind)[0].clone());
            let reply = browser.put(&path, &json!({ "revision": revision, "draft": draft })).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{place}: {}", reply.text);
            assert_eq!(reply.json()["type"], "/problems/answers-faulty");
            assert_eq!(reply.json()["faults"][0]["path"], place);
            assert_eq!(reply.json()["faults"][0]["code"], "center.answer");
            tried += 1;
        }
        assert!(tried >= 6, "{tried}");
        let mut draft = stored.draft.clone();
        draft.rows.insert("gateway_terminals".to_owned(), vec!["t3rm1na1".to_owned()]);
        let reply = browser.put(&path, &json!({ "revision": revision, "draft": draft })).await;
        assert_eq!(reply.json()["faults"][0]["path"], "gateway_terminals", "{}", reply.text);
        let after: StoredDraft = browser.get(&path).await.read();
        assert_eq!((after.revision, after.draft), (stored.revision, stored.draft));
    })
    .await;
}

#[tokio::test]
async fn an_answer_of_the_center_in_a_stored_draft_refuses_the_registration() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let (path, revision) = browser.fill().await;
        let mut stored: StoredDraft = browser.get(&path).await.read();
        stored.draft.answers.insert("office.code".to_owned(), "NAC001".to_owned());
        let row = draft::ActiveModel {
            id: Set(path.rsplit('/').next().unwrap().to_owned()),
            body: Set(serde_json::to_string(&stored.draft).unwrap()),
            ..Default::default()
        };
        row.update(&world.app.store.db).await.unwrap();
        let reply = browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.text);
        assert_eq!(reply.json()["faults"][0]["path"], "office.code");
    })
    .await;
}

#[tokio::test]
async fn a_registration_with_an_unknown_answer_takes_nothing_of_it() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        let mut answers = crate::support::form::account("a@example.jp");
        answers.answers.insert("office.code".to_owned(), "NAC001".to_owned());
        let version = &world.app.terms.version;
        let body = json!({ "consent": { "version": version }, "answers": answers });
        let reply = browser.post("/api/accounts", &body).await;
        assert_eq!(reply.status, StatusCode::ACCEPTED, "{}", reply.text);
        let (login_id, password) = world.credentials().await;
        browser.log_in(&login_id, &password).await;
        let (path, revision) = browser.fill().await;
        let receipt: Receipt =
            browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await.read();
        let application: Application = browser.get(&format!("/api/applications/{}", receipt.id)).await.read();
        assert!(!application.submission.answers.contains_key("office.code"));
    })
    .await;
}
