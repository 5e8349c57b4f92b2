//! Names as macOS writes them (NFD) are stored, listed and downloaded as all others write them (NFC).

use axum::http::StatusCode;
use serde_json::json;

use super::{attached, entered, stored};
use crate::support::{content, on_each_store};

const WRITTEN: &str = "システム構成図（カ\u{3099}ハ\u{309a}かいe\u{301}）.pdf";
const COMPOSED: &str = "システム構成図（ガパかい\u{e9}）.pdf";

#[tokio::test]
async fn a_decomposed_name_is_stored_listed_and_downloaded_composed() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        let first = browser.attach(&path, "attachments/f1lef1le", WRITTEN, content::pdf(600)).await;
        assert_eq!(attached(&first).name, COMPOSED);
        assert_eq!(stored(&mut browser, &path).await.draft.answers["attachments.f1lef1le.name"], COMPOSED);
        let again = browser.attach(&path, "attachments/f1lef1le", WRITTEN, content::pdf(600)).await;
        assert_eq!(again.text, first.text);
        let reply = browser.get(&format!("{path}/files/f1lef1le")).await;
        let encoded = percent_encoding::utf8_percent_encode("ガパかい\u{e9}", percent_encoding::NON_ALPHANUMERIC);
        assert!(reply.header("content-disposition").contains(&encoded.to_string()));
        let refusal = browser.attach(&path, "diagram/f1lef1lf", WRITTEN, "text").await;
        assert!(refusal.text.contains(COMPOSED), "{}", refusal.text);
    })
    .await;
}

#[tokio::test]
async fn a_page_that_saves_the_decomposed_name_can_still_register() {
    on_each_store(async |world| {
        let (mut browser, _) = entered(world).await;
        let (path, _) = browser.fill().await;
        attached(&browser.attach(&path, "attachments/f1lef1le", WRITTEN, content::pdf(600)).await);
        let mut draft = stored(&mut browser, &path).await;
        draft.draft.answers.insert("attachments.f1lef1le.name".to_owned(), WRITTEN.to_owned());
        browser.put(&path, &json!({ "revision": draft.revision, "draft": draft.draft })).await;
        let body = json!({ "revision": draft.revision + 1 });
        let reply = browser.post(&format!("{path}/submission"), &body).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
    })
    .await;
}
