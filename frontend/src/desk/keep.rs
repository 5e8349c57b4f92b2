//! How a draft is kept: at each key in the browser, within a second on the server, merged if another device was faster.

use std::time::Duration;

use nss_core::api::Instant;
use nss_core::form::{Draft, merge};
use nss_core::{account, application};
use reactive_graph::traits::{UpdateValue, WithValue};

use super::{Desk, local};
use crate::api::{self, Reply, Trouble};
use crate::dom::{self, set_timeout};
use crate::here::Here;

/// After the last key.
const PAUSE: Duration = Duration::from_millis(700);
/// How the last save went.
#[derive(Clone, PartialEq)]
pub(crate) enum Saved {
    /// Nothing was typed yet.
    Untouched,
    /// The server has it since then.
    At(Instant),
    /// The browser has it; it is tried again.
    Waiting,
    /// The browser has it; the session has ended.
    LoggedOut,
    /// The browser has it; this is what to do.
    Refused(String),
}

/// Where a draft is kept.
pub(super) enum Keep {
    /// The registration: in this tab.
    Tab,
    /// An account's draft: in this browser and on the server.
    Server {
        /// Its id.
        id: String,
        /// The name of this tab's copy.
        copy: String,
        /// The revision that the server has.
        revision: u32,
        /// The draft that the server has.
        base: Box<Draft>,
        /// Counts the changes, so that only the last one starts a save.
        changes: u32,
        /// Whether a save is under way.
        busy: bool,
    },
}

/// What leaves with the page, or comes back with the connection, is saved at once.
fn watch(desk: Desk) {
    dom::listen("visibilitychange", Box::new(move |_| desk.save_soon()));
    dom::listen("pagehide", Box::new(move |_| desk.save_soon()));
    dom::listen("online", Box::new(move |_| desk.save_soon()));
}

/// The registration, as far as it was typed in this tab.
pub(crate) fn open_registration(here: Here) -> Desk {
    let kept = local::registration().and_then(|wire| Draft::read(&account::FORM, &wire).ok());
    Desk::new(here, kept.unwrap_or_else(|| Draft::empty(&account::FORM)), Keep::Tab)
}

/// An account's draft: from the server, joined with what this browser kept.
pub(crate) async fn open(here: Here, id: &str) -> Reply<Desk> {
    let stored = api::draft(here.clock, id).await?;
    let read = |wire| Draft::read(&application::FORM, wire).map_err(|_| Trouble::Unreadable);
    let base = read(&stored.draft)?;
    let mut draft = base.clone();
    let mut conflicts = Vec::new();
    let copies = local::copies(id).await;
    for (_, copy) in &copies {
        if let (Ok(before), Ok(mine)) = (read(&copy.base), read(&copy.draft)) {
            let merged = merge(&before, &mine, &draft);
            draft = merged.draft;
            conflicts.extend(merged.conflicts);
        }
    }
    let ahead = draft != base;
    let keep = Keep::Server {
        id: id.to_owned(),
        copy: local::name(id),
        revision: stored.revision,
        base: Box::new(base),
        changes: 0,
        busy: false,
    };
    let desk = Desk::new(here, draft, keep);
    watch(desk);
    here.ask_links();
    desk.conflicts.set(conflicts);
    desk.saved.set(Saved::At(stored.saved_at));
    if ahead {
        desk.changed();
    }
    // What they held is here now, or the server had it already: left behind, they would one day undo a later answer.
    for (name, _) in &copies {
        local::forget(name);
    }
    Ok(desk)
}

impl Desk {
    /// Something was changed: the browser keeps it at once, the server soon.
    pub(super) fn changed(self) {
        let draft = self.draft.with_untracked(Draft::write);
        let mut count = 0;
        self.keep.update_value(|keep| match keep {
            Keep::Tab => local::keep_registration(Some(&draft)),
            Keep::Server { copy, base, changes, .. } => {
                *changes += 1;
                count = *changes;
                local::put(copy, &base.write(), &draft);
            }
        });
        if count > 0 {
            set_timeout(move || self.save_unless_changed(count), PAUSE);
        }
    }

    /// The draft's id and the revision that the server has.
    pub(crate) fn revision(self) -> Option<(String, u32)> {
        self.keep.with_value(|keep| match keep {
            Keep::Tab => None,
            Keep::Server { id, revision, .. } => Some((id.clone(), *revision)),
        })
    }

    /// Whether it is the draft of this id.
    pub(crate) fn is_of(self, draft: &str) -> bool {
        self.keep.with_value(|keep| matches!(keep, Keep::Server { id, .. } if id == draft))
    }

    /// Forgets what the browser keeps of it.
    pub(crate) fn forget(self) {
        self.keep.with_value(|keep| match keep {
            Keep::Tab => local::keep_registration(None),
            Keep::Server { copy, .. } => local::forget(copy),
        });
    }
}
