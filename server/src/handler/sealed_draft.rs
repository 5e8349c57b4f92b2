//! `/api/sealed-drafts/{id}`: the one that the session offers (`Account::sealed`) is taken over, or refused. Every other is not
//! there, whose ever it is.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use nss_core::api::{ProblemKind, StoredDraft};

use crate::{
    app::Shared,
    handler::draft::told,
    openapi::{Guard, PATH, SESSION, UNSAFE, problems},
    problem::Refusal,
    sealed,
    session::Visitor,
};

problems!(TakeOverProblems = UNSAFE, SESSION, PATH, &[ProblemKind::TooLarge]);

/// Merges the sealed draft into the applicant's own draft, files included.
#[utoipa::path(
    post,
    path = "/api/sealed-drafts/{id}",
    params(Guard, ("id" = String, Path, description = "Identity of the sealed draft")),
    responses((status = 200, description = "The draft that now stands", body = StoredDraft), TakeOverProblems)
)]
pub async fn take_over_sealed_draft(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Json<StoredDraft>, Refusal> {
    told(&sealed::take_over(&app, &visitor.account, &id).await?)
}

problems!(DiscardProblems = UNSAFE, SESSION, PATH);

/// Erases the sealed draft, files included.
#[utoipa::path(
    delete,
    path = "/api/sealed-drafts/{id}",
    params(Guard, ("id" = String, Path, description = "Identity of the sealed draft")),
    responses((status = 204, description = "It is erased"), DiscardProblems)
)]
pub async fn discard_sealed_draft(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    sealed::refuse(&app, &visitor.account, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
