//! Answers that two devices changed differently: until the applicant decides, the server keeps theirs, and mine stand on the
//! screen and in the browser's copy.

use std::borrow::Cow;

use leptos::prelude::*;
use nss_core::form::{Conflict, Draft, Side};

use super::DraftStore;
use crate::paths;
use crate::state::notifications::Link;

/// The notification while a conflict is undecided.
const UNDECIDED: &str = "別の画面で、同じ項目が別の内容に変更されています。どちらの内容にするかを選んでください。";

impl DraftStore {
    /// Decides one conflict; `theirs`: the other device's work is taken.
    pub fn decide(self, conflict: &Conflict, theirs: bool) {
        self.set_conflicts(
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

    /// Sets the undecided conflicts; the notification about them is closed when none is left.
    pub(super) fn set_conflicts(self, conflicts: Vec<Conflict>) {
        let page = conflicts.first().and_then(|first| self.form.page_at(&first.place()));
        if let Some(page) = page {
            let link = Link { href: paths::conflicts(self.form, page), label: "確認する" };
            self.notifications.notify(UNDECIDED, Some(link));
        } else {
            self.notifications.dismiss_text(UNDECIDED);
        }
        self.conflicts.set(conflicts);
    }

    /// Whether a conflict is undecided.
    pub fn is_undecided(self) -> bool {
        self.conflicts.with(|all| !all.is_empty())
    }

    /// Drops the conflicts in which both sides say the same by now, or that are about removed rows.
    pub(super) fn forget_decided(self) {
        let (count, left) = self.conflicts.with_untracked(|all| {
            let stands = |conflict: &&Conflict| self.draft.with_untracked(|draft| conflict.stands(draft));
            (all.len(), all.iter().filter(stands).cloned().collect::<Vec<_>>())
        });
        if left.len() < count {
            self.set_conflicts(left);
        }
    }

    /// A draft with one side's answers where a conflict is undecided. It borrows where none is: this runs at each key.
    pub(super) fn as_of(self, side: Side, draft: &Draft) -> Cow<'_, Draft> {
        self.conflicts.with_untracked(|all| {
            if all.is_empty() {
                return Cow::Borrowed(draft);
            }
            let mut draft = draft.clone();
            for conflict in all {
                conflict.put(side, &mut draft);
            }
            Cow::Owned(draft)
        })
    }
}
