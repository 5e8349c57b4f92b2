//! The files of an application, one by one and as one ZIP.

use std::io::{Cursor, Read};

use nss_core::api::{Receipt, StaffRole::Reviewer, StoredDraft};
use serde_json::json;
use unicode_normalization::UnicodeNormalization;
use zip::ZipArchive;

use crate::support::{content, on_each_store};

#[tokio::test]
async fn a_zip_has_every_file_under_a_name_of_its_own() {
    on_each_store(async |world| {
        let mut applicant = world.browser();
        applicant.enter("a@example.jp").await;
        let (path, _) = applicant.fill().await;
        let doubled: String = "ガイド.pdf".nfd().collect();
        for (place, name, size) in [
            ("diagram/d1agram2", doubled.as_str(), 2000),
            ("diagram/d1agram3", "構成図.PDF", 3000),
            ("attachments/f1l3f1l3", "ガイド.pdf", 4000),
        ] {
            let attached = applicant.attach(&path, place, name, content::pdf(size)).await;
            assert_eq!(attached.status, 201, "{place}: {}", attached.text);
        }
        let stored: StoredDraft = applicant.get(&path).await.read();
        let request = json!({ "revision": stored.revision });
        let receipt: Receipt = applicant.post(&format!("{path}/submission"), &request).await.read();
        let (_, mut browser) = world.staff("hanako", Reviewer).await;
        let files = format!("/api/staff/applications/{}/files", receipt.id);
        let one = browser.get(&format!("{files}/d1agram1")).await;
        assert_eq!((one.header("content-type"), one.bytes.len()), ("application/pdf", 1024));
        assert_eq!(browser.get(&format!("{files}/zzzzzzzz")).await.status, 404);

        let reply = browser.get(&format!("{files}.zip")).await;
        assert!(reply.header("content-disposition").contains(&format!("{}.zip", receipt.number)));
        let mut archive = ZipArchive::new(Cursor::new(reply.bytes)).unwrap();
        let names: Vec<_> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["構成図.pdf", "ガイド.pdf", "構成図 (2).PDF", "ガイド (2).pdf"]);
        for (name, size) in names.iter().zip([1024, 2000, 3000, 4000]) {
            let mut bytes = Vec::new();
            archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
            assert_eq!(bytes.len(), size, "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_zip_whose_file_is_gone_ends_with_an_error() {
    on_each_store(async |world| {
        let application = crate::reviews::registered(world, "a@example.jp").await;
        let (_, browser) = world.staff("hanako", Reviewer).await;
        for entry in std::fs::read_dir(world.files.path()).unwrap() {
            std::fs::remove_file(entry.unwrap().path()).unwrap();
        }
        let path = format!("/api/staff/applications/{}/files.zip", application.id);
        let request = browser.request("GET", &path, axum::body::Body::empty());
        let reply = tower::ServiceExt::oneshot(world.router.clone(), request).await.unwrap();
        assert!(http_body_util::BodyExt::collect(reply.into_body()).await.is_err(), "a part is no archive");
    })
    .await;
}
