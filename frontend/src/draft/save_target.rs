//! The place where a draft is saved, and the result of the last save.

use leptos::prelude::*;
use nss_core::api::Instant;
use nss_core::form::Draft;

use super::{DraftStore, local_copy};

/// The result of the last save.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveStatus {
    /// Nothing was typed yet.
    Untouched,
    /// The server has everything since then.
    Saved(Instant),
    /// The server was not reached; the browser keeps the draft, and the save is retried.
    Offline,
    /// The session has ended; the browser keeps the draft.
    LoggedOut,
    /// The server refused the save, with a sentence for the applicant; the browser keeps the draft.
    Refused(String),
}

/// The place where a draft is saved.
pub(super) enum SaveTarget {
    /// The session storage of this tab: the registration.
    Session,
    /// Nowhere any more: the draft was registered, or the applicant has logged out.
    Closed,
    /// The server, with a copy in the browser.
    Server {
        /// The id of the draft.
        id: String,
        /// The name of this tab's copy.
        copy: String,
        /// The revision that the server has.
        revision: u32,
        /// The draft that the server has.
        base: Box<Draft>,
        /// Counts the changes: only the last one starts a save.
        changes: u32,
        /// Whether a save is under way.
        busy: bool,
        /// Whether the browser keeps no copy, and the applicant was told.
        is_without_copy: bool,
    },
}

impl SaveTarget {
    /// The server's draft with this id, in the revision and with the answers that the server has.
    pub(super) fn of_server(id: &str, revision: u32, base: Draft) -> Self {
        Self::Server {
            id: id.to_owned(),
            copy: local_copy::new_name(id),
            revision,
            base: Box::new(base),
            changes: 0,
            busy: false,
            is_without_copy: false,
        }
    }
}

impl DraftStore {
    /// The number of changes so far; none where the server is not the target.
    pub(super) fn changes(self) -> Option<u32> {
        self.target.with_value(|target| match target {
            SaveTarget::Server { changes, .. } => Some(*changes),
            SaveTarget::Session | SaveTarget::Closed => None,
        })
    }

    /// The id of the draft and the revision that the server has.
    pub fn revision(self) -> Option<(String, u32)> {
        self.target.with_value(|target| match target {
            SaveTarget::Server { id, revision, .. } => Some((id.clone(), *revision)),
            SaveTarget::Session | SaveTarget::Closed => None,
        })
    }

    /// Whether it is the draft of this id.
    pub(super) fn is_of(self, draft: &str) -> bool {
        self.target.with_value(|target| matches!(target, SaveTarget::Server { id, .. } if id == draft))
    }

    /// Forgets the browser's copy.
    pub fn forget(self) {
        self.target.with_value(|target| match target {
            SaveTarget::Session => local_copy::keep_registration(None),
            SaveTarget::Closed => {}
            SaveTarget::Server { copy, .. } => local_copy::forget(copy),
        });
    }

    /// Saves nothing from now on, and forgets the browser's copy.
    pub fn close(self) {
        self.forget();
        self.target.set_value(SaveTarget::Closed);
    }
}
