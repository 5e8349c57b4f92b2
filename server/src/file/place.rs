//! The row of a draft that stands for a file.

use nss_core::{
    api::ProblemKind,
    application::FORM,
    form::{At, Draft, Fault, Field, Place as FaultPlace, RowId, Rows, Section, Submission, Violation},
};

use crate::{problem::Refusal, store::file};

/// The row of a list of files.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The list.
    pub section: &'static Section,
    /// The row.
    pub row: RowId,
    name: &'static Field,
    size: &'static Field,
}

impl Place {
    /// The place that the words of an address mean; none if there is no such list of files, or no row can have that name.
    pub fn read(list: &str, row: &str) -> Option<Self> {
        let section = FORM.sections().find(|section| section.key == list && section.holds_files)?;
        Self::of(section, row.parse().ok()?)
    }

    fn of(section: &'static Section, row: RowId) -> Option<Self> {
        let field = |key: &str| section.fields.iter().copied().find(|field| field.key == key);
        Some(Self { section, row, name: field("name")?, size: field("size")? })
    }

    /// Every row of a submission that stands for a file.
    pub fn all(submission: &Submission) -> impl Iterator<Item = Self> {
        let lists = FORM.sections().filter(|section| section.holds_files);
        lists.flat_map(|section| {
            let rows = submission.answers().rows(section).iter();
            rows.filter_map(move |row| Self::of(section, row.id()?))
        })
    }

    /// The most rows of the list.
    pub const fn most(&self) -> u16 {
        match self.section.rows {
            Rows::Many { most, .. } => most,
            Rows::Once => 1,
        }
    }

    /// The fault at the file's name.
    pub const fn fault(&self, violation: Violation) -> Fault {
        Fault { place: FaultPlace::Answer(At::row(self.name, self.row)), violation }
    }

    /// The refusal with that fault.
    pub fn refusal(&self, kind: ProblemKind, violation: Violation) -> Refusal {
        Refusal::fault(kind, &self.fault(violation))
    }

    /// The name that the row has, in normal form.
    pub fn name_in<'a>(&self, answers: &'a Draft) -> std::borrow::Cow<'a, str> {
        answers.normal(At::row(self.name, self.row))
    }

    /// Whether the row stands there and says what the file is.
    pub fn is_of(&self, file: &file::Model, answers: &Draft) -> bool {
        answers.normal(At::row(self.name, self.row)) == self.name.kind.normalise(&file.name)
            && answers.normal(At::row(self.size, self.row)) == file.size.to_string()
    }

    /// Writes what the file is into its row, which is added if it is missing; says whether the list has room.
    pub fn write(&self, file: &file::Model, draft: &mut Draft) -> bool {
        let rows = draft.rows(self.section);
        if rows.iter().all(|row| row.id() != Some(self.row)) && rows.len() >= usize::from(self.most()) {
            return false;
        }
        draft.add_row(self.section, None, self.row);
        draft.set(At::row(self.name, self.row), &file.name);
        draft.set(At::row(self.size, self.row), &file.size.to_string());
        true
    }
}
