//! The member of staff who is logged in, as the server said last.

use leptos::prelude::*;
use nss_core::api::{CurrentMember, StaffSession};

use crate::api::{Api, ApiError};
use crate::browser::task::spawn_local;

/// The state of the session.
#[derive(Clone, Debug, PartialEq)]
pub enum MemberState {
    /// The server has not answered yet.
    Loading,
    /// The server could not be asked.
    Failed(ApiError),
    /// The server's answer.
    Ready(Box<StaffSession>),
}

/// The session of the staff's page.
#[derive(Clone, Copy)]
pub struct MemberSession {
    api: Api,
    state: RwSignal<MemberState>,
}

/// The session of the page around a component.
pub fn use_member_session() -> MemberSession {
    expect_context()
}

impl MemberSession {
    /// A session that was not fetched yet.
    pub fn new(api: Api) -> Self {
        Self { api, state: RwSignal::new(MemberState::Loading) }
    }

    /// Fetches the session again.
    pub fn refresh(self) {
        spawn_local(async move {
            match self.api.staff_session().await {
                Ok(session) => self.set(session),
                Err(error) => self.state.set(MemberState::Failed(error)),
            }
        });
    }

    /// Takes a session that the server sent.
    pub fn set(self, session: StaffSession) {
        self.state.set(MemberState::Ready(Box::new(session)));
    }

    /// The state.
    pub fn state(self) -> RwSignal<MemberState> {
        self.state
    }

    /// The member who is logged in.
    pub fn member(self) -> Option<CurrentMember> {
        self.state.with(|state| match state {
            MemberState::Ready(session) => session.member.clone(),
            _ => None,
        })
    }
}
