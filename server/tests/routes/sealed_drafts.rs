//! `/api/sealed-drafts/{id}`: the draft of an expired account is offered to a new account of the same address.

mod offered;
mod refused;
mod taken_over;

use axum::http::StatusCode;
use nss_core::api::{SealedDraft, Session, StoredDraft};
use serde_json::json;

use crate::support::{Browser, Reply, World, content};

const DAY: i64 = 24 * 3600;
const MAIL: &str = "a@example.jp";

/// Saves answers in the draft at `path`.
async fn types(browser: &mut Browser<'_>, path: &str, answers: &[(&str, &str)]) {
    let mut stored: StoredDraft = browser.get(path).await.read();
    let answers = answers.iter().map(|(at, text)| ((*at).to_owned(), (*text).to_owned()));
    stored.draft.answers.extend(answers);
    let reply = browser.put(path, &json!({ "revision": stored.revision, "draft": stored.draft })).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
}

/// Registers an account with the address, with an office, a reason and a file; returns its browser and the path of its
/// draft.
async fn typed<'w>(world: &'w World, mail: &str, office: &str) -> (Browser<'w>, String) {
    let mut browser = world.browser();
    browser.enter(mail).await;
    let path = browser.draft_path().await;
    let attached = browser.attach(&path, "diagram/f1lef1le", "構成図.pdf", content::pdf(600)).await;
    assert_eq!(attached.status, StatusCode::CREATED, "{}", attached.text);
    types(&mut browser, &path, &[("office.name", office), ("reason.text", "通関業許可の予定")]).await;
    (browser, path)
}

/// The same, and then the 48 hours end; returns the path of the sealed draft.
async fn sealed(world: &World, mail: &str, office: &str) -> String {
    let (_, path) = typed(world, mail, office).await;
    world.clock.pass(2 * DAY);
    path
}

/// The sealed draft that the session offers.
async fn offer(browser: &mut Browser<'_>) -> Option<SealedDraft> {
    let session: Session = browser.get("/api/session").await.read();
    session.account.unwrap().sealed
}

/// Registers again; returns the sealed draft that is then offered.
async fn again<'w>(world: &'w World, mail: &str) -> (Browser<'w>, SealedDraft) {
    let mut browser = world.browser();
    let session = browser.enter(mail).await;
    (browser, session.account.unwrap().sealed.expect("something is offered"))
}

fn at(sealed: &SealedDraft) -> String {
    format!("/api/sealed-drafts/{}", sealed.id)
}

async fn take_over(browser: &mut Browser<'_>, sealed: &SealedDraft) -> Reply {
    browser.post(&at(sealed), &json!(null)).await
}

fn is_not_there(reply: &Reply) -> bool {
    reply.status == StatusCode::NOT_FOUND && reply.json()["type"] == "/problems/not-found"
}

/// The files in the storage.
fn kept_bytes(world: &World) -> usize {
    std::fs::read_dir(world.files.path()).unwrap().count()
}
