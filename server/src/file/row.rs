//! The row of a draft that describes a file.

use nss_core::{
    api::ProblemKind,
    form::{At, Draft, Fault, Field, Form, Place, RowId, Rows, Section, Submission, Violation},
};

use super::name;
use crate::{error::ApiError, store::file};

/// The row of a list of files.
#[derive(Clone, Copy, Debug)]
pub struct FileRow {
    /// The list.
    pub section: &'static Section,
    /// Its id.
    pub id: RowId,
    name: &'static Field,
    size: &'static Field,
}

impl FileRow {
    /// The row with that id in that list of files of a form; none if there is no such list, or the id is malformed.
    pub fn find(form: &'static Form, list: &str, row: &str) -> Option<Self> {
        let section = form.sections().find(|section| section.key == list && section.holds_files)?;
        Self::of(section, row.parse().ok()?)
    }

    fn of(section: &'static Section, row: RowId) -> Option<Self> {
        let field = |key: &str| section.fields.iter().copied().find(|field| field.key == key);
        Some(Self { section, id: row, name: field("name")?, size: field("size")? })
    }

    /// Every row of a submission that describes a file.
    pub fn all(submission: &Submission) -> impl Iterator<Item = Self> {
        let lists = submission.answers().form().sections().filter(|section| section.holds_files);
        lists.flat_map(|section| {
            let rows = submission.answers().rows(section).iter();
            rows.filter_map(move |row| Self::of(section, row.id()?))
        })
    }

    /// The limit of the list.
    pub const fn max_rows(&self) -> u16 {
        match self.section.rows {
            Rows::Many { most, .. } => most,
            Rows::Once => 1,
        }
    }

    /// The fault at the file's name.
    pub const fn fault(&self, violation: Violation) -> Fault {
        Fault { place: Place::Answer(At::row(self.name, self.id)), violation }
    }

    /// The error with that fault.
    pub fn error(&self, kind: ProblemKind, violation: Violation) -> ApiError {
        ApiError::fault(kind, &self.fault(violation))
    }

    /// The name that the row has, in normal form.
    pub fn name_in<'a>(&self, answers: &'a Draft) -> std::borrow::Cow<'a, str> {
        answers.normal(At::row(self.name, self.id))
    }

    /// Whether the row exists and has the name and size of the file. A page may have saved the name as macOS writes it.
    pub fn describes(&self, file: &file::Model, answers: &Draft) -> bool {
        name::normalise(&answers.normal(At::row(self.name, self.id))) == name::normalise(&file.name)
            && answers.normal(At::row(self.size, self.id)) == file.size.to_string()
    }

    /// Writes name and size of the file into its row, which is added if it is missing. Returns false if the list is
    /// full.
    pub fn write(&self, file: &file::Model, draft: &mut Draft) -> bool {
        let rows = draft.rows(self.section);
        if rows.iter().all(|row| row.id() != Some(self.id)) && rows.len() >= usize::from(self.max_rows()) {
            return false;
        }
        draft.add_row(self.section, None, self.id);
        draft.set(At::row(self.name, self.id), &file.name);
        draft.set(At::row(self.size, self.id), &file.size.to_string());
        true
    }
}
