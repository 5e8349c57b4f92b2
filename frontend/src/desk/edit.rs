//! What a person does to the draft.

use crate::signal::untrack;
use nss_core::form::{At, Draft, Fault, Page, Place, RowId, settle};

use super::{Desk, Told};

impl Desk {
    /// A key in a control.
    pub(crate) fn write(self, at: At, text: &str) {
        if !self.showing.with_untracked(|showing| showing.is_typing(at)) {
            let before = untrack(|| self.shown(Place::Answer(at))).iter().map(Fault::code).collect();
            self.showing.update(|showing| showing.begin(at, before));
        }
        self.draft.update_in_place(|draft| {
            draft.set(at, text);
        });
        self.changed();
    }

    /// A control is left. What is then wrong is said politely. Whoever was there has seen what stands in it.
    pub(crate) fn leave(self, at: At, changed: bool) {
        if self.doubtful.with_untracked(|doubtful| doubtful.contains(&at)) {
            self.doubtful.update(|doubtful| doubtful.retain(|known| *known != at));
        }
        let answered = changed && !self.draft.with_untracked(|draft| draft.get(at).is_empty());
        self.showing.update(|showing| showing.leave(at, answered));
        if changed {
            self.forget_decided();
            if let Some(fault) = untrack(|| self.shown(Place::Answer(at))).first() {
                self.here.say(fault.message());
            }
            self.save_soon();
        }
    }

    /// A choice was made: the tables then write what they force, and it is told what they took back.
    pub(crate) fn choose(self, at: At, text: &str) {
        let (mut was, mut withdrawn) = (String::new(), Vec::new());
        self.draft.update(|draft| {
            draft.get(at).clone_into(&mut was);
            draft.set(at, text);
            withdrawn = settle(draft, Some(at));
        });
        self.showing.update(|showing| showing.leave(at, true));
        self.told.set((!withdrawn.is_empty()).then_some(Told::Withdrawn { cause: at, was, withdrawn }));
        self.forget_decided();
        self.changed();
    }

    /// Several answers at once: a postcode's address.
    pub(crate) fn fill(self, answers: &[(At, String)]) {
        self.draft.update(|draft| {
            for (at, text) in answers {
                draft.set(*at, text);
            }
        });
        self.showing.update(|showing| answers.iter().for_each(|(at, _)| showing.leave(*at, true)));
        self.changed();
    }

    /// These answers are to be looked at once more: 要確認.
    pub(crate) fn doubt<'a>(self, answers: impl Iterator<Item = &'a (At, String)>) {
        self.doubtful.update(|doubtful| doubtful.extend(answers.map(|(at, _)| *at)));
    }

    /// Changes the draft in any other way.
    pub(super) fn edit(self, act: impl FnOnce(&mut Draft)) {
        self.draft.update(act);
        self.forget_decided();
        self.changed();
    }

    /// 次へ: everything on the page (or in the row) shows from now on; says whether nothing blocks.
    pub(crate) fn ask(self, page: &'static Page, row: Option<RowId>) -> bool {
        self.showing.update(|showing| showing.ask(page, row));
        untrack(|| self.blocking(page, row)).is_empty()
    }

    /// The confirm page: everything shows.
    pub(crate) fn ask_all(self) {
        self.showing.update(super::Showing::ask_all);
    }
}
