//! `/api/staff/mails`: mails that were given up, and 「再送」.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use nss_core::api::{ProblemKind, desk::UndeliveredMail};

use crate::{
    error::ApiError,
    http::{
        current_staff::CurrentStaff,
        openapi::{Guard, PATH, STAFF, UNSAFE, problems},
    },
    mail::outbox::Outbox,
    store::is_id,
};

problems!(ListProblems = STAFF);

/// Lists the mails that were given up, the newest first.
#[utoipa::path(
    get,
    path = "/api/staff/mails",
    responses((status = 200, description = "The mails", body = Vec<UndeliveredMail>), ListProblems)
)]
pub async fn list_undelivered_mails(
    State(outbox): State<Outbox>,
    _: CurrentStaff,
) -> Result<Json<Vec<UndeliveredMail>>, ApiError> {
    Ok(Json(outbox.undelivered().await?))
}

problems!(RetryProblems = UNSAFE, STAFF, PATH);

/// 再送: queues a mail again that was given up.
#[utoipa::path(
    post,
    path = "/api/staff/mails/{id}/retry",
    params(Guard, ("id" = String, Path, description = "Identity of the mail")),
    responses((status = 204, description = "The mail is queued"), RetryProblems)
)]
pub async fn retry_mail(
    State(outbox): State<Outbox>,
    _: CurrentStaff,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    if is_id(&id) && outbox.retry(&id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ProblemKind::NotFound.into()) }
}
