//! `/api/applications/{id}`: registered applications.

use axum::http::StatusCode;
use nss_core::api::{Application, ApplicationState, Receipt};
use serde_json::json;

use crate::support::on_each_store;

#[tokio::test]
async fn one_sees_ones_own_answers_in_normal_form_and_nobody_elses() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let (path, revision) = browser.fill().await;
        let mut draft = browser.get(&path).await.json()["draft"].clone();
        draft["answers"]["office.name"] = "ﾎﾝｼｬ1".into();
        draft["answers"]["connection.terminals"] = "３".into();
        draft["answers"]["lines.aaaaaaaa.terminals"] = "not asked".into();
        browser.put(&path, &json!({ "revision": revision, "draft": draft })).await;
        let reply = browser.post(&format!("{path}/submission"), &json!({ "revision": revision + 1 })).await;
        let receipt: Receipt = reply.read();
        let path = format!("/api/applications/{}", receipt.id);
        let application: Application = browser.get(&path).await.read();
        assert_eq!((application.number, application.state), (receipt.number.clone(), ApplicationState::Received));
        let answers = application.submission.answers;
        assert_eq!(answers["office.name"], "ホンシャ１");
        assert_eq!(answers["connection.terminals"], "3");
        assert_eq!(answers.get("lines.aaaaaaaa.terminals"), None, "hidden is absent");
        let mut other = world.browser();
        other.enter("b@example.jp").await;
        for path in [path.clone(), format!("/api/applications/{}", receipt.number)] {
            assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(world.browser().get(&path).await.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}
