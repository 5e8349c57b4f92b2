//! `GET /api/applications/{id}`: a registered application with its number and state (F101).

use axum::{
    Json,
    extract::{Path, State},
};
use nss_core::{
    api::{
        Application, ApplicationState, ProblemKind,
        menu::{Event, Returned},
    },
    review::{Actor, Kind, Move, reason::pinned},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    error::ApiError,
    http::{
        current_account::CurrentAccount,
        openapi::{PATH, SESSION, problems},
    },
    review::{MoveError, change, submission},
    store::{self, Store, application, application_event, contract_version, instant},
};

/// The application with that id, if it belongs to the account. A foreign one gives the same error as one that does not
/// exist.
pub async fn find_own_application(
    db: &impl ConnectionTrait,
    account_id: &str,
    id: &str,
) -> Result<application::Model, ApiError> {
    if !store::is_id(id) {
        return Err(ProblemKind::NotFound.into());
    }
    application::Entity::find_by_id(id)
        .filter(application::Column::AccountId.eq(account_id))
        .one(db)
        .await?
        .ok_or_else(|| ProblemKind::NotFound.into())
}

problems!(GetApplicationProblems = SESSION, PATH);

/// Returns a registered application: its number, state, answers and history; after 審査終了 also what the center answered.
#[utoipa::path(
    get,
    path = "/api/applications/{id}",
    params(("id" = String, Path, description = "Identity of the application")),
    responses((status = 200, description = "The application", body = Application), GetApplicationProblems)
)]
pub async fn get_application(
    State(store): State<Store>,
    current: CurrentAccount,
    Path(id): Path<String>,
) -> Result<Json<Application>, ApiError> {
    let stored = find_own_application(&store.read_db, &current.account.id, &id).await?;
    let contract = contract_version::of_application(&store.read_db, &stored).await?;
    let contract = contract.map(|version| serde_json::from_str(&version.body)).transpose()?;
    let history = application_event::of_application(&store.read_db, &stored.id).await?;
    let changes = change::changes_of(&store.read_db, &stored).await.map_err(MoveError::into_error)?;
    Ok(Json(Application {
        changes,
        state: state_of(&stored),
        kind: stored.kind().unwrap_or(Kind::New),
        revision: stored.revision.unsigned_abs(),
        submitted_at: instant(stored.submitted_at),
        submission: serde_json::from_str(&stored.body)?,
        contract,
        history: history.iter().map(event).collect::<Result<_, _>>()?,
        id: stored.id,
        number: stored.number,
    }))
}

problems!(GetReturnProblems = SESSION, PATH);

/// Returns the reasons of a return, while it waits for its answer.
#[utoipa::path(
    get,
    path = "/api/applications/{id}/return",
    params(("id" = String, Path, description = "Identity of the application")),
    responses((status = 200, description = "The return", body = Returned), GetReturnProblems)
)]
pub async fn get_return(
    State(store): State<Store>,
    current: CurrentAccount,
    Path(id): Path<String>,
) -> Result<Json<Returned>, ApiError> {
    let stored = find_own_application(&store.read_db, &current.account.id, &id).await?;
    if state_of(&stored) != ApplicationState::Returned {
        return Err(ProblemKind::NotFound.into());
    }
    let history = application_event::of_application(&store.read_db, &stored.id).await?;
    let reasons = history.last().map(event).transpose()?.map(|last| last.reasons).unwrap_or_default();
    let sent = submission(&stored).map_err(MoveError::into_error)?;
    Ok(Json(Returned {
        revision: stored.revision.unsigned_abs(),
        reasons: pinned(&reasons, sent.answers()),
        id: stored.id,
    }))
}

/// An event as its applicant sees it: without the names of staff.
fn event(stored: &application_event::Model) -> Result<Event, ApiError> {
    let known = Actor::from_code(&stored.actor).zip(Move::from_code(&stored.step));
    let (actor, step) = known.ok_or(ProblemKind::Internal)?;
    Ok(Event {
        at: instant(stored.at),
        actor,
        step,
        state: ApplicationState::from_code(&stored.after).ok_or(ProblemKind::Internal)?,
        reasons: stored.reason.as_deref().map_or_else(|| Ok(Vec::new()), serde_json::from_str)?,
    })
}

/// The state of a stored application.
pub fn state_of(stored: &application::Model) -> ApplicationState {
    stored.state().unwrap_or(ApplicationState::Received)
}
