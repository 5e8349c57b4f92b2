//! Submissions: the accepted answers, in normal form, without questions that are not asked.

use super::draft::Row;
use super::{At, Author, Draft, Form, Scope, Section, Unreadable, Wire};

/// A submission. Made only by [`submit`](super::submit) from a draft without a blocking fault.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    answers: Draft,
}

impl Submission {
    /// Makes the submission of a draft: drops the questions that are not asked, normalises the others.
    pub(super) fn of(draft: &Draft) -> Self {
        Self::with(draft, &[Author::Applicant])
    }

    /// The same, with the center's answers and rows as they stand: the draft grew from a contract.
    pub(crate) fn with_center(draft: &Draft) -> Self {
        Self::with(draft, &[Author::Applicant, Author::Center])
    }

    fn with(draft: &Draft, authors: &[Author]) -> Self {
        let mut answers = Draft::blank(draft.form);
        let whole = Scope::whole(draft);
        for ((section, rows), kept) in draft.form.sections().zip(&draft.tables).zip(&mut answers.tables) {
            *kept = rows_by(authors, section, whole, rows);
            if kept.is_empty() && !section.is_list() {
                kept.push(Row::blank(section, None));
            }
        }
        Self { answers }
    }

    /// Loads a stored submission without checking it again. Only for the store.
    pub fn stored(form: &'static Form, wire: &Wire) -> Result<Self, Unreadable> {
        Ok(Self { answers: Draft::from_wire(form, wire)? })
    }

    /// The wire form: the document that is stored, shown, printed and mailed from.
    pub fn wire(&self) -> Wire {
        self.answers.to_wire()
    }

    /// The answers, for pages that show them.
    pub const fn answers(&self) -> &Draft {
        &self.answers
    }

    /// One answer in normal form; empty if it was not asked.
    pub fn answer(&self, at: At) -> &str {
        self.answers.get(at)
    }
}

fn rows_by(authors: &[Author], section: &'static Section, around: Scope, rows: &[Row]) -> Vec<Row> {
    if !authors.contains(&section.author) || !around.holds(&section.when) {
        return Vec::new();
    }
    let row_by = |row: &Row| {
        let scope = around.within(section, row);
        let cell = |field: &&'static super::Field| -> Box<str> {
            let is_kept = match field.author() {
                Author::Applicant => scope.asked(field),
                author @ Author::Center => authors.contains(&author),
            };
            if is_kept { scope.text(field).into() } else { Box::default() }
        };
        Row {
            id: row.id,
            cells: section.fields.iter().map(cell).collect(),
            inner: section.inner.map_or_else(Vec::new, |list| rows_by(authors, list, scope, &row.inner)),
        }
    };
    rows.iter().map(row_by).collect()
}
