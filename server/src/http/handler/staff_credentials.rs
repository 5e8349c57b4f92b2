//! `POST /api/staff/applications/{id}/credentials`: パスワード再発行 by staff (N-269).

use axum::{
    Json,
    extract::{Path, State},
};
use nss_core::api::CredentialsReissued;

use crate::{
    desk::view::find,
    error::ApiError,
    http::{
        current_staff::CurrentStaff,
        openapi::{Guard, PATH, STAFF, UNSAFE, problems},
    },
    review::Reviews,
    store::Store,
};

problems!(ReissueCredentialsProblems = UNSAFE, STAFF, PATH);

/// Gives the contract of an application new passwords, readable for two business days, and never for less than before.
/// Staff do not see them.
#[utoipa::path(
    post,
    path = "/api/staff/applications/{id}/credentials",
    params(("id" = String, Path, description = "Identity of the application"), Guard),
    responses(
        (status = 200, description = "They can be read by the applicant", body = CredentialsReissued),
        ReissueCredentialsProblems
    )
)]
pub async fn reissue_credentials(
    State(store): State<Store>,
    State(reviews): State<Reviews>,
    current: CurrentStaff,
    Path(id): Path<String>,
) -> Result<Json<CredentialsReissued>, ApiError> {
    let application = find(&store.read_db, &id).await?;
    reviews.reissue(&application, &current.member.id).await.map(Json)
}
