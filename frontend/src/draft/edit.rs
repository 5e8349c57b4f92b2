//! The applicant's edits of answers.

use leptos::prelude::*;
use nss_core::form::{At, Draft, Fault, Page, Place, RowId, settle};

use super::{DraftStore, UndoStep};

impl DraftStore {
    /// A key in a control.
    pub fn write(self, at: At, text: &str) {
        if !self.visibility.with_untracked(|visibility| visibility.is_typing(at)) {
            let before = untrack(|| self.shown_faults(Place::Answer(at))).iter().map(Fault::code).collect();
            self.visibility.update(|visibility| visibility.begin_typing(at, before));
        }
        self.draft.update(|draft| {
            draft.set(at, text);
        });
        self.changed();
    }

    /// A control is left: its faults show, and the first is announced. The applicant has seen its text.
    pub fn leave(self, at: At, changed: bool) {
        if self.to_confirm.with_untracked(|waiting| waiting.contains(&at)) {
            self.to_confirm.update(|waiting| waiting.retain(|known| *known != at));
        }
        let answered = changed && !self.draft.with_untracked(|draft| draft.get(at).is_empty());
        self.visibility.update(|visibility| visibility.leave(at, answered));
        if changed {
            self.forget_decided();
            if let Some(fault) = untrack(|| self.shown_faults(Place::Answer(at))).first() {
                self.notifications.announce(fault.message());
            }
            self.save_soon();
        }
    }

    /// A choice was made: the tables write the answers that they force, and the page tells what they withdrew.
    pub fn choose(self, at: At, text: &str) {
        let (mut was, mut withdrawn) = (String::new(), Vec::new());
        self.draft.update(|draft| {
            draft.get(at).clone_into(&mut was);
            draft.set(at, text);
            withdrawn = settle(draft, Some(at));
            self.keep_closed(draft, &mut withdrawn);
        });
        self.visibility.update(|visibility| visibility.leave(at, true));
        self.undo_step.set((!withdrawn.is_empty()).then_some(UndoStep::Withdrawn { cause: at, was, withdrawn }));
        self.forget_decided();
        self.changed();
    }

    /// Writes several answers at once: a postcode's address.
    pub fn fill(self, answers: &[(At, String)]) {
        self.draft.update(|draft| {
            for (at, text) in answers {
                draft.set(*at, text);
            }
        });
        self.visibility.update(|visibility| answers.iter().for_each(|(at, _)| visibility.leave(*at, true)));
        self.changed();
    }

    /// Marks answers that the applicant is to look at once more: 要確認.
    pub fn mark_to_confirm<'a>(self, answers: impl Iterator<Item = &'a (At, String)>) {
        self.to_confirm.update(|waiting| waiting.extend(answers.map(|(at, _)| *at)));
    }

    /// Changes the draft in any other way.
    pub(super) fn edit(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        self.forget_decided();
        self.changed();
    }

    /// 次へ: every fault of the page (or of the row) shows from now on; says whether none blocks.
    pub fn validate_page(self, page: &'static Page, row: Option<RowId>) -> bool {
        self.visibility.update(|visibility| visibility.validate(page, row));
        untrack(|| self.blocking_faults(page, row)).is_empty()
    }

    /// The confirm page: every fault shows from now on.
    pub fn show_all_faults(self) {
        self.visibility.update(super::fault_visibility::FaultVisibility::show_all);
    }
}
