//! How a draft is kept: at each key in the browser, within a second on the server, merged if another device was faster.

use std::time::Duration;

use crate::dom::set_timeout;
use nss_core::api::{Instant, ProblemKind};
use nss_core::form::{Draft, Wire, merge};
use nss_core::{account, application};
use reactive_graph::traits::{UpdateValue, WithValue};

use super::{Desk, local};
use crate::api::{self, Reply, Trouble};
use crate::dom::{self, run};
use crate::here::Here;

/// After the last key.
const PAUSE: Duration = Duration::from_millis(700);
/// Between tries while the server is not reached.
const RETRY: Duration = Duration::from_secs(5);

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
    let copies = local::copies(id);
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
    desk.conflicts.set(conflicts);
    desk.saved.set(Saved::At(stored.saved_at));
    if ahead {
        desk.changed();
        for (name, _) in &copies {
            local::forget(name);
        }
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

    fn save_unless_changed(self, count: u32) {
        let last = self.keep.with_value(|keep| matches!(keep, Keep::Server { changes, .. } if *changes == count));
        if last {
            self.save_soon();
        }
    }

    /// Saves now, without waiting for the answer.
    pub(crate) fn save_soon(self) {
        run(async move {
            self.save().await;
        });
    }

    /// Saves until the server has everything; says whether it does.
    pub(crate) async fn save(self) -> bool {
        while let Some((id, revision, sent)) = self.begin() {
            let reply = api::save(self.here.clock, &id, revision, &sent.write()).await;
            if !self.end(reply, sent) {
                return false;
            }
        }
        self.is_saved()
    }

    /// Saves everything, also what is under way; says whether the server has it.
    pub(crate) async fn save_all(self) -> bool {
        while !self.save().await {
            if !self.keep.with_value(|keep| matches!(keep, Keep::Server { busy: true, .. })) {
                return false;
            }
            dom::pause(100).await;
        }
        true
    }

    /// Whether the server has everything.
    pub(crate) fn is_saved(self) -> bool {
        self.keep.with_value(|keep| match keep {
            Keep::Tab => true,
            Keep::Server { base, .. } => self.draft.with_untracked(|draft| *draft == **base),
        })
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

    /// Joins what the server has now.
    pub(crate) async fn refresh(self) {
        let Some((id, _)) = self.revision() else { return };
        if let Ok(stored) = api::draft(self.here.clock, &id).await {
            self.join(Some(stored.revision), Some(&stored.draft));
        }
    }

    /// Takes a newer draft of the server as the base and merges it with what is here.
    fn join(self, revision: Option<u32>, theirs: Option<&Wire>) -> bool {
        let theirs = theirs.and_then(|wire| Draft::read(self.form, wire).ok());
        let before = self.keep.with_value(|keep| match keep {
            Keep::Server { base, .. } => Some((**base).clone()),
            Keep::Tab => None,
        });
        self.stands(revision, theirs.clone());
        let (Some(before), Some(theirs)) = (before, theirs) else { return false };
        let merged = merge(&before, &self.draft.get_untracked(), &theirs);
        self.draft.set(merged.draft);
        self.conflicts.update(|all| all.extend(merged.conflicts));
        self.here.say("別の画面で保存された内容と合わせました");
        true
    }

    /// What the server has now; a save is no longer under way.
    fn stands(self, revision_now: Option<u32>, base_now: Option<Draft>) {
        self.keep.update_value(|keep| {
            if let Keep::Server { revision, base, busy, .. } = keep {
                *busy = false;
                *revision = revision_now.unwrap_or(*revision);
                if let Some(now) = base_now {
                    **base = now;
                }
            }
        });
    }

    /// Forgets what the browser keeps of it.
    pub(crate) fn forget(self) {
        self.keep.with_value(|keep| match keep {
            Keep::Tab => local::keep_registration(None),
            Keep::Server { copy, .. } => local::forget(copy),
        });
    }

    /// What to send, if there is something and nothing is under way.
    fn begin(self) -> Option<(String, u32, Draft)> {
        if self.is_saved() {
            return None;
        }
        let draft = self.draft.get_untracked();
        let mut begun = None;
        self.keep.update_value(|keep| {
            if let Keep::Server { id, revision, busy, .. } = keep
                && !*busy
            {
                *busy = true;
                begun = Some((id.clone(), *revision));
            }
        });
        begun.map(|(id, revision)| (id, revision, draft))
    }

    /// Takes the answer; says whether to go on.
    fn end(self, reply: Reply<(u32, Instant)>, sent: Draft) -> bool {
        match reply {
            Ok((revision, at)) => {
                self.stands(Some(revision), Some(sent));
                self.saved.set(Saved::At(at));
                if self.is_saved() {
                    self.forget();
                }
                true
            }
            Err(Trouble::Refused(problem, _)) if problem.kind == ProblemKind::RevisionStale => {
                self.join(problem.revision, problem.draft.as_ref())
            }
            Err(trouble) => {
                self.stands(None, None);
                if matches!(trouble, Trouble::Offline) {
                    self.saved.set(Saved::Waiting);
                    set_timeout(move || self.save_soon(), RETRY);
                } else {
                    let out = trouble.kind() == Some(ProblemKind::SessionMissing);
                    self.saved.set(if out { Saved::LoggedOut } else { Saved::Refused(trouble.words()) });
                }
                false
            }
        }
    }
}
