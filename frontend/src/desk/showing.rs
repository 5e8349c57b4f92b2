//! Which faults show (practice: errors after leaving, gone when mended; what is missing only at 次へ).

use nss_core::form::{At, Fault, Form, Page, Place, RowId, is_missing};

/// What has been left, asked for, and what is being typed in.
#[derive(Clone, Default)]
pub(super) struct Showing {
    /// Answers that were left after a change.
    left: Vec<At>,
    /// Pages, or rows of a page, on which 次へ was pressed.
    asked: Vec<(&'static str, Option<RowId>)>,
    /// Everything: the confirm page.
    all: bool,
    /// Rows that were added since: nobody has asked for what is missing in them.
    fresh: Vec<RowId>,
    /// The answer that is being typed in, and the faults that showed when it began: only these may stay.
    typing: Option<(At, Vec<&'static str>)>,
}

impl Showing {
    /// A draft that comes from the store shows its faults, except what is still to come.
    pub(super) fn of_saved(faults: &[Fault]) -> Self {
        let left = faults.iter().filter_map(|fault| match fault.place {
            Place::Answer(at) if !is_missing(fault) => Some(at),
            _ => None,
        });
        Self { left: left.collect(), ..Self::default() }
    }

    pub(super) fn shows(&self, form: &'static Form, fault: &Fault) -> bool {
        let asked = self.asks(form, &fault.place);
        match fault.place {
            Place::Answer(at) => match &self.typing {
                Some((typing, before)) if *typing == at => before.contains(&fault.code()),
                _ => asked || (!is_missing(fault) && self.left.contains(&at)),
            },
            Place::List(..) => asked,
        }
    }

    fn asks(&self, form: &'static Form, place: &Place) -> bool {
        let (row, inner) = place.rows();
        let is_fresh = |row: Option<RowId>| row.is_some_and(|row| self.fresh.contains(&row));
        let is_old = !is_fresh(row) && !is_fresh(inner);
        self.all && is_old
            || form.page_at(place).is_some_and(|page| {
                let covers =
                    |only: &Option<RowId>| if only.is_none() { is_old } else { *only == row && !is_fresh(inner) };
                self.asked.iter().any(|(path, only)| *path == page.path && covers(only))
            })
    }

    /// Everything shows from now on.
    pub(super) fn ask_all(&mut self) {
        self.all = true;
        self.typing = None;
        self.fresh.clear();
    }

    /// A row was added: it is as new as a page that was just opened.
    pub(super) fn add(&mut self, row: RowId) {
        self.fresh.push(row);
    }

    /// 次へ was pressed.
    pub(super) fn ask(&mut self, page: &'static Page, row: Option<RowId>) {
        self.typing = None;
        self.fresh.clear();
        if !self.asked.contains(&(page.path, row)) {
            self.asked.push((page.path, row));
        }
    }

    /// Whether this answer is being typed in.
    pub(super) fn is_typing(&self, at: At) -> bool {
        self.typing.as_ref().is_some_and(|(typing, _)| *typing == at)
    }

    /// The answer that is being typed in.
    pub(super) fn typing(&self) -> Option<At> {
        self.typing.as_ref().map(|(at, _)| *at)
    }

    /// Typing begins while these faults show.
    pub(super) fn begin(&mut self, at: At, before: Vec<&'static str>) {
        self.typing = Some((at, before));
    }

    /// An answer was left; `answered`: it was changed and holds something.
    pub(super) fn leave(&mut self, at: At, answered: bool) {
        self.typing = None;
        if answered && !self.left.contains(&at) {
            self.left.push(at);
        }
    }
}
