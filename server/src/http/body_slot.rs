//! Bounds the large bodies that are in memory at the same time.

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use nss_core::api::ProblemKind;

use super::session_cookie::{APPLICANT, STAFF, SessionCookie};
use crate::{error::ApiError, state::AppState, turns::BoundedTurn};

/// Bytes up to which a body needs no slot.
const SMALL: u64 = 64 * 1024;

/// The permission to read a large body: an extractor that stands between the session and
/// the body. A session has one at a time, so that nobody who stops sending keeps the others from saving.
#[derive(Debug)]
pub struct BodySlot {
    _turn: Option<BoundedTurn>,
}

impl FromRequestParts<AppState> for BodySlot {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, ApiError> {
        let length = parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        if length.is_some_and(|length: u64| length <= SMALL) {
            return Ok(Self { _turn: None });
        }
        let token = |cookie: SessionCookie| cookie.token(&parts.headers, &app.config);
        let session = token(APPLICANT).or_else(|| token(STAFF)).unwrap_or_default();
        let turn = app.large_bodies.turn(session).await.map_err(|_| ProblemKind::Unavailable)?;
        Ok(Self { _turn: Some(turn) })
    }
}
