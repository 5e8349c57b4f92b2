//! Places of answers and faults.

use super::{Field, RowId, Section};

/// The place of one answer: the field, and the rows around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The question.
    pub field: &'static Field,
    /// The row of a list.
    pub row: Option<RowId>,
    /// The row of an inner list.
    pub inner: Option<RowId>,
}

impl At {
    /// The answer of a section that is asked once.
    pub const fn once(field: &'static Field) -> Self {
        Self { field, row: None, inner: None }
    }

    /// The answer in a row of a list.
    pub const fn row(field: &'static Field, row: RowId) -> Self {
        Self { field, row: Some(row), inner: None }
    }

    /// The answer in a row of a list within a row.
    pub const fn inner(field: &'static Field, row: RowId, inner: RowId) -> Self {
        Self { field, row: Some(row), inner: Some(inner) }
    }

    /// Its path on the wire: `office.name`, `user_codes.k3x9q0ab.ids.p9m2c7de.mode`.
    pub fn path(&self) -> String {
        let mut path = rows_path(self.field.section(), self.row, self.inner);
        path.push('.');
        path.push_str(self.field.key);
        path
    }

    /// The place of another field of the same rows.
    #[must_use]
    pub const fn beside(self, field: &'static Field) -> Self {
        Self { field, ..self }
    }
}

/// The place of a fault: an answer, or a list as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// One answer.
    Answer(At),
    /// A list of rows, with the row around it if it is an inner list.
    List(&'static Section, Option<RowId>),
}

impl Place {
    /// Its section.
    pub fn section(&self) -> &'static Section {
        match self {
            Self::Answer(at) => at.field.section(),
            Self::List(section, _) => section,
        }
    }

    /// Its path on the wire; a list has its path in `rows`: `user_codes`, `user_codes.k3x9q0ab.ids`.
    pub fn path(&self) -> String {
        match self {
            Self::Answer(at) => at.path(),
            Self::List(section, row) => rows_path(section, *row, None),
        }
    }

    /// Its row and its inner row.
    pub const fn rows(&self) -> (Option<RowId>, Option<RowId>) {
        match self {
            Self::Answer(at) => (at.row, at.inner),
            Self::List(_, row) => (*row, None),
        }
    }
}

/// The first part of a path: the section and the given rows.
pub(super) fn rows_path(section: &Section, row: Option<RowId>, inner: Option<RowId>) -> String {
    let Some(outer) = section.outer else { return with_row(String::from(section.key), row) };
    let mut path = with_row(String::from(outer.key), row);
    path.push('.');
    path.push_str(section.key);
    with_row(path, inner)
}

fn with_row(mut path: String, row: Option<RowId>) -> String {
    if let Some(id) = row {
        path.push('.');
        path.push_str(&id.to_string());
    }
    path
}
