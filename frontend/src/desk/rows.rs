//! Rows: added, copied, pasted, removed, put back as they were.

use crate::signal::untrack;
use nss_core::form::Sheet;
use nss_core::form::{At, Draft, Page, Row, RowId, Section, Withdrawn, merge, settle, undo};

use super::{Desk, local};
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
    /// 取消: a row was put back as it was when its page was opened.
    Restored {
        /// Its list.
        section: &'static Section,
        /// It, as it was typed meanwhile.
        row: Row,
        /// How it is named.
        name: String,
        /// What the tables took back because of it.
        withdrawn: Vec<Withdrawn>,
    },
    /// Rows were pasted.
    Pasted {
        /// Their list.
        section: &'static Section,
        /// What was added.
        rows: Vec<RowId>,
    },
    /// 下書きを削除.
    Deleted {
        /// What stood before.
        draft: Box<Draft>,
        /// What it began with anew.
        start: Box<Draft>,
    },
}

/// The row whose page is open.
#[derive(Clone)]
pub(crate) struct Opened {
    section: &'static Section,
    id: RowId,
    /// How it stood when the page was opened; none if it was made then.
    row: Option<Row>,
}

impl Opened {
    /// What others have changed in the row meanwhile is not for 取消 to take back.
    pub(super) fn joined(self, base: &Draft, theirs: &Draft) -> Self {
        let mut was = base.clone();
        if let Some(row) = self.row.clone()
            && was.swap_row(self.section, None, row).is_some()
        {
            let joined = merge(base, &was, theirs).draft;
            let row = joined.rows(self.section).iter().find(|row| row.id() == Some(self.id)).cloned();
            return Self { row: row.or(self.row), ..self };
        }
        self
    }
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
            Self::Restored { section, row, .. } => {
                let of = |draft: &Draft| draft.rows(section).iter().find(|known| known.id() == row.id()).cloned();
                of(before) == of(now)
            }
            // What is put back is merged with what was typed since.
            Self::Deleted { .. } => true,
            Self::Pasted { section, rows } => rows.iter().all(|id| has(now, section, None, *id)),
        }
    }
}

fn has(draft: &Draft, section: &'static Section, around: Option<RowId>, id: RowId) -> bool {
    draft.list(section, around).iter().any(|row| row.id() == Some(id))
}

impl Desk {
    /// Adds a row; one with an inner list starts with one inner row. Its id.
    pub(crate) fn add_row(self, section: &'static Section, around: Option<RowId>) -> RowId {
        let id = new_id();
        self.showing.update(|showing| showing.add(id));
        self.edit(|draft| {
            draft.add_row(section, around, id);
            if let Some(list) = section.inner {
                draft.add_row(list, Some(id), new_id());
            }
        });
        id
    }

    /// A list that needs a row begins with one; every tab gives it the same id, so that they never become two.
    pub(crate) fn begin_row(self, section: &'static Section, around: Option<RowId>) {
        self.edit(|draft| draft.add_row(section, around, RowId::from_random(0)));
    }

    /// Adds a row that has a page of its own, which is opened next; 取消 takes it out again.
    pub(crate) fn add_opened(self, section: &'static Section) -> RowId {
        let id = self.add_row(section, None);
        self.open_new(section, id);
        id
    }

    /// The page of a row is opened: from now on 取消 means the row as it stands, also after a reload.
    pub(crate) fn open_row(self, section: &'static Section, id: RowId) {
        if self.is_opened(id) {
            return;
        }
        let find = |draft: &Draft| draft.rows(section).iter().find(|row| row.id() == Some(id)).cloned();
        let row = if let Some(text) = local::opened(id) {
            local::read(&text).and_then(|wire| Draft::read(self.form, &wire).ok()).as_ref().and_then(find)
        } else {
            self.draft.with_untracked(|draft| {
                local::keep_opened(Some((id, &draft.json())));
                find(draft)
            })
        };
        self.opened.set(Some(Opened { section, id, row }));
    }

    /// A row that was just made is opened next: 取消 takes it out again.
    fn open_new(self, section: &'static Section, id: RowId) {
        local::keep_opened(Some((id, "")));
        self.opened.set(Some(Opened { section, id, row: None }));
    }

