//! What two devices changed differently: until one decides, the server keeps theirs, and mine stands on the screen and in the
//! browser's copy.

use nss_core::form::{Conflict, Draft, Side};

use super::Desk;

impl Desk {
    /// Decides one conflict; `theirs`: the other device's work is taken.
    pub(crate) fn decide(self, conflict: &Conflict, theirs: bool) {
        self.conflicts.update(|all| all.retain(|known| known != conflict));
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
            self.conflicts.set(left);
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
