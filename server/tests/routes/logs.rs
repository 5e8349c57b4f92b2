//! Logs contain no personal data.

use std::{
    io,
    sync::{Arc, LazyLock, Mutex},
};

use nss_core::api::{Receipt, Session, StoredDraft};
use nss_server::jobs::expire;
use serde_json::json;
use tokio::task::JoinSet;
use tower::ServiceExt;
use tracing::Instrument;
use tracing_subscriber::fmt::MakeWriter;

use crate::support::{World, on_each_store};

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

/// The log. The subscriber is global: beside tests without one, a subscriber of one thread misses lines. It therefore
/// also collects the lines of the other tests.
static LOG: LazyLock<Kept> = LazyLock::new(|| {
    let kept = Kept::default();
    let log =
        tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_ansi(false).with_writer(kept.clone());
    tracing::subscriber::set_global_default(log.finish()).unwrap();
    kept
});

/// All lines until now; the first call begins to collect them.
pub(crate) fn log() -> String {
    String::from_utf8(LOG.0.lock().unwrap().clone()).unwrap()
}

#[tokio::test]
async fn the_whole_path_leaves_no_personal_data_in_the_log() {
    // The lines of the other tests must not contain personal data either.
    LazyLock::force(&LOG);
    let world = World::development().await;
    let mut browser = world.browser();
    browser.enter("konsai@naccs.example.jp").await;
    for _ in 0..2 {
        let login = json!({ "login_id": "0000000", "password": "WRONGPWD" }).to_string();
        let mut forwarded = browser.request("POST", "/api/session", login);
        forwarded.headers_mut().insert("x-forwarded-for", "203.0.113.77".parse().unwrap());
        browser.send(forwarded).await;
    }
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
    let log = log();
    assert!(log.contains("/submission") && log.contains("/sealed-drafts/"), "requests are logged:\n{log}");
    for event in ["wrong_password", "accounts_expired", "accounts_erased"] {
        assert!(log.lines().any(|line| line.contains(" security: ") && line.contains(event)), "{event}:\n{log}");
    }
    assert_eq!(log.matches("NSS_TRUSTED_PROXY").count(), 1, "a proxy that is not named shows once:\n{log}");
    let token = browser.cookie.unwrap().split_once('=').unwrap().1.to_owned();
    for secret in [
        "konsai",
        "混載",
        "ナックス",
        "封をした本社",
        "0123456789",
        "192.0.2.1",
        "203.0.113.77",
        "WRONGPWD",
        &login_id,
        &password,
        &token,
        &receipt.number,
    ] {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_take_overs_at_once_are_no_error_of_the_server() {
    LazyLock::force(&LOG);
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let path = browser.draft_path().await;
        let mut stored: StoredDraft = browser.get(&path).await.read();
        stored.draft.answers.insert("office.name".into(), "本社".into());
        browser.put(&path, &json!({ "revision": 1, "draft": stored.draft })).await;
        world.clock.pass(48 * 3600);
        let session = browser.enter("a@example.jp").await;
        let sealed = format!("/api/sealed-drafts/{}", session.account.unwrap().sealed.unwrap().id);
        let other = world.another_process().await;
        let mut running = JoinSet::new();
        for number in 0..10 {
            let router = if number % 2 == 0 { &world.router } else { &other.router }.clone();
            let request = browser.request(if number < 8 { "POST" } else { "DELETE" }, &sealed, "");
            let span = tracing::info_span!("one_of_ten");
            running.spawn(async move { router.oneshot(request).await.unwrap().status().as_u16() }.instrument(span));
        }
        let mut answers = running.join_all().await;
        answers.sort_unstable();
        assert!(answers[0] < 300 && answers[1..].iter().all(|status| *status == 404), "{answers:?}");
        let lines: Vec<String> = log().lines().filter(|line| line.contains("one_of_ten")).map(str::to_owned).collect();
        assert!(!lines.is_empty(), "requests are logged");
        assert!(!lines.iter().any(|line| line.contains("ERROR")), "{lines:?}");
        other.app.store.clone().close().await.unwrap();
    })
    .await;
}
