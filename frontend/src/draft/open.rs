//! The drafts that are open: the account's application, and the registration before there is an account.

use leptos::ev;
use leptos::prelude::*;
use nss_core::form::{Conflict, Draft, Form, merge};
use nss_core::{account, api::menu::Returned, application};

use super::base::Base;
use super::local_copy::{self, LocalCopy};
use super::save_target::{SaveStatus, SaveTarget};
use super::{DraftStore, TabMessage, tell_tabs};
use crate::api::{Api, ApiError};
use crate::browser::task::spawn_local;
use crate::state::notifications::Notifications;
use crate::state::operator_links::OperatorLinks;
use crate::state::session::CurrentSession;

/// The open drafts. They live as long as the page: header, other tabs and an expired session need them, and no change of the
/// route may end them.
#[derive(Clone, Copy)]
pub struct OpenDrafts {
    /// The draft of the account that is logged in: its 利用申込, or its システム設定申込.
    pub application: RwSignal<Option<DraftStore>>,
    /// The registration.
    pub registration: RwSignal<Option<DraftStore>>,
    api: Api,
    session: CurrentSession,
    notifications: Notifications,
    links: StoredValue<Option<OperatorLinks>>,
    owner: StoredValue<Owner>,
}

/// The open drafts of the page around a component.
pub fn use_open_drafts() -> OpenDrafts {
    expect_context()
}

impl OpenDrafts {
    /// None is open yet; stores live as long as the current owner.
    pub fn new(api: Api, session: CurrentSession, notifications: Notifications) -> Self {
        Self {
            application: RwSignal::new(None),
            registration: RwSignal::new(None),
            api,
            session,
            notifications,
            links: StoredValue::new(None),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// The store of the application, if it is the draft with this id.
    pub fn application_of(self, id: &str) -> Option<DraftStore> {
        self.application.get_untracked().filter(|store| store.is_of(id))
    }

    /// The operator's links, fetched at the first call.
    pub fn operator_links(self) -> OperatorLinks {
        self.links.get_value().unwrap_or_else(|| {
            let fetched = self.owner.with_value(|owner| owner.with(|| OperatorLinks::fetch(self.api)));
            self.links.set_value(Some(fetched));
            fetched
        })
    }

    /// The registration, as far as it was typed in this tab.
    pub fn open_registration(self) -> DraftStore {
        if let Some(store) = self.registration.get_untracked() {
            return store;
        }
        let kept = local_copy::registration().and_then(|wire| Draft::from_wire(&account::FORM, &wire).ok());
        let store = self.store(kept.unwrap_or_else(|| Draft::empty(&account::FORM)), SaveTarget::Session, None);
        self.registration.set(Some(store));
        store
    }

    /// Opens the account's draft of 利用申込.
    pub async fn open_application(self, id: &str) -> Result<DraftStore, ApiError> {
        let returned = self.returned(id).await?;
        self.open(&application::FORM, id, returned, None).await
    }

    /// Opens a draft of the account: the server's, merged with the copies that this browser keeps. A change of a contract has a base.
    pub async fn open(
        self,
        form: &'static Form,
        id: &str,
        returned: Option<Returned>,
        base: Option<Base>,
    ) -> Result<DraftStore, ApiError> {
        let stored = self.api.draft(id).await?;
        let known = Draft::from_wire(form, &stored.draft).map_err(|_| ApiError::Unreadable)?;
        let Merged { draft, conflicts, names } = merge_copies(known.clone(), local_copy::of_draft(id).await);
        let is_ahead = draft != known || !conflicts.is_empty();
        let store = self.store(draft, SaveTarget::of_server(id, stored.revision, known), base);
        store.returned.set_value(returned);
        store.save_when_left();
        store.set_conflicts(conflicts);
        store.save_status.set(SaveStatus::Saved(stored.saved_at));
        if is_ahead {
            store.changed();
            // The new copy stands before the merged ones are deleted.
            store.keep_due_copy();
        }
        // A stale copy would overwrite newer answers at the next open.
        for name in &names {
            local_copy::forget(name);
        }
        tell_tabs(TabMessage::Opened);
        self.application.set(Some(store));
        Ok(store)
    }

    /// Merges into the account's draft what this browser keeps of a sealed draft that it took over: answers typed after the
    /// 48 hours stand nowhere else.
    pub async fn adopt_copies(self, own: &str, sealed: &str) {
        let copies = local_copy::of_draft(sealed).await;
        if copies.is_empty() {
            return;
        }
        let store = match self.application_of(own) {
            Some(store) => store,
            None => match self.open_application(own).await {
                Ok(store) => store,
                Err(_) => return,
            },
        };
        let Merged { draft, conflicts, names } = merge_copies(store.draft.get_untracked(), copies);
        store.draft.set(draft);
        store.set_conflicts(store.conflicts.get_untracked().into_iter().chain(conflicts).collect());
        store.changed();
        store.keep_due_copy();
        for name in &names {
            local_copy::forget(name);
        }
    }

    /// The return that a draft answers.
    async fn returned(self, draft: &str) -> Result<Option<Returned>, ApiError> {
        let account = self.session.session_untracked().and_then(|session| session.account);
        let applications = account.map(|account| account.applications).unwrap_or_default();
        match applications.into_iter().find(|line| line.draft.as_deref() == Some(draft)) {
            Some(line) => self.api.returned(&line.id).await.map(Some),
            None => Ok(None),
        }
    }

    fn store(self, draft: Draft, target: SaveTarget, base: Option<Base>) -> DraftStore {
        let make = || DraftStore::new(self.api, self.session, self.notifications, draft, target, base);
        self.owner.with_value(|owner| owner.with(|| untrack(make)))
    }
}

/// A draft with the browser's copies merged into it.
struct Merged {
    draft: Draft,
    conflicts: Vec<Conflict>,
    /// The names of the copies.
    names: Vec<String>,
}

/// Merges copies into a draft. One conflict at a time: the other copies wait until it is decided.
fn merge_copies(draft: Draft, copies: Vec<LocalCopy>) -> Merged {
    let mut merged = Merged { draft, conflicts: Vec::new(), names: Vec::new() };
    for copy in copies {
        if !merged.conflicts.is_empty() {
            break;
        }
        let read = |wire| Draft::from_wire(merged.draft.form(), wire).ok();
        if let (Some(before), Some(mine)) = (read(&copy.base), read(&copy.draft)) {
            let both = merge(&before, &mine, &merged.draft);
            merged.draft = both.draft;
            merged.conflicts = both.conflicts;
        }
        merged.names.push(copy.name);
    }
    merged
}

impl DraftStore {
    /// Saves at once when the page is left; syncs when the applicant comes back to it, or the network does.
    fn save_when_left(self) {
        let leave = move || {
            self.keep_due_copy();
            self.save_soon();
        };
        let follow = move || if document().hidden() { leave() } else { spawn_local(self.sync()) };
        window_event_listener(ev::pagehide, move |_| leave());
        window_event_listener(ev::visibilitychange, move |_| follow());
        window_event_listener(ev::online, move |_| follow());
    }
}
