//! `POST /api/applications/{id}/withdrawal`: 取下げ (C-016).

use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use nss_core::{
    api::{ProblemKind, menu::Withdrawal},
    review::{Move, Reason},
};

use crate::{
    error::ApiError,
    http::{
        current_account::CurrentAccount,
        openapi::{Guard, JSON_BODY, PATH, SESSION, UNSAFE, problems},
        problem::Body,
    },
    review::{By, Content, MoveError, MoveRequest, Reviews},
    store,
};

problems!(
    WithdrawProblems = UNSAFE,
    JSON_BODY,
    SESSION,
    PATH,
    &[ProblemKind::ApplicationMoved, ProblemKind::MoveRefused, ProblemKind::MoveContentRefused]
);

/// 取下げ, with or without a reason. From then on the account is only read.
#[utoipa::path(
    post,
    path = "/api/applications/{id}/withdrawal",
    params(Guard, ("id" = String, Path, description = "Identity of the application")),
    request_body = Withdrawal,
    responses((status = 204, description = "The application is withdrawn"), WithdrawProblems)
)]
pub async fn withdraw_application(
    State(reviews): State<Reviews>,
    current: CurrentAccount,
    Path(id): Path<String>,
    Body(request): Body<Withdrawal>,
) -> Result<StatusCode, ApiError> {
    if !store::is_id(&id) {
        return Err(ProblemKind::NotFound.into());
    }
    let reason = [Reason { path: String::new(), text: request.reason }];
    let has_reason = !reason[0].text.trim().is_empty();
    let withdraw = MoveRequest {
        application_id: &id,
        revision: i32::try_from(request.revision).map_err(|_| ProblemKind::Malformed)?,
        by: By::Applicant(&current.account.id),
        step: Move::Withdraw,
        content: if has_reason { Content::Reasons(&reason) } else { Content::Nothing },
    };
    reviews.apply_move(withdraw).await.map_err(MoveError::into_error)?;
    Ok(StatusCode::NO_CONTENT)
}
