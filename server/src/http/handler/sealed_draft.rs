//! `/api/sealed-drafts/{id}`: takes over or discards the sealed draft that the session offers (`Account::sealed`).
//! Every other sealed draft is not found.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use nss_core::api::{ProblemKind, StoredDraft};

use crate::{
    clock::Clock,
    draft::{sealed_draft, to_stored_draft},
    error::ApiError,
    http::{
        current_account::CurrentAccount,
        openapi::{Guard, PATH, SESSION, UNSAFE, problems},
    },
    store::Store,
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
    State(store): State<Store>,
    State(clock): State<Clock>,
    current: CurrentAccount,
    Path(id): Path<String>,
) -> Result<Json<StoredDraft>, ApiError> {
    to_stored_draft(&sealed_draft::take_over(&store.db, &clock, &current.account, &id).await?).map(Json)
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
    State(store): State<Store>,
    State(clock): State<Clock>,
    current: CurrentAccount,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    sealed_draft::discard(&store.db, &current.account, &id, clock.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
