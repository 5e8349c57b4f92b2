//! Saving: one at a time, until the server has what is here; a newer draft of the server is merged first.

use std::time::Duration;

use nss_core::api::{Instant, ProblemKind};
use nss_core::form::{Draft, Wire, merge};
use reactive_graph::traits::{UpdateValue, WithValue};

use super::Desk;
use super::keep::{Keep, Saved};
use crate::api::{self, Reply, Trouble};
use crate::dom::{self, run, set_timeout};

/// Between tries while the server is not reached.
const RETRY: Duration = Duration::from_secs(5);

impl Desk {
    /// Saves if this was the last change.
    pub(super) fn save_unless_changed(self, count: u32) {
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
            let reply = api::save(self.here.clock, &id, revision, &sent).await;
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
        // A file that was attached here is in their draft too: no news.
        if self.draft.with_untracked(|draft| *draft != merged.draft) || !merged.conflicts.is_empty() {
            self.here.say("別の画面で保存された内容と合わせました");
        }
        self.draft.set(merged.draft);
        self.conflicts.update(|all| all.extend(merged.conflicts));
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
