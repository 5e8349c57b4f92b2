//! The member of the staff whose session it is: extractors for handlers. They read the staff's cookie alone: a session of
//! an applicant opens nothing here.

use std::ops::Deref;

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, request::Parts},
};
use nss_core::api::{ProblemKind, StaffRole};

use super::session_cookie::STAFF;
use crate::{
    error::ApiError,
    state::AppState,
    store::{staff, staff_session},
};

/// A member who is logged in, perhaps still without a password of their own or a second factor: for the routes that
/// set these up.
#[derive(Clone, Debug)]
pub struct LoggedInStaff {
    /// The member.
    pub member: staff::Model,
    /// The session.
    pub session: staff_session::Model,
}

/// A member who may work.
#[derive(Clone, Debug)]
pub struct CurrentStaff(pub LoggedInStaff);

/// An administrator who may work.
#[derive(Clone, Debug)]
pub struct Administrator(pub CurrentStaff);

impl Deref for CurrentStaff {
    type Target = LoggedInStaff;

    fn deref(&self) -> &LoggedInStaff {
        &self.0
    }
}

impl FromRequestParts<AppState> for LoggedInStaff {
    type Rejection = ApiError;

    /// Fails without a session. The request counts as activity: the idle time restarts.
    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, ApiError> {
        let mut current = find(app, &parts.headers).await?.ok_or(ProblemKind::SessionMissing)?;
        app.staff_sessions.touch(&mut current.session).await?;
        Ok(current)
    }
}

impl OptionalFromRequestParts<AppState> for LoggedInStaff {
    type Rejection = ApiError;

    /// Does not restart the idle time.
    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Option<Self>, ApiError> {
        find(app, &parts.headers).await
    }
}

impl FromRequestParts<AppState> for CurrentStaff {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, ApiError> {
        let current = <LoggedInStaff as FromRequestParts<AppState>>::from_request_parts(parts, app).await?;
        if current.member.is_set_up() { Ok(Self(current)) } else { Err(ProblemKind::SetupMissing.into()) }
    }
}

impl FromRequestParts<AppState> for Administrator {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, ApiError> {
        let current = CurrentStaff::from_request_parts(parts, app).await?;
        match current.member.role() {
            StaffRole::Administrator => Ok(Self(current)),
            StaffRole::Reviewer => Err(ProblemKind::NotAllowed.into()),
        }
    }
}

async fn find(app: &AppState, headers: &HeaderMap) -> Result<Option<LoggedInStaff>, ApiError> {
    let Some(token) = STAFF.token(headers, &app.config) else { return Ok(None) };
    let found = app.staff_sessions.find(token).await?;
    Ok(found.map(|(session, member)| LoggedInStaff { member, session }))
}
