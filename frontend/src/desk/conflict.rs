//! What two devices changed differently: until one decides, the server keeps theirs, and mine stands on the screen and in the
//! browser's copy.

use nss_core::form::{Conflict, Draft, Side};

use super::Desk;
use crate::page::conflicts_at;

/// Said while something is to be decided.
const UNDECIDED: &str = "別の画面で、同じ項目が別の内容に変更されています。どちらの内容にするかを選んでください。";

impl Desk {
    /// Decides one conflict; `theirs`: the other device's work is taken.
    pub(crate) fn decide(self, conflict: &Conflict, theirs: bool) {
        self.ask_about(
            self.conflicts.with_untracked(|all| all.iter().filter(|known| *known != conflict).cloned().collect()),
        );
        match conflict {
            Conflict::Answer { at, theirs: text, .. } if theirs => self.choose(*at, text),
            Conflict::Row { section, removed_by_me, .. } if theirs != *removed_by_me => {
                let (around, row) = conflict.list_and_row();
                if let Some(row) = row {
                    self.remove_row(section, around, row);
                }
            }
            _ => self.changed(),
        }
    }

    /// This is to be decided from now on; the word about it goes when nothing is.
    pub(super) fn ask_about(self, conflicts: Vec<Conflict>) {
        let way = conflicts.first().and_then(|first| self.form.page_at(&first.place()));
        if let Some(page) = way {
            self.here.tell(UNDECIDED, Some((conflicts_at(self, page), "確認する")));
        } else if self.here.news.with_untracked(|news| news.as_ref().is_some_and(|news| news.0 == UNDECIDED)) {
            self.here.news.set(None);
        }
        self.conflicts.set(conflicts);
    }

    /// Whether something is to be decided.
    pub(crate) fn is_undecided(self) -> bool {
        self.conflicts.with(|all| !all.is_empty())
    }

    /// What both say by now, or what is gone, is not to be decided any more.
    pub(super) fn forget_decided(self) {
        let left = self.conflicts.with_untracked(|all| {
            let stands = |conflict: &&Conflict| self.draft.with_untracked(|draft| conflict.stands(draft));
            (!all.is_empty()).then(|| all.iter().filter(stands).cloned().collect::<Vec<_>>())
        });
        if let Some(left) = left.filter(|left| self.conflicts.with_untracked(|all| all.len() > left.len())) {
            self.ask_about(left);
        }
    }

    /// A draft as one side has it where something is undecided.
    pub(super) fn of(self, side: Side, draft: &Draft) -> Draft {
        let mut draft = draft.clone();
        self.conflicts.with_untracked(|all| all.iter().for_each(|conflict| conflict.put(side, &mut draft)));
        draft
    }

    /// The same as JSON, without a copy where nothing is undecided: this is done at each key.
    pub(super) fn json_of(self, side: Side, draft: &Draft) -> String {
        let is_decided = self.conflicts.with_untracked(Vec::is_empty);
        if is_decided { draft.json() } else { self.of(side, draft).json() }
    }
}
