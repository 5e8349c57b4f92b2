//! The applicant's edits of rows: added, duplicated, pasted, removed, put back.

use leptos::prelude::*;
use nss_core::form::{At, Draft, Page, Row, RowId, Section, Sheet, settle};

use super::undo::RowSnapshot;
use super::{DraftStore, UndoStep, local_copy};
use crate::browser;

impl DraftStore {
    /// Adds a row; one with an inner list starts with one inner row. The id of the row.
    pub fn add_row(self, section: &'static Section, around: Option<RowId>) -> RowId {
        let id = new_id();
        self.visibility.update(|visibility| visibility.add_row(id));
        self.edit(|draft| {
            draft.add_row(section, around, id);
            if let Some(list) = section.asked_inner() {
                draft.add_row(list, Some(id), new_id());
            }
        });
        id
    }

    /// Begins a list that needs a row with one; every tab gives it the same id, so that they never become two.
    pub fn begin_row(self, section: &'static Section, around: Option<RowId>) {
        self.edit(|draft| draft.add_row(section, around, RowId::from_random(0)));
    }

    /// Adds a row that has a page of its own, which is opened next; 取消 removes it again.
    pub fn add_opened_row(self, section: &'static Section) -> RowId {
        let id = self.add_row(section, None);
        self.open_new_row(section, id);
        id
    }

    /// The page of a row is opened: from now on 取消 means the row as it stands, also after a reload.
    pub fn open_row(self, section: &'static Section, id: RowId) {
        if self.is_row_open(id) {
            return;
        }
        let find = |draft: &Draft| draft.rows(section).iter().find(|row| row.id() == Some(id)).cloned();
        let row = if let Some(text) = local_copy::opened_row(id) {
            local_copy::parse(&text).and_then(|wire| Draft::from_wire(self.form, &wire).ok()).as_ref().and_then(find)
        } else {
            self.draft.with_untracked(|draft| {
                local_copy::keep_opened_row(Some((id, &local_copy::json(draft))));
                find(draft)
            })
        };
        self.open_row.set(Some(RowSnapshot { section, id, row }));
    }

    /// A row that was just made is opened next: 取消 removes it again.
    fn open_new_row(self, section: &'static Section, id: RowId) {
        local_copy::keep_opened_row(Some((id, "")));
        self.open_row.set(Some(RowSnapshot { section, id, row: None }));
    }

    /// The page of a row is left.
    pub fn close_row(self) {
        local_copy::keep_opened_row(None);
        self.open_row.set(None);
    }

    /// Whether the page of this row is open, and 取消 was not pressed.
    pub fn is_row_open(self, id: RowId) -> bool {
        self.open_row.with_untracked(|open| open.as_ref().is_some_and(|open| open.id == id))
    }

    /// 取消: the row stands again as it was when its page was opened; one that was made then is removed.
    pub fn cancel_row(self, section: &'static Section, id: RowId) {
        let Some(was) = self.open_row.get_untracked().filter(|open| open.id == id) else { return };
        self.open_row.set(None);
        let Some(row) = was.row else { return self.remove_row(section, None, id) };
        let name = untrack(|| self.row_name(section, Some(id), None));
        if self.draft.with_untracked(|draft| draft.rows(section).contains(&row)) {
            return;
        }
        let mut step = None;
        self.edit(|draft| {
            let Some(row) = draft.swap_row(section, None, row) else { return };
            step = Some(UndoStep::Restored { section, row, name: name.clone(), withdrawn: settle(draft, None) });
        });
        self.undo_step.set(step);
        self.notifications.announce(format!("{name}の変更を取り消しました"));
    }

    /// 複製: a row with the same answers behind this one. Its id. If it has a page of its own, that is opened next.
    pub fn copy_row(self, section: &'static Section, around: Option<RowId>, id: RowId) -> Option<RowId> {
        let mut copied = None;
        self.edit(|draft| {
            copied = draft.copy_row(section, around, id, &mut new_id);
        });
        if let Some(id) = copied.filter(|_| around.is_none()) {
            self.open_new_row(section, id);
        }
        copied
    }

    /// Adds the rows of a spreadsheet and shows their faults; an error says what to do where the text cannot be read.
    pub fn paste_rows(self, page: &'static Page, section: &'static Section, text: &str) -> Result<(), String> {
        let mut draft = self.draft.get_untracked();
        let rows = Sheet::read(text).add_to(&mut draft, section, &mut new_id).map_err(|why| why.message())?;
        self.edit(|stored| *stored = draft);
        self.visibility.update(|visibility| rows.iter().for_each(|row| visibility.validate(page, Some(*row))));
        self.notifications.announce(format!("{}件を追加しました", rows.len()));
        self.undo_step.set(Some(UndoStep::Pasted { section, rows }));
        Ok(())
    }

    /// The number of these rows with a blocking fault.
    pub fn count_blocked_rows(self, rows: &[RowId]) -> usize {
        let is_blocked = |row: &&RowId| {
            self.faults.with(|faults| faults.iter().any(|fault| fault.blocks() && fault.place.rows().0 == Some(**row)))
        };
        rows.iter().filter(is_blocked).count()
    }

    /// Removes a row; the step can be undone.
    pub fn remove_row(self, section: &'static Section, around: Option<RowId>, id: RowId) {
        let name = untrack(|| self.removed_name(section, around, id));
        let mut step = None;
        self.edit(|draft| {
            let Some((place, row)) = draft.remove_row(section, around, id) else { return };
            let withdrawn = settle(draft, None);
            step = Some(UndoStep::Removed { section, around, place, row, name: name.clone(), withdrawn });
        });
        self.undo_step.set(step);
        self.notifications.announce(format!("{name}を削除しました"));
    }

    /// The name of a row that is removed, with the number of its inner rows.
    fn removed_name(self, section: &'static Section, around: Option<RowId>, id: RowId) -> String {
        let (row, inner) = if section.outer.is_some() { (around, Some(id)) } else { (Some(id), None) };
        let name = match section.fields.first().filter(|_| section.holds_files) {
            Some(field) => format!("「{}」", self.text(At::row(field, id))),
            None => self.row_name(section, row, inner),
        };
        match section.inner.map(|list| (list, self.row_ids(list, row).len())) {
            Some((list, count)) if count > 0 => format!("{name}（{}{count}件を含む）", list.title),
            _ => name,
        }
    }

    /// Removes a row without a step to undo: its upload was cancelled.
    pub(super) fn drop_row(self, section: &'static Section, id: RowId) {
        self.edit(|draft| {
            let _: Option<(usize, Row)> = draft.remove_row(section, None, id);
        });
    }
}

/// A new row id.
pub(super) fn new_id() -> RowId {
    RowId::from_random(browser::random())
}
