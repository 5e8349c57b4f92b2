//! Logs contain no personal data.

use std::{
    io,
    sync::{Arc, Mutex},
};

use nss_core::api::{Receipt, Session, StoredDraft};
use nss_server::jobs::expire;
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::support::World;

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl io::Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Kept {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn the_whole_path_leaves_no_personal_data_in_the_log() {
    let kept = Kept::default();
    let log =
        tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_ansi(false).with_writer(kept.clone());
    // The subscriber is global: beside tests without one, a subscriber of one thread misses lines. It therefore also
    // collects the lines of the other tests, which must not contain personal data either.
    tracing::subscriber::set_global_default(log.finish()).unwrap();
    let world = World::development().await;
    let mut browser = world.browser();
    browser.enter("konsai@naccs.example.jp").await;
    let path = browser.draft_path().await;
    let mut stored: StoredDraft = browser.get(&path).await.read();
    stored.draft.answers.insert("office.name".into(), "封をした本社".into());
    browser.put(&path, &json!({ "revision": 1, "draft": stored.draft })).await;
    world.clock.pass(48 * 3600);
    expire(&world.app).await.unwrap();
    browser.register("konsai@naccs.example.jp").await;
    let (login_id, password) = world.credentials().await;
    browser.log_in(&login_id, "WRONGPWD").await;
    let session: Session = browser.log_in(&login_id, &password).await.read();
    let sealed = session.account.unwrap().sealed.unwrap();
    browser.post(&format!("/api/sealed-drafts/{}", sealed.id), &json!(null)).await;
    let (path, revision) = browser.fill().await;
    let receipt: Receipt = browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await.read();
    world.mails().await;
    let log = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("/submission") && log.contains("/sealed-drafts/"), "requests are logged:\n{log}");
    for event in ["wrong_password", "accounts_expired"] {
        assert!(log.lines().any(|line| line.contains(" security: ") && line.contains(event)), "{event}:\n{log}");
    }
    let token = browser.cookie.unwrap().split_once('=').unwrap().1.to_owned();
    for secret in [
        "konsai",
        "混載",
        "ナックス",
        "封をした本社",
        "0123456789",
        "192.0.2.1",
        "WRONGPWD",
        &login_id,
        &password,
        &token,
        &receipt.number,
    ] {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
}
