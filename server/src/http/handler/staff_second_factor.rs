//! `/api/staff/session/second-factor`: the second factor of the member who is logged in, until a code confirms it.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, header},
};
use nss_core::api::{ProblemKind, SecondFactorCode, StaffSession};

use super::staff_session::{WithCookie, begin};
use crate::{
    error::ApiError,
    http::{
        current_staff::LoggedInStaff,
        openapi::{Guard, JSON_BODY, STAFF_SESSION, UNSAFE, problems},
        problem::Body,
    },
    security::SecurityEvent,
    staff::session::Step,
    state::AppState,
};

problems!(GetProblems = STAFF_SESSION, &[ProblemKind::NotFound]);

/// The QR code of the second factor that is to be set up. A confirmed one is never shown again.
#[utoipa::path(
    get,
    path = "/api/staff/session/second-factor",
    responses((status = 200, description = "The QR code", body = String, content_type = "image/svg+xml"), GetProblems)
)]
pub async fn get_second_factor(
    State(app): State<AppState>,
    current: LoggedInStaff,
) -> Result<([(HeaderName, &'static str); 1], String), ApiError> {
    if current.member.is_confirmed {
        return Err(ProblemKind::NotFound.into());
    }
    let picture = app.second_factors.of(&current.member)?.qr_svg()?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], picture))
}

problems!(ConfirmProblems = UNSAFE, STAFF_SESSION, JSON_BODY, &[ProblemKind::NotFound, ProblemKind::CodeRefused]);

/// Confirms the second factor by its present code. From then on each log-in needs a code.
#[utoipa::path(
    post,
    path = "/api/staff/session/second-factor",
    params(Guard),
    request_body = SecondFactorCode,
    responses((status = 200, description = "The session; its cookie is new", body = StaffSession), ConfirmProblems)
)]
pub async fn confirm_second_factor(
    State(app): State<AppState>,
    current: LoggedInStaff,
    headers: HeaderMap,
    Body(request): Body<SecondFactorCode>,
) -> Result<WithCookie, ApiError> {
    let member = current.member;
    if member.is_confirmed {
        return Err(ProblemKind::NotFound.into());
    }
    let step = app.staff_logins.step(&member, &request.code)?;
    let begun = begin(&app, &headers, &member, Step::SecondFactor(step)).await?.ok_or(ProblemKind::SessionMissing)?;
    SecurityEvent::StaffSecondFactor(&member.id).record();
    Ok(begun)
}
