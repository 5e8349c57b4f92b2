//! The account of the session: an extractor for handlers.

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, request::Parts},
};
use nss_core::{account::life::State as Life, api::ProblemKind};

use super::session_cookie::APPLICANT;
use crate::{
    error::ApiError,
    state::AppState,
    store::{account, session},
};

/// The open account that is logged in.
#[derive(Clone, Debug)]
pub struct CurrentAccount {
    /// The account.
    pub account: account::Model,
    /// Its session.
    pub session: session::Model,
}

impl FromRequestParts<AppState> for CurrentAccount {
    type Rejection = ApiError;

    /// Fails without a session or with an expired account. The request counts as activity: the idle time restarts.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let mut current = find(state, &parts.headers).await?.ok_or(ProblemKind::SessionMissing)?;
        if !current.account.is_open_at(state.clock.now()) {
            let reason = match current.account.state_at(state.clock.now()) {
                Life::Expired => "仮アカウントの期限（48時間）を過ぎました。再度、仮アカウントの登録をお願いします。",
                _ => "保存期間が終わったため、このログインIDは使えなくなりました。",
            };
            return Err(ApiError::with_detail(ProblemKind::DraftLocked, reason));
        }
        if parts.method.is_safe() {
            state.sessions.touch_later(&mut current.session);
        } else {
            state.sessions.touch(&mut current.session).await?;
        }
        Ok(current)
    }
}

impl OptionalFromRequestParts<AppState> for CurrentAccount {
    type Rejection = ApiError;

    /// Does not restart the idle time. Returns nothing for an expired account.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Option<Self>, ApiError> {
        let current = find(state, &parts.headers).await?;
        Ok(current.filter(|current| current.account.is_open_at(state.clock.now())))
    }
}

async fn find(state: &AppState, headers: &HeaderMap) -> Result<Option<CurrentAccount>, ApiError> {
    let Some(token) = APPLICANT.token(headers, &state.config) else { return Ok(None) };
    let found = state.sessions.find(token).await?;
    Ok(found.map(|(session, account)| CurrentAccount { account, session }))
}
