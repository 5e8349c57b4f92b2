//! `/api/staff/session`: ログイン of the staff, ログアウト and the current session.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
};
use nss_core::api::{CurrentMember, ProblemKind, SecondFactor, StaffLogin, StaffSession};

use crate::{
    error::ApiError,
    http::{
        client_ip::ClientIp,
        current_staff::LoggedInStaff,
        openapi::{Guard, JSON_BODY, STAFF_SESSION, UNSAFE, problems},
        problem::Body,
        session_cookie::STAFF,
    },
    security::SecurityEvent,
    staff::session::Step,
    state::AppState,
    store::{instant, staff},
};

/// A session that has begun, with its cookie.
pub(super) type WithCookie = ([(HeaderName, HeaderValue); 1], Json<StaffSession>);

problems!(CurrentProblems = &[]);

/// Tells which member of the staff is logged in, if one is, and what they have to set up.
#[utoipa::path(
    get,
    path = "/api/staff/session",
    responses((status = 200, description = "The session", body = StaffSession), CurrentProblems)
)]
pub async fn current_staff_session(
    State(app): State<AppState>,
    current: Option<LoggedInStaff>,
) -> Result<Json<StaffSession>, ApiError> {
    to_session(&app, current.as_ref()).map(Json)
}

problems!(LogInProblems = UNSAFE, JSON_BODY, &[ProblemKind::LoginRefused, ProblemKind::TooManyTries]);

/// ログイン: begins a session. An unknown ID, a wrong password and a wrong or used code get the same answer. Without a
/// confirmed second factor no code is needed, and only the routes that set it up are open.
#[utoipa::path(
    post,
    path = "/api/staff/session",
    params(Guard),
    request_body = StaffLogin,
    responses((status = 200, description = "The session; its cookie is set", body = StaffSession), LogInProblems)
)]
pub async fn log_in_staff(
    State(app): State<AppState>,
    client: ClientIp,
    headers: HeaderMap,
    Body(login): Body<StaffLogin>,
) -> Result<WithCookie, ApiError> {
    let member = app.staff_logins.attempt(login, client.0.to_string()).await?;
    let begun = begin(&app, &headers, &member, Step::LogIn).await?.ok_or(ProblemKind::LoginRefused)?;
    SecurityEvent::StaffLogin(&member.id).record();
    Ok(begun)
}

problems!(LogOutProblems = UNSAFE);

/// ログアウト: deletes the session and clears the cookie.
#[utoipa::path(
    delete,
    path = "/api/staff/session",
    params(Guard),
    responses((status = 204, description = "Nobody is logged in any more"), LogOutProblems)
)]
pub async fn log_out_staff(
    State(app): State<AppState>,
    headers: HeaderMap,
) -> Result<(StatusCode, [(HeaderName, HeaderValue); 1]), ApiError> {
    if let Some(token) = STAFF.token(&headers, &app.config) {
        app.staff_sessions.end(token).await?;
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, STAFF.clear(&app.config))]))
}

problems!(ExtendProblems = UNSAFE, STAFF_SESSION);

/// Restarts the idle time of the session.
#[utoipa::path(
    post,
    path = "/api/staff/session/extension",
    params(Guard),
    responses((status = 200, description = "The session with its new end", body = StaffSession), ExtendProblems)
)]
pub async fn extend_staff_session(
    State(app): State<AppState>,
    current: LoggedInStaff,
) -> Result<Json<StaffSession>, ApiError> {
    to_session(&app, Some(&current)).map(Json)
}

/// Begins a session in place of the browser's previous one. None if the account has changed since it was read.
pub(super) async fn begin(
    app: &AppState,
    headers: &HeaderMap,
    member: &staff::Model,
    step: Step,
) -> Result<Option<WithCookie>, ApiError> {
    let previous = STAFF.token(headers, &app.config);
    let Some((session, member, token)) = app.staff_sessions.begin(member, step, previous).await? else {
        return Ok(None);
    };
    let session = to_session(app, Some(&LoggedInStaff { member, session }))?;
    Ok(Some(([(header::SET_COOKIE, STAFF.set(&token, &app.config))], Json(session))))
}

fn to_session(app: &AppState, current: Option<&LoggedInStaff>) -> Result<StaffSession, ApiError> {
    let member = current.map(|current| to_member(app, current)).transpose()?;
    Ok(StaffSession { now: app.clock.now(), rules: nss_core::RULES.to_owned(), member })
}

fn to_member(app: &AppState, LoggedInStaff { member, session }: &LoggedInStaff) -> Result<CurrentMember, ApiError> {
    let second_factor = if member.is_confirmed {
        None
    } else {
        let offered = app.second_factors.of(member)?;
        Some(SecondFactor { uri: offered.uri()?, secret: offered.secret() })
    };
    Ok(CurrentMember {
        id: member.id.clone(),
        login_id: member.login_id.clone(),
        name: member.name.clone(),
        role: member.role(),
        logged_in_at: instant(member.logged_in_at.unwrap_or(session.created_at)),
        session_expires_at: app.staff_sessions.expires_at(session),
        has_first_password: member.has_first_password,
        second_factor,
    })
}
