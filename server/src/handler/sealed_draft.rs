//! `/api/sealed-drafts/{id}`: the one that the session offers (`Account::sealed`) is taken over, or refused. Every other is not
//! there, whose ever it is.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use nss_core::api::StoredDraft;

use crate::{app::Shared, handler::draft::told, problem::Refusal, sealed, session::Visitor};

/// `POST`: what was typed joins the visitor's own draft, files included. The draft that now stands.
pub async fn take_over(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Json<StoredDraft>, Refusal> {
    told(&sealed::take_over(&app, &visitor.account, &id).await?)
}

/// `DELETE`: it is erased, files included.
pub async fn refuse(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    sealed::refuse(&app, &visitor.account, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
