//! Downloads: always an attachment, only for the owner.

use axum::http::StatusCode;
use nss_core::file::{BLANK_FORM, BLANK_FORM_NAME};
use serde_json::json;

use super::{attached, entered};
use crate::support::{Reply, content, on_each_store};

/// Asserts that a browser saves the file and never shows it.
fn assert_download(reply: &Reply, media: &str) {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    assert_eq!(reply.header("content-type"), media);
    assert!(reply.header("content-disposition").starts_with("attachment; filename=\""));
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    let policy = reply.header("content-security-policy");
    assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");
    assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin");
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_eq!(reply.header("content-length"), reply.bytes.len().to_string());
}

#[tokio::test]
async fn a_file_is_a_download_of_the_type_that_it_was_taken_for() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        attached(&browser.attach(&path, "diagram/f1lef1le", "構成 図.html", content::png(300)).await);
        let reply = browser.get(&format!("{path}/files/f1lef1le")).await;
        assert_download(&reply, "image/png");
        assert_eq!(
            reply.header("content-disposition"),
            "attachment; filename=\"__ _.html.png\"; filename*=UTF-8''%E6%A7%8B%E6%88%90%20%E5%9B%B3.html.png"
        );
        assert_eq!(reply.bytes, content::png(300));
    })
    .await;
}

#[tokio::test]
async fn line_ends_and_quotes_in_a_name_do_no_harm() {
    on_each_store(async |world| {
        let (mut browser, path) = entered(world).await;
        let name = "a\";\r\nSet-Cookie: nss=1;\r\n\r\n<script>';filename*=b.exe.pdf";
        let file = attached(&browser.attach(&path, "diagram/f1lef1le", name, content::pdf(600)).await);
        assert!(!file.name.contains(char::is_control), "{:?}", file.name);
        let reply = browser.get(&format!("{path}/files/f1lef1le")).await;
        assert_download(&reply, "application/pdf");
        let said = reply.header("content-disposition");
        assert_eq!((said.matches('"').count(), said.matches("filename*=").count()), (2, 1), "{said}");
        assert!(reply.header("set-cookie").is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_file_of_another_applicant_is_not_found() {
    on_each_store(async |world| {
        let (mut owner, path) = entered(world).await;
        attached(&owner.attach(&path, "diagram/f1lef1le", "図.pdf", content::pdf(600)).await);
        let mut other = world.browser();
        other.enter("b@example.jp").await;
        let own = other.draft_path().await;
        for path in [&path, "/api/drafts/00000000000000000000000000000000"] {
            let reply = other.get(&format!("{path}/files/f1lef1le")).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND);
            let reply = other.attach(path, "diagram/g1lef1le", "図.pdf", content::pdf(600)).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(other.get(&format!("{own}/files/f1lef1le")).await.status, StatusCode::NOT_FOUND, "of the own draft");
        let mut nobody = world.browser();
        assert_eq!(nobody.get(&format!("{path}/files/f1lef1le")).await.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn an_application_keeps_its_files() {
    on_each_store(async |world| {
        let (mut browser, _) = entered(world).await;
        let (path, revision) = browser.fill().await;
        let receipt = browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await.json();
        let application = format!("/api/applications/{}/files/", receipt["id"].as_str().unwrap());
        let reply = browser.get(&format!("{application}d1agram1")).await;
        assert_download(&reply, "application/pdf");
        assert_eq!(reply.bytes, content::pdf(1024));
        assert_eq!(browser.get(&format!("{application}f1lef1le")).await.status, StatusCode::NOT_FOUND);
        let mut other = world.browser();
        other.enter("b@example.jp").await;
        assert_eq!(other.get(&format!("{application}d1agram1")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn the_blank_form_can_be_had_and_handed_in() {
    on_each_store(async |world| {
        let reply = world.browser().get(BLANK_FORM).await;
        assert_download(&reply, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        let (mut browser, path) = entered(world).await;
        let file = attached(&browser.attach(&path, "diagram/f1lef1le", BLANK_FORM_NAME, reply.bytes).await);
        assert_eq!((file.kind.as_str(), file.name.as_str()), ("xlsx", BLANK_FORM_NAME));
    })
    .await;
}
