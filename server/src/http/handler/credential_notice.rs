//! `/api/applications/{id}/credential-notice`: ID通知 (N-260 … N-269), and the request for new passwords.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use nss_core::api::{CredentialNotice, ReissueRequest};

use super::application::find_own_application;
use crate::{
    error::ApiError,
    http::{
        current_account::CurrentAccount,
        openapi::{Guard, PATH, SESSION, UNSAFE, problems},
    },
    review::Reviews,
    store::Store,
};

problems!(GetCredentialNoticeProblems = SESSION, PATH);

/// Returns the codes of the contract in force; its passwords inside their window only (V-20). An application before its
/// approval has none.
#[utoipa::path(
    get,
    path = "/api/applications/{id}/credential-notice",
    params(("id" = String, Path, description = "Identity of the application")),
    responses((status = 200, description = "The notice", body = CredentialNotice), GetCredentialNoticeProblems)
)]
pub async fn get_credential_notice(
    State(store): State<Store>,
    State(reviews): State<Reviews>,
    current: CurrentAccount,
    Path(id): Path<String>,
) -> Result<Json<CredentialNotice>, ApiError> {
    let application = find_own_application(&store.read_db, &current.account.id, &id).await?;
    reviews.credential_notice(&application).await.map(Json)
}

problems!(RequestReissueProblems = UNSAFE, SESSION, PATH);

/// Asks staff for new passwords; they never go by mail.
#[utoipa::path(
    post,
    path = "/api/applications/{id}/credential-reissues",
    params(("id" = String, Path, description = "Identity of the application"), Guard),
    responses((status = 202, description = "Staff are asked", body = ReissueRequest), RequestReissueProblems)
)]
pub async fn request_reissue(
    State(store): State<Store>,
    State(reviews): State<Reviews>,
    current: CurrentAccount,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<ReissueRequest>), ApiError> {
    let application = find_own_application(&store.read_db, &current.account.id, &id).await?;
    let request = reviews.request_reissue(&application).await?;
    Ok((StatusCode::ACCEPTED, Json(request)))
}
