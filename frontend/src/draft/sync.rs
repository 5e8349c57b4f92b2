//! Saving: one request at a time until the server has everything; a newer draft of the server is merged first.

use std::time::Duration;

use crate::browser::task::spawn_local;
use leptos::prelude::*;
use nss_core::api::{ApplicationLine, ApplicationState, DraftSaved, ProblemKind};
use nss_core::form::{Conflict, Draft, Side, Wire, merge};

use super::fault_visibility::FaultVisibility;
use super::save_target::{SaveStatus, SaveTarget};
use super::{DraftStore, TabMessage, tell_tabs};
use crate::api::ApiError;
use crate::browser::controls;
use crate::browser::timer::{run_after, sleep};
use crate::paths;
use crate::state::notifications::Link;

/// The interval between tries while the server is not reached.
const RETRY_INTERVAL: Duration = Duration::from_secs(5);
/// The interval at which a save under way is looked at.
const BUSY_INTERVAL: Duration = Duration::from_millis(100);

impl DraftStore {
    /// Saves after a delay, unless the draft is changed until then.
    pub(super) fn save_after(self, delay: Duration) {
        if let Some(count) = self.changes() {
            run_after(delay, move || {
                if self.changes() == Some(count) {
                    self.save_soon();
                }
            });
        }
    }

    /// Saves now, without waiting for the reply.
    pub fn save_soon(self) {
        spawn_local(async move {
            self.save().await;
        });
    }

    /// Saves until the server has everything; says whether it does.
    async fn save(self) -> bool {
        controls::take_all();
        while let Some((id, revision, sent)) = self.begin_save() {
            let reply = self.api.save_draft(&id, revision, &sent).await;
            if !self.end_save(reply, sent) {
                return false;
            }
        }
        // Only undecided answers are left: the server was reached and has all else.
        let is_saved = self.is_saved();
        if is_saved && self.save_status.with_untracked(|status| *status == SaveStatus::Offline) {
            self.save_status.set(SaveStatus::Saved(self.clock.now_untracked()));
        }
        is_saved
    }

    /// Saves everything, also what another task is saving; says whether the server has it.
    pub async fn save_all(self) -> bool {
        while !self.save().await {
            if !self.target.with_value(|target| matches!(target, SaveTarget::Server { busy: true, .. })) {
                return false;
            }
            sleep(BUSY_INTERVAL).await;
        }
        true
    }

    /// Whether the server has every answer that is decided.
    pub fn is_saved(self) -> bool {
        self.draft.with_untracked(|draft| {
            self.target.with_value(|target| match target {
                SaveTarget::Server { base, .. } => *self.as_of(Side::Theirs, draft) == **base,
                SaveTarget::Session | SaveTarget::Closed => true,
            })
        })
    }

    /// Saves, then fetches the session: another tab or device may have saved, registered, or ended it.
    pub async fn sync(self) {
        self.save().await;
        let Some((id, _)) = self.revision() else { return };
        let Ok(session) = self.api.session().await else { return };
        match &session.account {
            None if matches!(self.save_status.get_untracked(), SaveStatus::Refused(_)) => {}
            None => self.save_status.set(SaveStatus::LoggedOut),
            Some(account) => {
                // The session names the draft of 利用申込 alone.
                let is_named = self.form.name == "new";
                let is_open = !is_named || account.draft.as_ref() == Some(&id);
                if let (true, None, Some(application)) = (is_named, &account.draft, account.applications.first()) {
                    self.close_as_registered(application);
                }
                self.session.set(session);
                if is_open {
                    self.pull().await;
                    self.save().await;
                }
            }
        }
    }

    /// The application was registered elsewhere: the draft takes no more changes, and a notification leads to it.
    fn close_as_registered(self, application: &ApplicationLine) {
        let (passive, done) = match (application.state, self.is_returned()) {
            (ApplicationState::Withdrawn, _) => ("取り下げられ", "取下げ"),
            (_, true) => ("送信され", "送信"),
            (_, false) => ("登録され", "登録"),
        };
        let text = format!(
            "この申込は別の画面で{passive}ました（申込受付番号 {}）。この画面でそのあとに入力した内容は、申込に含まれません。",
            application.number
        );
        self.close();
        self.save_status.set(SaveStatus::Refused(format!("{done}済みのため、この画面の内容は保存されません。")));
        let link = Link { href: paths::application(&application.id), label: "登録した申込内容を見る" };
        self.notifications.notify(text, Some(link));
    }

    /// Merges the server's draft if it is newer and no save is under way: a save hears of a newer one by itself.
    pub async fn pull(self) {
        let Some((id, _)) = self.revision() else { return };
        if let Ok(stored) = self.api.draft(&id).await {
            let is_newer = self.target.with_value(|target| {
                matches!(target, SaveTarget::Server { revision, busy: false, .. } if stored.revision > *revision)
            });
            if is_newer {
                self.merge_remote(stored.revision, &stored.draft);
            }
        }
    }

