//! `POST /api/staff/password`: パスワード変更 of the member who is logged in.

use axum::{extract::State, http::HeaderMap};
use nss_core::{
    api::{ProblemKind, StaffPasswordChange, StaffSession},
    staff::{PASSWORD_RULE, SAME_PASSWORD, is_good_password, normalise},
};

use super::staff_session::{WithCookie, begin};
use crate::{
    error::ApiError,
    http::{
        client_ip::ClientIp,
        current_staff::LoggedInStaff,
        openapi::{Guard, JSON_BODY, STAFF_SESSION, UNSAFE, problems},
        problem::Body,
    },
    security::SecurityEvent,
    staff::session::Step,
    state::AppState,
};

problems!(
    ChangeProblems = UNSAFE,
    STAFF_SESSION,
    JSON_BODY,
    &[ProblemKind::LoginRefused, ProblemKind::PasswordRefused, ProblemKind::TooManyTries]
);

/// Changes the password. All other sessions of the member end, and this one goes on under a new cookie.
#[utoipa::path(
    post,
    path = "/api/staff/password",
    params(Guard),
    request_body = StaffPasswordChange,
    responses((status = 200, description = "The session; its cookie is new", body = StaffSession), ChangeProblems)
)]
pub async fn change_staff_password(
    State(app): State<AppState>,
    current: LoggedInStaff,
    client: ClientIp,
    headers: HeaderMap,
    Body(request): Body<StaffPasswordChange>,
) -> Result<WithCookie, ApiError> {
    let member = current.member;
    let StaffPasswordChange { current, new } = request;
    let refused = |why| Err(ApiError::with_detail(ProblemKind::PasswordRefused, why));
    if !is_good_password(&new, &member.login_id) {
        return refused(PASSWORD_RULE);
    }
    if new == normalise(&current) {
        return refused(SAME_PASSWORD);
    }
    app.staff_logins.confirm_password(&member, current, client.0.to_string()).await?;
    let step = Step::Password(app.passwords.hash(new).await?);
    let begun = begin(&app, &headers, &member, step).await?.ok_or(ProblemKind::SessionMissing)?;
    SecurityEvent::StaffPassword(&member.id).record();
    Ok(begun)
}
