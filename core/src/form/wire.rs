//! The wire form: flat text by path, easy to compare, to merge, to paste and to check from the command line.

mod json;

use serde::{Deserialize, Serialize};

use super::at::rows_path;
use super::by_path::ByPath;
use super::draft::Row;
use super::{At, Draft, Field, Form, RowId, Section};

pub use json::quoted;

/// The most bytes of one answer: as much as a whole request may have (1 MiB), so that a mistaken paste is kept and told, not
/// refused, and never keeps the other answers from being saved.
pub const MOST_BYTES: usize = crate::api::BODY_LIMIT;
/// The most rows of one list. Above every limit of a section, as with [`MOST_BYTES`].
pub const MOST_ROWS: usize = 1_000;

/// A draft or a submission on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "full", derive(utoipa::ToSchema))]
pub struct Wire {
    /// The form's name.
    pub form: String,
    /// The form's version.
    pub version: u32,
    /// The hash of the rules of the side that wrote it; for a person who compares, never a reason to refuse.
    #[serde(default)]
    pub rules: String,
    /// Answers by path.
    #[serde(default)]
    #[cfg_attr(feature = "full", schema(value_type = std::collections::BTreeMap<String, String>))]
    pub answers: ByPath<String>,
    /// The ids of the rows, in order, by the path of their list.
    #[serde(default)]
    #[cfg_attr(feature = "full", schema(value_type = std::collections::BTreeMap<String, Vec<String>>))]
    pub rows: ByPath<Vec<String>>,
}

/// Why a wire form cannot be a draft. Everything else is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is of another form.
    Form(String),
    /// It was written by a newer form than this one.
    Version(u32),
    /// The id of a row is not eight characters of `[a-z0-9]`, or stands twice in one list.
    RowId {
        /// The list.
        list: String,
        /// The id.
        id: String,
    },
    /// An answer is longer than [`MOST_BYTES`].
    TooLong(String),
    /// A list is longer than [`MOST_ROWS`].
    TooMany(String),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Form(name) => write!(f, "another form: {name:?}"),
            Self::Version(version) => write!(f, "a newer version of the form: {version}"),
            Self::RowId { list, id } => write!(f, "not the id of a row in {list}: {id:?}"),
            Self::TooLong(path) => write!(f, "longer than {MOST_BYTES} bytes: {path}"),
            Self::TooMany(list) => write!(f, "more than {MOST_ROWS} rows: {list}"),
        }
    }
}

impl std::error::Error for Unreadable {}

impl Draft {
    /// Reads a wire form, an older version through its migrations. What has no place here is kept as unplaced.
    pub fn read(form: &'static Form, wire: &Wire) -> Result<Self, Unreadable> {
        if wire.form != form.name {
            return Err(Unreadable::Form(wire.form.clone()));
        }
        if wire.version > form.version {
            return Err(Unreadable::Version(wire.version));
        }
        if wire.version < form.version {
            return Self::read(form, &super::migration::migrate(form, wire.clone()));
        }
        let mut draft = Self::blank(form);
        draft.read_rows(wire)?;
        for (path, text) in &wire.answers {
            if text.len() > MOST_BYTES || path.len() > MOST_BYTES {
                return Err(Unreadable::TooLong(path.chars().take(80).collect()));
            }
            if !place(form, path).is_some_and(|at| draft.set(at, text)) {
                keep(&mut draft.unplaced, path, text.as_str().into());
            }
        }
        Ok(draft)
    }

    fn read_rows(&mut self, wire: &Wire) -> Result<(), Unreadable> {
        // Outer lists first: "a" sorts before "a.row.b", but another list may sort between.
        let mut inner_lists = Vec::new();
        for (list, ids) in &wire.rows {
            let ids = read_ids(list, ids)?;
            let section = self.form.sections().position(|section| section.is_list() && section.key == list);
            match section {
                Some(table) => {
                    let Some(section) = self.form.sections().nth(table) else { continue };
                    self.tables[table] = ids.into_iter().map(|id| Row::blank(section, Some(id))).collect();
                }
                None => inner_lists.push((list, ids)),
            }
        }
        for (list, ids) in inner_lists {
            if let Some((section, rows)) = self.inner_list(list) {
                *rows = ids.into_iter().map(|id| Row::blank(section, Some(id))).collect();
            } else {
                let texts = ids.iter().map(|id| id.to_string().into()).collect();
                keep(&mut self.unplaced_rows, list, texts);
            }
        }
        Ok(())
    }