    /// Takes a newer draft of the server as the base and merges it with this one; says whether it can be read.
    fn merge_remote(self, revision: u32, theirs: &Wire) -> bool {
        let (Ok(theirs), Some(before)) = (Draft::from_wire(self.form, theirs), self.base()) else {
            self.acknowledge(None);
            self.save_status.set(SaveStatus::Refused(ApiError::Unreadable.message()));
            return false;
        };
        let mine = self.draft.get_untracked();
        if let Some(open) = self.open_row.get_untracked() {
            self.open_row.set(Some(open.merged(&before, &theirs)));
        }
        let mut merged = merge(&self.as_of(Side::Base, &before), &self.as_of(Side::Mine, &mine), &theirs);
        // The answer that is being typed in stays under the applicant's hands.
        if let Some(at) = self.visibility.with_untracked(FaultVisibility::typing) {
            let (mine, theirs) = (mine.get(at).to_owned(), merged.draft.get(at).to_owned());
            if mine != theirs && merged.draft.set(at, &mine) {
                merged.conflicts.push(Conflict::Answer { at, base: String::new(), mine, theirs });
            }
        }
        self.acknowledge(Some((revision, theirs)));
        let is_void = |step: &Option<super::UndoStep>| step.as_ref().is_some_and(|s| !s.survives(&mine, &merged.draft));
        if self.undo_step.with_untracked(is_void) {
            self.undo_step.set(None);
        }
        // A file that was attached here is in their draft too: nothing to announce.
        if merged.conflicts.is_empty() && mine != merged.draft {
            self.notifications.announce("別の画面で保存された内容と合わせました");
        }
        self.draft.set(merged.draft);
        self.set_conflicts(merged.conflicts);
        self.update_copy();
        true
    }

    fn base(self) -> Option<Draft> {
        self.target.with_value(|target| match target {
            SaveTarget::Server { base, .. } => Some((**base).clone()),
            SaveTarget::Session | SaveTarget::Closed => None,
        })
    }

    /// No save is under way any more; `now`: the revision and the draft that the server has, if it said so.
    pub(super) fn acknowledge(self, now: Option<(u32, Draft)>) {
        self.target.update_value(|target| {
            if let SaveTarget::Server { revision, base, busy, .. } = target {
                *busy = false;
                if let Some((revision_now, base_now)) = now {
                    *revision = revision_now;
                    **base = base_now;
                }
            }
        });
    }

    /// The id, the revision and the draft to send; none if nothing is to be saved or a save is under way.
    fn begin_save(self) -> Option<(String, u32, Draft)> {
        if self.is_saved() {
            return None;
        }
        let draft = self.draft.with_untracked(|draft| self.as_of(Side::Theirs, draft).into_owned());
        self.occupy().map(|(id, revision)| (id, revision, draft))
    }

    /// Marks a save as under way; none if one is already.
    pub(super) fn occupy(self) -> Option<(String, u32)> {
        self.target.try_update_value(|target| match target {
            SaveTarget::Server { id, revision, busy, .. } if !*busy => {
                *busy = true;
                Some((id.clone(), *revision))
            }
            _ => None,
        })?
    }

    /// Takes the reply to a save; says whether to go on.
    fn end_save(self, reply: Result<DraftSaved, ApiError>, sent: Draft) -> bool {
        let error = match reply {
            Ok(saved) => {
                self.acknowledge(Some((saved.revision, sent)));
                self.save_status.set(SaveStatus::Saved(saved.saved_at));
                if self.is_saved() {
                    self.update_copy();
                    tell_tabs(TabMessage::Saved);
                }
                return true;
            }
            Err(error) => error,
        };
        if let ApiError::Refused { problem, .. } = &error
            && problem.kind == ProblemKind::RevisionStale
            && let (Some(revision), Some(theirs)) = (problem.revision, &problem.draft)
        {
            return self.merge_remote(revision, theirs);
        }
        self.acknowledge(None);
        match error.kind() {
            Some(ProblemKind::SessionMissing) => self.save_status.set(SaveStatus::LoggedOut),
            Some(kind) if kind.status() < 500 => {
                self.save_status.set(SaveStatus::Refused(error.message()));
                if kind == ProblemKind::DraftLocked {
                    // Most likely the application was registered elsewhere.
                    spawn_local(self.sync());
                }
            }
            // The server is not reached, or something else answers there, or it has a fault: the save is retried.
            _ => {
                self.save_status.set(SaveStatus::Offline);
                self.save_after(RETRY_INTERVAL);
            }
        }
        false
    }
}
