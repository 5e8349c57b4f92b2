//! How a draft is kept: right behind each key in the browser, within a second on the server, merged if another device was faster.

use std::time::Duration;

use nss_core::api::Instant;
use nss_core::form::{Draft, Side, Wire, merge};
use nss_core::{account, application};

use super::{Desk, Word, local, tell};
use crate::api::{self, Reply, Trouble};
use crate::dom::{self, run, set_timeout};
use crate::here::Here;

/// After the last key.
const PAUSE: Duration = Duration::from_millis(700);

/// Said once.
const ALONE: &str = "このブラウザには入力中の内容を残せません（空き容量がないか、保存が禁止されています）。\
                     入力した内容はサーバに保存します。「保存しました」の表示を確認してから画面を閉じてください。";

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
    /// Nowhere any more: it was registered, or one has logged out.
    Nowhere,
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
        /// Whether the browser keeps nothing, and it was said.
        is_alone: bool,
    },
}

/// What leaves with the page is saved at once; who comes back to it, or to the network, sees what stands by now.
fn watch(desk: Desk) {
    dom::listen("pagehide", Box::new(move |_| desk.leave_page()));
    for event in ["visibilitychange", "online"] {
        dom::listen(
            event,
            Box::new(move |_| if dom::document().hidden() { desk.leave_page() } else { run(desk.look()) }),
        );
    }
}

/// The registration, as far as it was typed in this tab.
pub(crate) fn open_registration(here: Here) -> Desk {
    let kept = local::registration().and_then(|wire| Draft::read(&account::FORM, &wire).ok());
    Desk::new(here, kept.unwrap_or_else(|| Draft::empty(&account::FORM)), Keep::Tab)
}

/// An account's draft: from the server, joined with what this browser kept.
pub(crate) async fn open(here: Here, id: &str) -> Reply<Desk> {
    let stored = api::draft(here.clock, id).await?;
    let read = |wire: &Wire| Draft::read(&application::FORM, wire).map_err(|_| Trouble::Unreadable);
    let base = read(&stored.draft)?;
    let mut draft = base.clone();
    let mut conflicts = Vec::new();
    let mut taken = Vec::new();
    for (name, copy) in local::copies(id).await {
        // One side at a time: what else was kept waits until this is decided.
        if !conflicts.is_empty() {
            break;
        }
        if let (Ok(before), Ok(mine)) = (read(&copy.base), read(&copy.draft)) {
            let merged = merge(&before, &mine, &draft);
            draft = merged.draft;
            conflicts = merged.conflicts;
        }
        taken.push(name);
    }
    let is_ahead = draft != base || !conflicts.is_empty();
    let keep = Keep::Server {
        id: id.to_owned(),
        copy: local::name(id),
        revision: stored.revision,
        base: Box::new(base),
        changes: 0,
        busy: false,
        is_alone: false,
    };
    let desk = Desk::new(here, draft, keep);
    watch(desk);
    here.ask_links();
    desk.ask_about(conflicts);
    desk.saved.set(Saved::At(stored.saved_at));
    if is_ahead {
        desk.changed();
        // Before what it was joined from is forgotten.
        desk.copy_now();
    }
    // What they held is here now, or the server had it already: left behind, they would one day undo a later answer.
    for name in &taken {
        local::forget(name);
    }
    tell(Word::Opened);
    Ok(desk)
}

impl Desk {
    fn leave_page(self) {
        self.copy_now();
        self.save_soon();
    }

    /// Another tab has taken over what this one kept: what the server does not have is kept once more.
    pub(super) fn keep_again(self) {
        if self.changes().is_some() {
            self.tidy_copy();
        }
    }

    /// Something was changed: the browser keeps it right behind this, the server within a second.
    pub(super) fn changed(self) {
        if self.changes().is_none() {
            self.keep_copy();
        } else if !self.copy_waits.with(|waits| *waits) {
            self.copy_waits.update(|waits| *waits = true);
            set_timeout(move || self.copy_now(), Duration::ZERO);
        }
        self.keep.update(|keep| {
            if let Keep::Server { changes, .. } = keep {
                *changes += 1;
            }
        });
        self.save_after(PAUSE);
    }

    /// Keeps the copy that waits: behind the key, since it takes as long as all else that a key does.
    fn copy_now(self) {
        if self.copy_waits.with(|waits| *waits) {
            self.copy_waits.update(|waits| *waits = false);
            self.tidy_copy();
        }
    }

    /// Saves after a while, unless something was changed until then.
    pub(super) fn save_after(self, pause: Duration) {
        if let Some(count) = self.changes() {
            let save = move || {
                if self.changes() == Some(count) {
                    self.save_soon();
                }
            };
            set_timeout(save, pause);
        }
    }

    fn changes(self) -> Option<u32> {
        self.keep.with(|keep| if let Keep::Server { changes, .. } = keep { Some(*changes) } else { None })
    }

    /// The browser keeps what stands here, and what it grew from.
    pub(super) fn keep_copy(self) {
        let mut draft = self.draft.with_untracked(|draft| self.json_of(Side::Mine, draft));
        let mut is_news = false;
        self.keep.update(|keep| match keep {
            Keep::Tab => local::keep_registration(Some(&draft)),
            Keep::Nowhere => {}
            Keep::Server { copy, base, is_alone, .. } => {
                let is_kept = local::put(copy, self.json_of(Side::Base, base), std::mem::take(&mut draft));
                is_news = !is_kept && !*is_alone;
                *is_alone = !is_kept;
            }
        });
        if is_news {
            self.here.tell(ALONE, None);
        }
    }

    /// The draft's id and the revision that the server has.
    pub(crate) fn revision(self) -> Option<(String, u32)> {
        self.keep.with(|keep| match keep {
            Keep::Tab | Keep::Nowhere => None,
            Keep::Server { id, revision, .. } => Some((id.clone(), *revision)),
        })
    }

    /// Whether it is the draft of this id.
    pub(crate) fn is_of(self, draft: &str) -> bool {
        self.keep.with(|keep| matches!(keep, Keep::Server { id, .. } if id == draft))
    }

    /// Forgets what the browser keeps of it.
    pub(crate) fn forget(self) {
        self.keep.with(|keep| match keep {
            Keep::Tab => local::keep_registration(None),
            Keep::Nowhere => {}
            Keep::Server { copy, .. } => local::forget(copy),
        });
    }

    /// Keeps nothing from now on, and forgets what was kept.
    pub(crate) fn close(self) {
        self.forget();
        self.keep.update(|keep| *keep = Keep::Nowhere);
    }
}