    fn inner_list(&mut self, path: &str) -> Option<(&'static Section, &mut Vec<Row>)> {
        let mut parts = path.split('.');
        let (outer, row, inner) = (parts.next()?, parts.next()?, parts.next()?);
        let row: RowId = row.parse().ok()?;
        let section = self.form.sections().find(|section| section.key == outer)?;
        let list = section.inner.filter(|list| list.key == inner && parts.next().is_none())?;
        let table = self.form.position(section)?;
        let found = self.tables.get_mut(table)?.iter_mut().find(|candidate| candidate.id == Some(row))?;
        Some((list, &mut found.inner))
    }

    /// Writes the wire form. Empty answers are left out; what could not be placed is written back as it came.
    pub fn write(&self) -> Wire {
        let mut wire = Wire {
            form: self.form.name.into(),
            version: self.form.version,
            rules: crate::RULES.into(),
            ..Wire::default()
        };
        self.tell(&mut wire);
        wire
    }

    /// Tells everything that the wire form holds.
    fn tell(&self, listener: &mut dyn Listener) {
        for (section, rows) in self.form.sections().zip(&self.tables) {
            tell_rows(section, None, rows, listener);
        }
        for (path, text) in &self.unplaced {
            listener.answer(path, text);
        }
        for (list, ids) in &self.unplaced_rows {
            listener.rows(list, &mut ids.iter().map(ToString::to_string));
        }
    }
}

/// What a draft is told to: answers by path, and the ids of the rows of each list.
trait Listener {
    fn answer(&mut self, path: &str, text: &str);
    fn rows(&mut self, list: &str, ids: &mut dyn Iterator<Item = String>);
}

impl Listener for Wire {
    fn answer(&mut self, path: &str, text: &str) {
        self.answers.push(path.into(), text.into());
    }

    fn rows(&mut self, list: &str, ids: &mut dyn Iterator<Item = String>) {
        self.rows.push(list.into(), ids.collect());
    }
}

/// Keeps what has no place, in the order of paths, whatever the order of the wire.
fn keep<T>(kept: &mut Vec<(Box<str>, T)>, path: &str, value: T) {
    let place = kept.partition_point(|(known, _)| **known < *path);
    kept.insert(place, (path.into(), value));
}

fn read_ids(list: &str, ids: &[String]) -> Result<Vec<RowId>, Unreadable> {
    if ids.len() > MOST_ROWS || list.len() > MOST_BYTES {
        return Err(Unreadable::TooMany(list.chars().take(80).collect()));
    }
    let mut read = Vec::with_capacity(ids.len());
    for id in ids {
        match id.parse() {
            Ok(row) if !read.contains(&row) => read.push(row),
            _ => return Err(Unreadable::RowId { list: list.into(), id: id.chars().take(80).collect() }),
        }
    }
    Ok(read)
}

fn tell_rows(section: &'static Section, outer: Option<RowId>, rows: &[Row], listener: &mut dyn Listener) {
    if section.is_list() && !rows.is_empty() {
        let mut ids = rows.iter().filter_map(|row| row.id).map(|id| id.to_string());
        listener.rows(&rows_path(section, outer, None), &mut ids);
    }
    for row in rows {
        let mut path = match outer {
            Some(_) => rows_path(section, outer, row.id),
            None => rows_path(section, row.id, None),
        };
        path.push('.');
        let prefix = path.len();
        for (field, cell) in section.fields.iter().zip(&row.cells) {
            if !cell.is_empty() {
                path.truncate(prefix);
                path.push_str(field.key);
                listener.answer(&path, cell);
            }
        }
        if let Some(list) = section.inner {
            tell_rows(list, row.id, &row.inner, listener);
        }
    }
}

/// The place that a path names in a form.
pub(super) fn place(form: &'static Form, path: &str) -> Option<At> {
    let mut parts = path.split('.');
    let key = parts.next()?;
    let section = form.sections().find(|section| section.key == key)?;
    let find = |section: &Section, key: &str| -> Option<&'static Field> {
        section.fields.iter().copied().find(|field| field.key == key)
    };
    let at = if section.is_list() {
        let row = parts.next()?.parse().ok()?;
        let next = parts.next()?;
        match section.inner.filter(|list| list.key == next) {
            Some(list) => {
                let inner = parts.next()?.parse().ok()?;
                At::inner(find(list, parts.next()?)?, row, inner)
            }
            None => At::row(find(section, next)?, row),
        }
    } else {
        At::once(find(section, parts.next()?)?)
    };
    parts.next().is_none().then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::{FORM, office};

    #[test]
    fn a_mistaken_paste_of_a_whole_book_is_kept() {
        let mut draft = Draft::empty(&FORM);
        let book = "長".repeat(200_000);
        draft.set(At::once(&office::STREET), &book);
        assert_eq!(Draft::read(&FORM, &draft.write()).unwrap().get(At::once(&office::STREET)), book);
    }
}
