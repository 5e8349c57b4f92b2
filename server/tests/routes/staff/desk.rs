//! `/api/staff/applications`: the review desk.

mod days;
mod files;
mod life;
mod list;
mod mails;
mod queue;
mod refusals;

use nss_core::{
    api::desk::{DeskApplication, Queue},
    review::State,
};
use nss_server::store::{self, application};
use sea_orm::{ActiveModelTrait, EntityTrait};
use serde_json::{Value, json};

use crate::support::{Browser, Reply, World};

/// The queue with that query.
async fn queue(browser: &mut Browser<'_>, query: &str) -> Queue {
    browser.get(&format!("/api/staff/applications{query}")).await.read()
}

async fn open(browser: &mut Browser<'_>, id: &str) -> DeskApplication {
    browser.get(&format!("/api/staff/applications/{id}")).await.read()
}

/// Asks for a move of an application as it was shown.
async fn ask(browser: &mut Browser<'_>, seen: &DeskApplication, step: &str, more: Value) -> Reply {
    let mut body = json!({ "revision": seen.revision, "move": step });
    body.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
    browser.post(&format!("/api/staff/applications/{}/moves", seen.line.id), &body).await
}

/// Moves an application, which must be possible.
async fn make(
    browser: &mut Browser<'_>,
    seen: &DeskApplication,
    step: &str,
    more: Value,
    expected: State,
) -> DeskApplication {
    let moved: DeskApplication = ask(browser, seen, step, more).await.read();
    assert_eq!(moved.line.state, expected);
    moved
}

/// Status, problem and detail of a refusal.
fn problem(reply: &Reply) -> (u16, String, String) {
    let problem = reply.json();
    let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
    (reply.status.as_u16(), text("type"), text("detail"))
}

/// Copies of an application in the store: registrations would hash a password each. Several have the same instant.
async fn copies(world: &World, of: &application::Model, range: std::ops::Range<usize>) -> Vec<application::Model> {
    let copy = |nth: usize| application::Model {
        id: store::new_id().unwrap(),
        draft_id: store::new_id().unwrap(),
        number: format!("27{nth:05}A"),
        submitted_at: of.submitted_at + i64::try_from(nth / 7).unwrap(),
        ..of.clone()
    };
    let all: Vec<_> = range.map(copy).collect();
    for some in all.chunks(100) {
        let rows = some.iter().map(|row| application::ActiveModel::from(row.clone()).reset_all());
        application::Entity::insert_many(rows).exec_without_returning(&world.app.store.db).await.unwrap();
    }
    all
}
