//! `/api/drafts/{id}`: drafts are read, saved and deleted.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use axum::{
    body::{Body, Bytes},
    http::{StatusCode, header},
};
use futures_util::stream;
use nss_core::api::{BODY_LIMIT, DraftSaved, StoredDraft};
use serde_json::json;
use tower::ServiceExt;

use crate::support::{Browser, World, at, on_each_store};

#[tokio::test]
async fn a_save_counts_the_revision_and_keeps_every_text_as_it_was_typed() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let path = browser.draft_path().await;
        let mut stored: StoredDraft = browser.get(&path).await.read();
        for (path, text) in [
            ("office.postcode", "〒２１２－０\u{0}"),
            ("office.customs", "no such customs"),
            ("nowhere.at.all", "kept"),
        ] {
            stored.draft.answers.insert(path.into(), text.into());
        }
        world.clock.pass(5);
        let saved: DraftSaved = browser.put(&path, &json!({ "revision": 1, "draft": stored.draft })).await.read();
        assert_eq!((saved.revision, saved.saved_at), (2, at("2026-11-19T10:15:05+09:00")));
        let again: StoredDraft = browser.get(&path).await.read();
        assert_eq!((again.revision, again.saved_at), (2, saved.saved_at));
        assert_eq!(again.draft.answers, stored.draft.answers);
    })
    .await;
}

#[tokio::test]
async fn a_stale_revision_gets_what_is_stored() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let path = browser.draft_path().await;
        let stored: StoredDraft = browser.get(&path).await.read();
        let mut first = stored.draft.clone();
        first.answers.insert("office.name".into(), "本社".into());
        assert_eq!(browser.put(&path, &json!({ "revision": 1, "draft": first })).await.status, StatusCode::OK);
        for revision in [1, 3, u32::MAX] {
            let reply = browser.put(&path, &json!({ "revision": revision, "draft": stored.draft })).await;
            let expected = if revision == u32::MAX { 400 } else { 409 };
            assert_eq!(reply.status.as_u16(), expected, "{revision}");
            if expected == 409 {
                assert_eq!(reply.json()["revision"], 2);
                assert_eq!(reply.json()["draft"]["answers"]["office.name"], "本社");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_row_id_of_another_shape_is_refused() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let path = browser.draft_path().await;
        let stored: StoredDraft = browser.get(&path).await.read();
        for ids in [vec!["short"], vec!["K3X9Q0AB"], vec!["k3x9q0ab", "k3x9q0ab"], vec!["../../etc"]] {
            let mut draft = stored.draft.clone();
            draft.rows.insert("user_codes".into(), ids.iter().map(|&id| id.to_owned()).collect());
            let reply = browser.put(&path, &json!({ "revision": 1, "draft": draft })).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{ids:?}");
            assert_eq!(reply.json()["type"], "/problems/draft-unreadable");
        }
    })
    .await;
}

#[tokio::test]
async fn a_draft_of_another_applicant_is_not_found() {
    on_each_store(async |world| {
        let mut owner = world.browser();
        owner.enter("a@example.jp").await;
        let path = owner.draft_path().await;
        let stored: StoredDraft = owner.get(&path).await.read();
        let mut other = world.browser();
        other.enter("b@example.jp").await;
        let save = json!({ "revision": 1, "draft": stored.draft });
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.put(&path, &save).await.status, StatusCode::NOT_FOUND);
        let submission = other.post(&format!("{path}/submission"), &json!({ "revision": 1 })).await;
        assert_eq!(submission.status, StatusCode::NOT_FOUND);
        let unknown = other.get("/api/drafts/00000000000000000000000000000000").await;
        assert_eq!(unknown.text, other.get(&path).await.text, "nothing tells the two apart");
    })
    .await;
}

