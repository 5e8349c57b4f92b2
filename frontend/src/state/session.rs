//! The session: the account that is logged in, as the server said last.

use leptos::prelude::*;
use nss_core::api::{Account, ProblemKind, Session};

use crate::api::{Api, ApiError};
use crate::browser::task::spawn_local;
use crate::date_format;

/// The state of the session.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionState {
    /// The server has not answered yet.
    Loading,
    /// The server could not be asked.
    Failed(ApiError),
    /// The server's answer.
    Ready(Box<Session>),
}

/// The session of the page.
#[derive(Clone, Copy)]
pub struct CurrentSession {
    api: Api,
    state: RwSignal<SessionState>,
}

/// The session of the page around a component.
pub fn use_session() -> CurrentSession {
    expect_context()
}

impl CurrentSession {
    /// A session that was not fetched yet.
    pub fn new(api: Api) -> Self {
        Self { api, state: RwSignal::new(SessionState::Loading) }
    }

    /// Fetches the session again. An error leaves a known session as it is, so that the page with its answers stays.
    pub fn refresh(self) {
        spawn_local(async move {
            match self.api.session().await {
                Ok(session) => self.set(session),
                Err(_) if self.session_untracked().is_some() => {}
                Err(error) => self.state.set(SessionState::Failed(error)),
            }
        });
    }

    /// Takes a session that the server sent.
    pub fn set(self, session: Session) {
        self.state.set(SessionState::Ready(Box::new(session)));
    }

    /// The state.
    pub fn state(self) -> RwSignal<SessionState> {
        self.state
    }

    /// The session, once it is known.
    pub fn session(self) -> Option<Session> {
        self.state.with(|state| ready(state).cloned())
    }

    /// The same without a subscription.
    pub fn session_untracked(self) -> Option<Session> {
        self.state.with_untracked(|state| ready(state).cloned())
    }

    /// The account that is logged in.
    pub fn account(self) -> Option<Account> {
        self.state.with(|state| ready(state)?.account.clone())
    }

    /// The sentence about the end of the 48 hours (V-01), once they have ended by the server's clock. A session that the
    /// server has dropped is known here until it is fetched again.
    pub fn expiry(self) -> Option<String> {
        let end = self.state.with(|state| ready(state)?.account.as_ref()?.expires_at)?;
        (self.api.clock().now() >= end).then(|| {
            format!(
                "申込の期限（{}）を過ぎました。同じE-mailアドレスで仮アカウントの登録をやり直すと、入力した内容を引き継げます。",
                date_format::date_time(&end)
            )
        })
    }

    /// The sentence for the error of a request that needs the account: past the 48 hours, theirs.
    pub fn words(self, error: &ApiError) -> String {
        let is_closed = matches!(error.kind(), Some(ProblemKind::SessionMissing | ProblemKind::DraftLocked));
        let expiry = is_closed.then(|| untrack(|| self.expiry())).flatten();
        expiry.unwrap_or_else(|| error.message())
    }
}

fn ready(state: &SessionState) -> Option<&Session> {
    if let SessionState::Ready(session) = state { Some(session) } else { None }
}
