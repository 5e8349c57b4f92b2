//! The jobs by the clock: lapse, reminder, start, and the log-in that follows from it.

mod deadlines;
mod log_ins;
mod two_processes;

use nss_core::{
    form::Wire,
    review::{Actor, Move},
};
use nss_server::{
    review::{By, Content, MoveRequest},
    store::{account, application},
};
use sea_orm::EntityTrait;

use crate::{
    reviews::{REVIEWER, center, moves, registered, stored_application},
    support::World,
};

/// An application that was approved today, with that start.
pub(super) async fn approved(world: &World, mail: &str, start: &str) -> application::Model {
    let application = registered(world, mail).await;
    let taken = moves(world, &application, REVIEWER, Move::Take, Content::Nothing).await.unwrap();
    let center: Wire = center(&[("start.confirmed_date", start)]);
    moves(world, &taken, REVIEWER, Move::Approve, Content::Center(&center)).await.unwrap()
}

/// The same after システム設定申込, and its approval if `is_confirmed`.
pub(super) async fn with_settings(
    world: &World,
    approved: application::Model,
    is_confirmed: bool,
) -> application::Model {
    let account = By::Applicant(&approved.account_id);
    let applied = moves(world, &approved, account, Move::ApplyForSettings, Content::Nothing).await.unwrap();
    if !is_confirmed {
        return applied;
    }
    moves(world, &applied, REVIEWER, Move::ApproveSettings, Content::Nothing).await.unwrap()
}

pub(super) async fn state(world: &World, application: &application::Model) -> String {
    stored_application(world, &application.id).await.state
}

pub(super) async fn account_of(world: &World, application: &application::Model) -> account::Model {
    account::Entity::find_by_id(&application.account_id).one(&world.app.store.db).await.unwrap().unwrap()
}

/// The events that the clock made.
pub(super) async fn by_clock(world: &World, application: &application::Model) -> Vec<String> {
    let events = crate::reviews::events(world, &application.id).await;
    events.into_iter().filter(|event| event.actor == Actor::Clock.code()).map(|event| event.step).collect()
}

/// A move of the clock that is asked for by hand.
pub(super) fn of_the_clock(application: &application::Model, step: Move) -> MoveRequest<'_> {
    let revision = application.revision;
    MoveRequest { application_id: &application.id, revision, by: By::Clock, step, content: Content::Nothing }
}
