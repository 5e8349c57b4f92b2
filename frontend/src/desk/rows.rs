//! Rows: added, removed, put back.

use crate::signal::untrack;
use nss_core::form::{At, Draft, Row, RowId, Section, Withdrawn, settle, undo};

use super::Desk;
use crate::dom;

/// What was done besides what was asked, or can be undone.
#[derive(Clone)]
pub(crate) enum Told {
    /// The tables took answers back because of this one.
    Withdrawn {
        /// The answer that was given.
        cause: At,
        /// What stood there before.
        was: String,
        /// What it cost.
        withdrawn: Vec<Withdrawn>,
    },
    /// A row was removed.
    Removed {
        /// Its list.
        section: &'static Section,
        /// The row around it.
        around: Option<RowId>,
        /// Where it stood.
        place: usize,
        /// It.
        row: Row,
        /// How it was named.
        name: String,
        /// What the tables took back because of it.
        withdrawn: Vec<Withdrawn>,
    },
}

impl Told {
    /// Whether it can still be put back after a merge: nobody else has changed what it is about.
    pub(super) fn stands(&self, before: &Draft, now: &Draft) -> bool {
        match self {
            Self::Withdrawn { cause, .. } => before.get(*cause) == now.get(*cause),
            Self::Removed { section, around, row, .. } => {
                let is_around = section.outer.zip(*around).is_none_or(|(outer, around)| has(now, outer, None, around));
                is_around && row.id().is_none_or(|id| !has(now, section, *around, id))
            }
        }
    }
}

fn has(draft: &Draft, section: &'static Section, around: Option<RowId>, id: RowId) -> bool {
    draft.list(section, around).iter().any(|row| row.id() == Some(id))
}

impl Desk {
    /// Adds a row; one with an inner list starts with one inner row. Its id.
    pub(crate) fn add_row(self, section: &'static Section, around: Option<RowId>) -> RowId {
        let id = RowId::from_random(dom::random());
        self.edit(|draft| {
            draft.add_row(section, around, id);
            if let Some(list) = section.inner {
                draft.add_row(list, Some(id), RowId::from_random(dom::random()));
            }
        });
        id
    }

    /// A list that needs a row begins with one; every tab gives it the same id, so that they never become two.
    pub(crate) fn begin_row(self, section: &'static Section, around: Option<RowId>) {
        self.edit(|draft| draft.add_row(section, around, RowId::from_random(0)));
    }

    /// Removes a row; it can be put back.
    pub(crate) fn remove_row(self, section: &'static Section, around: Option<RowId>, id: RowId) {
        let (row, inner) = if section.outer.is_some() { (around, Some(id)) } else { (Some(id), None) };
        let name = match section.fields.first().filter(|_| section.holds_files) {
            Some(field) => untrack(|| format!("「{}」", self.text(At::row(field, id)))),
            None => untrack(|| self.row_name(section, row, inner)),
        };
        let mut told = None;
        self.edit(|draft| {
            let Some((place, row)) = draft.remove_row(section, around, id) else { return };
            let withdrawn = settle(draft, None);
            told = Some(Told::Removed { section, around, place, row, name: name.clone(), withdrawn });
        });
        self.told.set(told);
        self.here.say(format!("{name}を削除しました"));
    }

    /// 元に戻す.
    pub(crate) fn put_back(self) {
        match self.told.get_untracked() {
            Some(Told::Withdrawn { cause, was, withdrawn }) => self.edit(|draft| {
                draft.set(cause, &was);
                undo(draft, &withdrawn);
            }),
            Some(Told::Removed { section, around, place, row, withdrawn, .. }) => self.edit(|draft| {
                draft.put_row(section, around, place, row);
                undo(draft, &withdrawn);
            }),
            None => {}
        }
        self.told.set(None);
        self.here.say("元に戻しました");
    }
}