    /// The page of a row is left.
    pub(crate) fn close_row(self) {
        local::keep_opened(None);
        self.opened.set(None);
    }

    /// Whether the page of this row is open, and 取消 was not pressed.
    pub(crate) fn is_opened(self, id: RowId) -> bool {
        self.opened.with_untracked(|opened| opened.as_ref().is_some_and(|opened| opened.id == id))
    }

    /// 取消: the row as it was when its page was opened; one that was made then goes.
    pub(crate) fn cancel_row(self, section: &'static Section, id: RowId) {
        let Some(was) = self.opened.get_untracked().filter(|opened| opened.id == id) else { return };
        self.opened.set(None);
        let Some(row) = was.row else { return self.remove_row(section, None, id) };
        let name = untrack(|| self.row_name(section, Some(id), None));
        if self.draft.with_untracked(|draft| draft.rows(section).contains(&row)) {
            return;
        }
        let mut told = None;
        self.edit(|draft| {
            let Some(row) = draft.swap_row(section, None, row) else { return };
            told = Some(Told::Restored { section, row, name: name.clone(), withdrawn: settle(draft, None) });
        });
        self.told.set(told);
        self.here.say(format!("{name}の変更を取り消しました"));
    }

    /// 複製: a copy of a row behind it. Its id. One that has a page of its own is opened next; 取消 takes it out again.
    pub(crate) fn copy_row(self, section: &'static Section, around: Option<RowId>, id: RowId) -> Option<RowId> {
        let mut copied = None;
        self.edit(|draft| {
            copied = draft.copy_row(section, around, id, &mut new_id);
        });
        if let Some(id) = copied.filter(|_| around.is_none()) {
            self.open_new(section, id);
        }
        copied
    }

    /// Adds the rows of a spreadsheet, and shows what is wrong in them; gives what is to be done where it cannot be read.
    pub(crate) fn paste(self, page: &'static Page, section: &'static Section, text: &str) -> Result<(), String> {
        let mut draft = self.draft.get_untracked();
        let rows = Sheet::read(text).add_to(&mut draft, section, &mut new_id).map_err(|why| why.says())?;
        self.edit(|stands| *stands = draft);
        self.showing.update(|showing| rows.iter().for_each(|row| showing.ask(page, Some(*row))));
        self.here.say(format!("{}件を追加しました", rows.len()));
        self.told.set(Some(Told::Pasted { section, rows }));
        Ok(())
    }

    /// How many of these rows have something that blocks.
    pub(crate) fn count_blocked(self, rows: &[RowId]) -> usize {
        let blocks = |row: &&RowId| {
            self.faults.with(|faults| faults.iter().any(|fault| fault.blocks() && fault.place.rows().0 == Some(**row)))
        };
        rows.iter().filter(blocks).count()
    }

    /// Removes a row; it can be put back.
    pub(crate) fn remove_row(self, section: &'static Section, around: Option<RowId>, id: RowId) {
        let (row, inner) = if section.outer.is_some() { (around, Some(id)) } else { (Some(id), None) };
        let name = match section.fields.first().filter(|_| section.holds_files) {
            Some(field) => untrack(|| format!("「{}」", self.text(At::row(field, id)))),
            None => untrack(|| self.row_name(section, row, inner)),
        };
        // What goes along is named too.
        let name = match section.inner.map(|list| (list, untrack(|| self.row_ids(list, row).len()))) {
            Some((list, count)) if count > 0 => format!("{name}（{}{count}件を含む）", list.title),
            _ => name,
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
            Some(Told::Restored { section, row, withdrawn, .. }) => self.edit(|draft| {
                draft.swap_row(section, None, row);
                undo(draft, &withdrawn);
            }),
            Some(Told::Pasted { section, rows }) => self.edit(|draft| {
                for row in rows {
                    draft.remove_row(section, None, row);
                }
            }),
            Some(Told::Deleted { draft, start }) => self.undelete(&draft, &start),
            None => {}
        }
        self.told.set(None);
        self.here.say("元に戻しました");
    }
}

fn new_id() -> RowId {
    RowId::from_random(dom::random())
}