#[tokio::test]
async fn a_deleted_draft_begins_anew_as_the_next_revision() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let path = browser.draft_path().await;
        let begun: StoredDraft = browser.get(&path).await.read();
        browser.fill().await;
        let filled: StoredDraft = browser.get(&path).await.read();
        world.clock.pass(5);
        let delete = |revision: u32| browser.request("DELETE", &path, json!({ "revision": revision }).to_string());
        let (seen, stale) = (delete(filled.revision), delete(filled.revision));
        let deleted: StoredDraft = browser.send(seen).await.read();
        assert_eq!((deleted.revision, deleted.saved_at), (filled.revision + 1, world.app.clock.now()));
        assert_eq!((&deleted.draft.answers, &deleted.draft.rows), (&begun.draft.answers, &begun.draft.rows));
        assert_eq!(browser.get(&path).await.read::<StoredDraft>(), deleted);
        for request in [stale, browser.request("PUT", &path, json!(filled).to_string())] {
            let reply = browser.send(request).await;
            assert_eq!((reply.status.as_u16(), reply.json()["revision"].as_u64()), (409, Some(4)), "{}", reply.text);
        }
        // The file of a deleted row is erased a day later; until then the deletion can be undone.
        let back = json!({ "revision": deleted.revision, "draft": filled.draft });
        assert_eq!(browser.put(&path, &back).await.status, StatusCode::OK);
        assert_eq!(browser.get(&format!("{path}/files/d1agram1")).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_registered_draft_and_a_foreign_one_cannot_be_deleted() {
    on_each_store(async |world| {
        let mut browser = world.browser();
        browser.enter("a@example.jp").await;
        let (path, revision) = browser.fill().await;
        let mut other = world.browser();
        other.enter("b@example.jp").await;
        let body = json!({ "revision": revision }).to_string();
        let reply = other.send(other.request("DELETE", &path, body.clone())).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
        browser.post(&format!("{path}/submission"), &json!({ "revision": revision })).await;
        let reply = browser.send(browser.request("DELETE", &path, body)).await;
        assert_eq!((reply.status.as_u16(), reply.json()["type"].as_str()), (410, Some("/problems/draft-locked")));
        let stored: StoredDraft = browser.get(&path).await.read();
        assert_eq!(stored.draft.answers["office.name"], "本社");
    })
    .await;
}

/// The stalled bodies: those that were begun, those that are read now, and the most at one time.
#[derive(Default)]
struct Bodies {
    begun: AtomicU32,
    now: AtomicU32,
    most: AtomicU32,
}

struct Reading(Arc<Bodies>);

impl Reading {
    fn begin(bodies: Arc<Bodies>) -> Self {
        bodies.begun.fetch_add(1, Ordering::SeqCst);
        bodies.most.fetch_max(bodies.now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        Self(bodies)
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Begins a save whose body stops one byte before its end.
fn stalled(browser: &Browser<'_>, path: &str, bodies: &Arc<Bodies>) -> tokio::task::JoinHandle<()> {
    let body = stream::unfold((Arc::clone(bodies), None), async |(bodies, reading)| {
        if reading.is_some() {
            std::future::pending::<()>().await;
        }
        let reading = Some(Reading::begin(Arc::clone(&bodies)));
        Some((Ok::<_, std::convert::Infallible>(Bytes::from(vec![b' '; BODY_LIMIT - 1])), (bodies, reading)))
    });
    let mut request = browser.request("PUT", path, Body::from_stream(body));
    request.headers_mut().insert(header::CONTENT_LENGTH, BODY_LIMIT.into());
    let router = browser.world.router.clone();
    tokio::spawn(async move { drop(router.oneshot(request).await) })
}

#[tokio::test]
async fn one_session_sends_one_large_body_at_a_time_and_keeps_nobody_from_saving() {
    let world = World::development().await;
    let mut browser = world.browser();
    browser.enter("a@example.jp").await;
    let path = browser.draft_path().await;
    let mut stored: StoredDraft = browser.get(&path).await.read();
    let mut other = world.browser();
    other.enter("b@example.jp").await;
    let own = other.draft_path().await;
    let bodies = Arc::default();
    let mut running: Vec<_> = (0..20).map(|_| stalled(&browser, &path, &bodies)).collect();
    let small = browser.put(&path, &json!({ "revision": 1, "draft": stored.draft })).await;
    assert_eq!(small.status, StatusCode::OK, "{}", small.text);
    stored.draft.answers.insert("office.name".into(), "a".repeat(100_000));
    let large = other.put(&own, &json!({ "revision": 1, "draft": stored.draft })).await;
    assert_eq!(large.status, StatusCode::OK, "{}", large.text);
    // The next one is read when the first client hangs up.
    running.remove(0).abort();
    while bodies.begun.load(Ordering::SeqCst) < 2 {
        tokio::task::yield_now().await;
    }
    running.iter().for_each(tokio::task::JoinHandle::abort);
    assert_eq!(bodies.most.load(Ordering::SeqCst), 1, "the others waited");
}
