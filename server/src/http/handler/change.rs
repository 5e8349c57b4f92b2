//! `POST /api/contracts/{id}/change`: 変更申込 of a contract in use (C-020).

use axum::{
    Json,
    extract::{Path, State},
};
use nss_core::api::{ProblemKind, change::ChangeDraft};

use crate::{
    error::ApiError,
    http::{
        current_account::CurrentAccount,
        openapi::{Guard, PATH, SESSION, UNSAFE, problems},
    },
    review::{MoveError, Reviews},
    store::is_id,
};

problems!(BeginChangeProblems = UNSAFE, SESSION, PATH, &[ProblemKind::MoveRefused]);

/// Begins 変更申込, or finds the one that is open. Before 利用開始日 there is nothing to change.
#[utoipa::path(
    post,
    path = "/api/contracts/{id}/change",
    params(Guard, ("id" = String, Path, description = "Identity of the contract")),
    responses((status = 200, description = "The draft", body = ChangeDraft), BeginChangeProblems)
)]
pub async fn begin_change(
    State(reviews): State<Reviews>,
    current: CurrentAccount,
    Path(id): Path<String>,
) -> Result<Json<ChangeDraft>, ApiError> {
    if !is_id(&id) {
        return Err(ProblemKind::NotFound.into());
    }
    reviews.begin_change(&current.account, &id).await.map(Json).map_err(MoveError::into_error)
}
