//! `/api/drafts/{id}/files/…`: files are attached, rejected, downloaded and erased (F078 … F086).

mod active;
mod around;
mod encrypted;
mod given;
mod life;
mod names;
mod packages;
mod refused;
mod room;
mod rows;
mod taken;

use std::io::Write;

use axum::http::StatusCode;
use nss_core::{
    api::{FileStored, StoredDraft},
    file::FileType,
};
use nss_server::{
    file::detect::{Rejected, detect},
    store::{self, file, millis},
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};

use crate::support::{Browser, Reply, World};

/// A browser with a session, and the path of its draft.
async fn entered(world: &World) -> (Browser<'_>, String) {
    let mut browser = world.browser();
    browser.enter("a@example.jp").await;
    let path = browser.draft_path().await;
    (browser, path)
}

/// The draft as it is stored.
async fn stored(browser: &mut Browser<'_>, path: &str) -> StoredDraft {
    browser.get(path).await.read()
}

/// The reply to an upload.
fn attached(reply: &Reply) -> FileStored {
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
    reply.read()
}

/// Asserts one fault with that code at the name of the file; returns its sentence.
fn refused(reply: &Reply, status: u16, code: &str) -> String {
    assert_eq!(reply.status.as_u16(), status, "{code}: {}", reply.text);
    let problem = reply.json();
    let [fault] = problem["faults"].as_array().unwrap().as_slice() else { panic!("{problem}") };
    assert_eq!((fault["code"].as_str(), fault["severity"].as_str()), (Some(code), Some("blocks")), "{problem}");
    assert_eq!(fault["path"], "diagram.f1lef1le.name", "{problem}");
    let message = fault["message"].as_str().unwrap();
    assert!(message.ends_with('。') && !message.contains('{'), "{message}");
    message.to_owned()
}

/// The type of a file with these bytes.
fn detected(bytes: &[u8]) -> Result<FileType, Rejected> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    detect(&file)
}

/// The code of the sentence that refuses a file with these bytes; its type if it is accepted.
fn code(bytes: &[u8]) -> &'static str {
    detected(bytes).map_or_else(|rejected| rejected.message.code, FileType::code)
}

/// The files in the storage.
fn kept_bytes(world: &World) -> usize {
    std::fs::read_dir(world.files.path()).unwrap().count()
}

/// Inserts the database row of a file without bytes; returns its id.
async fn insert_row(world: &World, draft_id: &str, state: &str, size: i32) -> String {
    let (now, id) = (millis(world.app.clock.now()), store::new_id().unwrap());
    let row = file::Model {
        id: id.clone(),
        draft_id: draft_id.to_owned(),
        list: "diagram".to_owned(),
        row: id[24..].to_owned(),
        name: "構成図.pdf".to_owned(),
        size,
        kind: "pdf".to_owned(),
        sha256: String::new(),
        state: state.to_owned(),
        revision: 0,
        arrived_at: now,
        looked_at: now,
        loose_since: None,
    };
    row.into_active_model().insert(&world.app.store.db).await.unwrap();
    id
}
