//! The faults that show now: after a control is left, gone when mended; a missing answer only at 次へ.

use nss_core::form::{At, Fault, Form, Page, Place, RowId, is_missing};

/// The state of the applicant's attention that decides which faults show.
#[derive(Clone, Default)]
pub(super) struct FaultVisibility {
    /// Answers that were changed and left.
    touched: Vec<At>,
    /// Pages, or rows of a page, on which the applicant pressed 次へ.
    validated: Vec<(&'static str, Option<RowId>)>,
    /// Whether everything shows: the confirm page.
    all: bool,
    /// Rows added since then: their missing answers do not show yet.
    new_rows: Vec<RowId>,
    /// The answer that is being typed in, with the codes that showed when typing began: only these may stay.
    typing: Option<(At, Vec<&'static str>)>,
}

impl FaultVisibility {
    /// A stored draft shows its faults, except those of missing answers.
    pub(super) fn of_stored_draft(faults: &[Fault]) -> Self {
        let touched = faults.iter().filter_map(|fault| match fault.place {
            Place::Answer(at) if !is_missing(fault) => Some(at),
            _ => None,
        });
        Self { touched: touched.collect(), ..Self::default() }
    }

    /// Whether a fault shows now.
    pub(super) fn shows(&self, form: &'static Form, fault: &Fault) -> bool {
        let is_validated = self.covers(form, &fault.place);
        match fault.place {
            Place::Answer(at) => match &self.typing {
                Some((typing, before)) if *typing == at => before.contains(&fault.code()),
                _ => is_validated || (!is_missing(fault) && self.touched.contains(&at)),
            },
            Place::List(..) => is_validated,
        }
    }

    fn covers(&self, form: &'static Form, place: &Place) -> bool {
        let (row, inner) = place.rows();
        let is_new = |row: Option<RowId>| row.is_some_and(|row| self.new_rows.contains(&row));
        let is_old = !is_new(row) && !is_new(inner);
        self.all && is_old
            || form.page_at(place).is_some_and(|page| {
                let covers =
                    |only: &Option<RowId>| if only.is_none() { is_old } else { *only == row && !is_new(inner) };
                self.validated.iter().any(|(path, only)| *path == page.path && covers(only))
            })
    }

    /// Everything shows from now on.
    pub(super) fn show_all(&mut self) {
        self.all = true;
        self.typing = None;
        self.new_rows.clear();
    }

    /// A row was added: it shows as little as a page that was just opened.
    pub(super) fn add_row(&mut self, row: RowId) {
        self.new_rows.push(row);
    }

    /// The applicant pressed 次へ.
    pub(super) fn validate(&mut self, page: &'static Page, row: Option<RowId>) {
        self.typing = None;
        self.new_rows.clear();
        if !self.validated.contains(&(page.path, row)) {
            self.validated.push((page.path, row));
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
    pub(super) fn begin_typing(&mut self, at: At, before: Vec<&'static str>) {
        self.typing = Some((at, before));
    }

    /// An answer was left; `answered`: it was changed and holds something.
    pub(super) fn leave(&mut self, at: At, answered: bool) {
        self.typing = None;
        if answered && !self.touched.contains(&at) {
            self.touched.push(at);
        }
    }
}
