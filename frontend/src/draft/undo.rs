//! 元に戻す: the last change, and how it is taken back.

use leptos::prelude::*;
use nss_core::form::{At, Draft, Row, RowId, Section, Withdrawn, merge, undo};

use super::DraftStore;

/// A change that was more than the applicant asked for, or that can be undone.
#[derive(Clone, PartialEq)]
pub enum UndoStep {
    /// The tables withdrew answers because of a choice.
    Withdrawn {
        /// The answer that was chosen.
        cause: At,
        /// Its text before.
        was: String,
        /// The withdrawn answers.
        withdrawn: Vec<Withdrawn>,
    },
    /// A row was removed.
    Removed {
        /// Its list.
        section: &'static Section,
        /// The row around it.
        around: Option<RowId>,
        /// Its position in the list.
        place: usize,
        /// The row.
        row: Row,
        /// Its name.
        name: String,
        /// The answers that the tables withdrew because of it.
        withdrawn: Vec<Withdrawn>,
    },
    /// 取消: a row stands again as it was when its page was opened.
    Restored {
        /// Its list.
        section: &'static Section,
        /// The row as it was typed meanwhile.
        row: Row,
        /// Its name.
        name: String,
        /// The answers that the tables withdrew because of it.
        withdrawn: Vec<Withdrawn>,
    },
    /// Rows were pasted.
    Pasted {
        /// Their list.
        section: &'static Section,
        /// The new rows.
        rows: Vec<RowId>,
    },
    /// 下書きを削除.
    Deleted {
        /// The draft before.
        draft: Box<Draft>,
        /// The draft that it began anew with.
        start: Box<Draft>,
    },
}

impl UndoStep {
    /// Whether the step can still be undone after a merge: nobody else has changed what it is about.
    pub(super) fn survives(&self, before: &Draft, now: &Draft) -> bool {
        match self {
            Self::Withdrawn { cause, .. } => before.get(*cause) == now.get(*cause),
            Self::Removed { section, around, row, .. } => {
                let is_around = section.outer.zip(*around).is_none_or(|(outer, around)| has(now, outer, None, around));
                is_around && row.id().is_none_or(|id| !has(now, section, *around, id))
            }
            Self::Restored { section, row, .. } => find(before, section, row.id()) == find(now, section, row.id()),
            // The undo merges the deleted draft with later answers.
            Self::Deleted { .. } => true,
            Self::Pasted { section, rows } => rows.iter().all(|id| has(now, section, None, *id)),
        }
    }
}

fn has(draft: &Draft, section: &'static Section, around: Option<RowId>, id: RowId) -> bool {
    draft.list(section, around).iter().any(|row| row.id() == Some(id))
}

fn find<'a>(draft: &'a Draft, section: &'static Section, id: Option<RowId>) -> Option<&'a Row> {
    draft.rows(section).iter().find(|row| row.id() == id)
}

/// The row whose page is open, as it was then: 取消 puts it back.
#[derive(Clone)]
pub(super) struct RowSnapshot {
    pub(super) section: &'static Section,
    pub(super) id: RowId,
    /// The row when its page was opened; none if it was made then.
    pub(super) row: Option<Row>,
}

impl RowSnapshot {
    /// Takes over what others have changed in the row meanwhile: 取消 does not take that back.
    pub(super) fn merged(self, base: &Draft, theirs: &Draft) -> Self {
        let mut was = base.clone();
        if let Some(row) = self.row.clone()
            && was.swap_row(self.section, None, row).is_some()
        {
            let merged = merge(base, &was, theirs).draft;
            let row = find(&merged, self.section, Some(self.id)).cloned();
            return Self { row: row.or(self.row), ..self };
        }
        self
    }
}

impl DraftStore {
    /// 元に戻す.
    pub fn undo(self) {
        match self.undo_step.get_untracked() {
            Some(UndoStep::Withdrawn { cause, was, withdrawn }) => self.edit(|draft| {
                draft.set(cause, &was);
                undo(draft, &withdrawn);
            }),
            Some(UndoStep::Removed { section, around, place, row, withdrawn, .. }) => self.edit(|draft| {
                draft.put_row(section, around, place, row);
                undo(draft, &withdrawn);
            }),
            Some(UndoStep::Restored { section, row, withdrawn, .. }) => self.edit(|draft| {
                draft.swap_row(section, None, row);
                undo(draft, &withdrawn);
            }),
            Some(UndoStep::Pasted { section, rows }) => self.edit(|draft| {
                for row in rows {
                    draft.remove_row(section, None, row);
                }
            }),
            Some(UndoStep::Deleted { draft: deleted, start }) => {
                self.edit(|draft| *draft = merge(&start, draft, &deleted).draft);
            }
            None => {}
        }
        self.undo_step.set(None);
        self.notifications.announce("元に戻しました");
    }
}
