//! `POST /api/password`: パスワード変更 of the account that is logged in (C-011).

use axum::{
    Json,
    extract::State,
    http::{HeaderName, HeaderValue, header},
};
use nss_core::{
    account::password::{PASSWORD_RULE, SAME_PASSWORD, is_good_password, normalise},
    api::{Login, PasswordChange, ProblemKind, Session},
};

use super::session::to_session;
use crate::{
    error::ApiError,
    http::{
        client_ip::ClientIp,
        current_account::CurrentAccount,
        openapi::{Guard, JSON_BODY, SESSION, UNSAFE, problems},
        problem::Body,
        session_cookie::APPLICANT,
    },
    security::SecurityEvent,
    state::AppState,
};

problems!(
    ChangePasswordProblems = UNSAFE,
    SESSION,
    JSON_BODY,
    &[ProblemKind::LoginRefused, ProblemKind::PasswordRefused, ProblemKind::TooManyTries]
);

/// Changes the password. All other sessions of the account end, and this one goes on under a new cookie.
#[utoipa::path(
    post,
    path = "/api/password",
    params(Guard),
    request_body = PasswordChange,
    responses((status = 200, description = "The session; its cookie is new", body = Session), ChangePasswordProblems)
)]
pub async fn change_password(
    State(app): State<AppState>,
    current: CurrentAccount,
    client: ClientIp,
    Body(request): Body<PasswordChange>,
) -> Result<([(HeaderName, HeaderValue); 1], Json<Session>), ApiError> {
    let (new, login_id) = (normalise(&request.new), current.account.login_id);
    let refused = |why| Err(ApiError::with_detail(ProblemKind::PasswordRefused, why));
    if !is_good_password(&new, &login_id) {
        return refused(PASSWORD_RULE);
    }
    if new == normalise(&request.current) {
        return refused(SAME_PASSWORD);
    }
    let login = Login { login_id, password: request.current };
    let (account, used) = app.logins.attempt(&login, client.0.to_string()).await?;
    let hash = app.passwords.hash(new).await?;
    let changed = app.sessions.change_password(&account, &used, &hash).await?;
    let (session, token) = changed.ok_or(ProblemKind::LoginRefused)?;
    SecurityEvent::PasswordChanged(&account.id).record();
    let session = to_session(&app, Some(&CurrentAccount { account, session })).await?;
    Ok(([(header::SET_COOKIE, APPLICANT.set(&token, &app.config))], Json(session)))
}
