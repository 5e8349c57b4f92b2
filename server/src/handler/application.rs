//! `GET /api/applications/{id}`: what was registered, with its number and where it stands (F101).

use axum::{
    Json,
    extract::{Path, State},
};
use nss_core::api::{Application, ApplicationState, ProblemKind};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    app::Shared,
    openapi::{PATH, SESSION, problems},
    problem::Refusal,
    session::Visitor,
    store::{self, application, instant},
};

/// The application, if it is this visitor's own; everybody else's is not there.
pub async fn own(store: &impl ConnectionTrait, visitor: &Visitor, id: &str) -> Result<application::Model, Refusal> {
    if !store::is_id(id) {
        return Err(ProblemKind::NotFound.into());
    }
    application::Entity::find_by_id(id)
        .filter(application::Column::AccountId.eq(&visitor.account.id))
        .one(store)
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
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Json<Application>, Refusal> {
    let stored = own(&app.reads, &visitor, &id).await?;
    Ok(Json(Application {
        state: state_of(&stored),
        submitted_at: instant(stored.submitted_at),
        submission: serde_json::from_str(&stored.body)?,
        id: stored.id,
        number: stored.number,
    }))
}

/// Where a stored application stands.
pub fn state_of(stored: &application::Model) -> ApplicationState {
    let state = ApplicationState::ALL.into_iter().find(|state| state.word() == stored.state);
    state.unwrap_or(ApplicationState::Received)
}
