//! Saving: one at a time, until the server has what is here; a newer draft of the server is merged first.

use std::time::Duration;

use nss_core::api::{ApplicationLine, Instant, ProblemKind};
use nss_core::form::{Conflict, Draft, Side, Wire, merge};

use super::keep::{Keep, Saved};
use super::{Desk, Showing, Word, tell};
use crate::api::{self, Reply, Trouble};
use crate::dom::{self, run};
use crate::here::Visit;

/// Between tries while the server is not reached.
const RETRY: Duration = Duration::from_secs(5);

impl Desk {
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
        // What is left is undecided: the server was reached, and has all else.
        let is_saved = self.is_saved();
        if is_saved && self.saved.with_untracked(|saved| *saved == Saved::Waiting) {
            self.saved.set(Saved::At(self.here.clock.now()));
        }
        is_saved
    }

    /// Saves everything, also what is under way; says whether the server has it.
    pub(crate) async fn save_all(self) -> bool {
        while !self.save().await {
            if !self.keep.with(|keep| matches!(keep, Keep::Server { busy: true, .. })) {
                return false;
            }
            dom::pause(100).await;
        }
        true
    }

    /// Whether the server has everything that is decided.
    pub(crate) fn is_saved(self) -> bool {
        self.draft.with_untracked(|draft| {
            let is_decided = self.conflicts.with_untracked(Vec::is_empty);
            let same = |base: &Draft| if is_decided { draft == base } else { self.of(Side::Theirs, draft) == *base };
            self.keep.with(|keep| if let Keep::Server { base, .. } = keep { same(base) } else { true })
        })
    }

    /// Saves, and looks what happened elsewhere: another tab or device may have saved, registered, or ended the session.
    pub(crate) async fn look(self) {
        self.save().await;
        let Some((id, _)) = self.revision() else { return };
        let Ok(session) = api::session(self.here.clock).await else { return };
        match &session.account {
            None if matches!(self.saved.get_untracked(), Saved::Refused(_)) => {}
            None => self.saved.set(Saved::LoggedOut),
            Some(account) => {
                let of_this = account.draft.as_ref() == Some(&id);
                if let (None, Some(application)) = (&account.draft, account.applications.first()) {
                    self.registered_elsewhere(application);
                }
                self.here.visit.set(Visit::Known(Box::new(session)));
                if of_this {
                    self.refresh().await;
                    self.save().await;
                }
            }
        }
    }

    /// It takes no more changes: that is said, with the way to what was registered.
    fn registered_elsewhere(self, application: &ApplicationLine) {
        let words = format!(
            "この申込は別の画面で登録されました（申込受付番号 {}）。この画面でそのあとに入力した内容は、申込に含まれません。",
            application.number
        );
        self.close();
        self.saved.set(Saved::Refused("登録済みのため、この画面の内容は保存されません。".to_owned()));
        self.here.tell(&words, Some((format!("/applications/{}", application.id), "登録した申込内容を見る")));
    }

    /// Joins what the server has now, if that is newer and nothing is under way: a save hears of it by itself.
    pub(crate) async fn refresh(self) {
        let Some((id, _)) = self.revision() else { return };
        if let Ok(stored) = api::draft(self.here.clock, &id).await {
            let is_newer = self
                .keep
                .with(|keep| matches!(keep, Keep::Server { revision, busy: false, .. } if stored.revision > *revision));
            if is_newer {
                self.join(stored.revision, &stored.draft);
            }
        }
    }

    /// Takes a newer draft of the server as the base and merges it with what is here.
    fn join(self, revision: u32, theirs: &Wire) -> bool {
        let (Ok(theirs), Some(before)) = (Draft::read(self.form, theirs), self.base()) else {
            self.stands(None);
            self.saved.set(Saved::Refused(Trouble::Unreadable.words()));
            return false;
        };
        let mine = self.draft.get_untracked();
        if let Some(opened) = self.opened.get_untracked() {
            self.opened.set(Some(opened.joined(&before, &theirs)));
        }
        let mut merged = merge(&self.of(Side::Base, &before), &self.of(Side::Mine, &mine), &theirs);
        // Nothing changes under the hands of one who types.
        if let Some(at) = self.showing.with_untracked(Showing::typing) {
            let (mine, theirs) = (mine.get(at).to_owned(), merged.draft.get(at).to_owned());
            if mine != theirs && merged.draft.set(at, &mine) {
                merged.conflicts.push(Conflict::Answer { at, base: String::new(), mine, theirs });
            }
        }
        self.stands(Some((revision, theirs)));
        if self.told.with_untracked(|told| told.as_ref().is_some_and(|told| !told.stands(&mine, &merged.draft))) {
            self.told.set(None);
        }
        if merged.conflicts.is_empty() && mine != merged.draft {
            // A file that was attached here is in their draft too: no news.
            self.here.say("別の画面で保存された内容と合わせました");
        }
        self.draft.set(merged.draft);
        self.ask_about(merged.conflicts);
        self.tidy_copy();
        true
    }

    fn base(self) -> Option<Draft> {
        self.keep.with(|keep| if let Keep::Server { base, .. } = keep { Some((**base).clone()) } else { None })
    }

    /// The browser keeps a copy exactly while the server does not have everything.
    pub(super) fn tidy_copy(self) {
        if self.is_saved() && self.conflicts.with_untracked(Vec::is_empty) {
            self.forget();
        } else {
            self.keep_copy();
        }
    }

    /// What the server has now, if it was heard; a save is no longer under way.
    fn stands(self, now: Option<(u32, Draft)>) {
        self.keep.update(|keep| {
            if let Keep::Server { revision, base, busy, .. } = keep {
                *busy = false;
                if let Some((revision_now, base_now)) = now {
                    *revision = revision_now;
                    **base = base_now;
                }
            }
        });
    }

    /// What to send, if there is something and nothing is under way.
    fn begin(self) -> Option<(String, u32, Draft)> {
        if self.is_saved() {
            return None;
        }
        let draft = self.draft.with_untracked(|draft| self.of(Side::Theirs, draft));
        let mut begun = None;
        self.keep.update(|keep| {
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
        let trouble = match reply {
            Ok((revision, at)) => {
                self.stands(Some((revision, sent)));
                self.saved.set(Saved::At(at));
                if self.is_saved() {
                    self.tidy_copy();
                    tell(Word::Saved);
                }
                return true;
            }
            Err(trouble) => trouble,
        };
        match &trouble {
            Trouble::Refused(problem, _) if problem.kind == ProblemKind::RevisionStale => {
                if let (Some(revision), Some(theirs)) = (problem.revision, &problem.draft) {
                    return self.join(revision, theirs);
                }
            }
            _ => {}
        }
        self.stands(None);
        match trouble.kind() {
            Some(ProblemKind::SessionMissing) => self.saved.set(Saved::LoggedOut),
            Some(kind) if kind.status() < 500 => {
                self.saved.set(Saved::Refused(trouble.words()));
                if kind == ProblemKind::DraftLocked {
                    // Most likely it was registered elsewhere.
                    run(self.look());
                }
            }
            // Not reached, or what answers there is not the server, or it has a fault: it may go better in a while.
            _ => {
                self.saved.set(Saved::Waiting);
                self.save_after(RETRY);
            }
        }
        false
    }
}
