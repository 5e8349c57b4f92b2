//! `GET /api/applications/{id}`: a registered application with its number and state (F101).

use axum::{
    Json,
    extract::{Path, State},
};
use nss_core::api::{Application, ApplicationState, ProblemKind};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    error::ApiError,
    http::{
        current_account::CurrentAccount,
        openapi::{PATH, SESSION, problems},
    },
    store::{self, Store, application, instant},
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

/// Returns a registered application: its number, state and answers.
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
    Ok(Json(Application {
        state: state_of(&stored),
        submitted_at: instant(stored.submitted_at),
        submission: serde_json::from_str(&stored.body)?,
        id: stored.id,
        number: stored.number,
    }))
}

/// The state of a stored application.
pub fn state_of(stored: &application::Model) -> ApplicationState {
    stored.state().unwrap_or(ApplicationState::Received)
}
