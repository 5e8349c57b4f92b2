//! 審査: the moves of applications, their history, mails and news, and the contracts of approvals.

mod approvals;
mod moves;
mod table;

use nss_core::{
    api::{Receipt, StoredDraft},
    form::{Submission, Wire},
    review::Move,
};
use nss_server::{
    review::{By, Content, MoveError, MoveRequest},
    store::{application, application_event, draft},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use crate::support::{World, form};

pub(super) const REVIEWER: By<'static> = By::Reviewer("reviewer-1");

/// Registers the complete application for terminals behind a gateway.
pub(super) async fn registered(world: &World, mail: &str) -> application::Model {
    registered_as(world, mail, |draft| draft).await
}

/// Registers the complete application for a new line.
pub(super) async fn registered_with_a_line(world: &World, mail: &str) -> application::Model {
    registered_as(world, mail, form::with_a_line).await
}

pub(super) async fn registered_as(world: &World, mail: &str, change: fn(Wire) -> Wire) -> application::Model {
    let mut browser = world.browser();
    browser.enter(mail).await;
    let (path, _) = browser.fill().await;
    let stored: StoredDraft = browser.get(&path).await.read();
    let save = json!({ "revision": stored.revision, "draft": change(stored.draft) });
    let saved = browser.put(&path, &save).await.json();
    let request = json!({ "revision": saved["revision"] });
    let receipt: Receipt = browser.post(&format!("{path}/submission"), &request).await.read();
    world.mails().await;
    stored_application(world, &receipt.id).await
}

pub(super) async fn stored_application(world: &World, id: &str) -> application::Model {
    application::Entity::find_by_id(id).one(&world.app.store.db).await.unwrap().unwrap()
}

/// The revision of the draft of an application.
pub(super) async fn draft_revision(world: &World, application: &application::Model) -> i32 {
    draft::Entity::find_by_id(&application.draft_id).one(&world.app.store.db).await.unwrap().unwrap().revision
}

pub(super) async fn events(world: &World, id: &str) -> Vec<application_event::Model> {
    let events = application_event::Entity::find().filter(application_event::Column::ApplicationId.eq(id));
    events.order_by_asc(application_event::Column::Revision).all(&world.app.store.db).await.unwrap()
}

/// Moves an application as it stands.
pub(super) async fn moves(
    world: &World,
    application: &application::Model,
    by: By<'_>,
    step: Move,
    content: Content<'_>,
) -> Result<application::Model, MoveError> {
    let request = MoveRequest { application_id: &application.id, revision: application.revision, by, step, content };
    world.app.reviews.apply_move(request).await
}

pub(super) fn submission(application: &application::Model) -> Submission {
    let wire = serde_json::from_str(&application.body).unwrap();
    Submission::stored(nss_core::review::form_of(&wire).unwrap(), &wire).unwrap()
}

/// The center's answers with these paths.
pub(super) fn center(answers: &[(&str, &str)]) -> Wire {
    let answers = answers.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    Wire { answers, ..Wire::default() }
}
