//! The wire form: flat text by path, easy to compare, merge, paste and check from the command line.

mod serialize;

use std::collections::BTreeMap;
use std::convert::Infallible;

use serde::{Deserialize, Serialize};

use super::at::rows_path;
use super::draft::Row;
use super::{At, Draft, Field, Form, Place, RowId, Section};

/// Most bytes of a request body that carries a wire form: 1 MiB.
pub const BODY_LIMIT: usize = 1 << 20;
/// Most bytes of one answer: a whole request body. A mistaken paste is stored and reported by the check; refusing it
/// would also keep the other answers from being saved.
pub const MOST_BYTES: usize = BODY_LIMIT;
/// Most rows of one list: above the limit of every section, for the same reason as [`MOST_BYTES`].
pub const MOST_ROWS: usize = 1_000;

/// A draft or a submission on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Wire {
    /// The form's name.
    pub form: String,
    /// The form's version.
    pub version: u32,
    /// The hash of the rules of the side that wrote it; for comparison by people; the reader never refuses it.
    #[serde(default)]
    pub rules: String,
    /// Answers by path.
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
    /// The ids of the rows, in order, by the path of their list.
    #[serde(default)]
    pub rows: BTreeMap<String, Vec<String>>,
}

/// The reason why a wire form cannot be read as a draft. Everything else is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is of another form.
    Form(String),
    /// It was written by a newer form than this one.
    Version(u32),
    /// The id of a row is not eight characters of `[a-z0-9]`, or occurs twice in one list.
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
    /// Reads a wire form, migrating an older version. Answers and lists that the form does not know are kept as
    /// unplaced.
    pub fn from_wire(form: &'static Form, wire: &Wire) -> Result<Self, Unreadable> {
        if wire.form != form.name {
            return Err(Unreadable::Form(wire.form.clone()));
        }
        if wire.version > form.version {
            return Err(Unreadable::Version(wire.version));
        }
        if wire.version < form.version {
            return Self::from_wire(form, &super::migration::migrate(form, wire.clone()));
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
        // Outer lists come first: "a" sorts before "a.row.b", but another list may sort between.
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

    /// Writes the wire form. Empty answers are left out; unplaced answers and lists are written back unchanged.
    pub fn to_wire(&self) -> Wire {
        let mut wire = Wire {
            form: self.form.name.into(),
            version: self.form.version,
            rules: crate::RULES.into(),
            ..Wire::default()
        };
        let Ok(()) = self.for_each_answer::<Infallible>(&mut |path, text| {
            wire.answers.insert(path.into(), text.into());
            Ok(())
        });
        let Ok(()) = self.for_each_list::<Infallible>(&mut |path, ids| {
            wire.rows.insert(path.into(), ids.texts());
            Ok(())
        });
        wire
    }

    /// Calls `each` with the path and the text of every answer that is not empty; stops at the first error.
    fn for_each_answer<E>(&self, each: &mut dyn FnMut(&str, &str) -> Result<(), E>) -> Result<(), E> {
        for (section, rows) in self.form.sections().zip(&self.tables) {
            answers_of(section, None, rows, each)?;
        }
        self.unplaced.iter().try_for_each(|(path, text)| each(path, text))
    }

    /// Calls `each` with the path and the row ids of every list that has rows; stops at the first error.
    fn for_each_list<E>(&self, each: &mut dyn FnMut(&str, RowIds) -> Result<(), E>) -> Result<(), E> {
        for (section, rows) in self.form.sections().zip(&self.tables) {
            lists_of(section, None, rows, each)?;
        }
        self.unplaced_rows.iter().try_for_each(|(path, ids)| each(path, RowIds::Unplaced(ids)))
    }
}

/// The ids of the rows of one list, in order.
enum RowIds<'a> {
    /// Rows of a list of the form.
    Placed(&'a [Row]),
    /// Ids of a list that the form does not know.
    Unplaced(&'a [Box<str>]),
}

impl RowIds<'_> {
    fn texts(&self) -> Vec<String> {
        match self {
            Self::Placed(rows) => rows.iter().filter_map(|row| row.id).map(|id| id.to_string()).collect(),
            Self::Unplaced(ids) => ids.iter().map(|id| String::from(&**id)).collect(),
        }
    }
}

/// Inserts an unplaced value in the order of paths.
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

fn answers_of<E>(
    section: &'static Section,
    outer: Option<RowId>,
    rows: &[Row],
    each: &mut dyn FnMut(&str, &str) -> Result<(), E>,
) -> Result<(), E> {
    for row in rows {
        let mut path = match outer {
            Some(_) => rows_path(section, outer, row.id),
            None => rows_path(section, row.id, None),
        };
        path.push('.');
        let prefix = path.len();
        for (field, cell) in section.fields.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty()) {
            path.truncate(prefix);
            path.push_str(field.key);
            each(&path, cell)?;
        }
        if let Some(list) = section.inner {
            answers_of(list, row.id, &row.inner, each)?;
        }
    }
    Ok(())
}

fn lists_of<E>(
    section: &'static Section,
    outer: Option<RowId>,
    rows: &[Row],
    each: &mut dyn FnMut(&str, RowIds) -> Result<(), E>,
) -> Result<(), E> {
    if section.is_list() && !rows.is_empty() {
        each(&rows_path(section, outer, None), RowIds::Placed(rows))?;
    }
    match section.inner {
        Some(list) => rows.iter().try_for_each(|row| lists_of(list, row.id, &row.inner, each)),
        None => Ok(()),
    }
}

/// The place of the answer or the list that a path names; none if the draft has no such row.
pub fn place_in(draft: &Draft, path: &str) -> Option<Place> {
    if let Some(at) = place(draft.form, path) {
        return draft.row_at(at).map(|_| Place::Answer(at));
    }
    let mut parts = path.split('.');
    let key = parts.next()?;
    let section = draft.form.sections().find(|section| section.is_list() && section.key == key)?;
    match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => Some(Place::List(section, None)),
        (Some(row), Some(list), None) => {
            let (row, inner) = (row.parse().ok()?, section.inner.filter(|inner| inner.key == list)?);
            draft.rows(section).iter().find(|known| known.id == Some(row)).map(|_| Place::List(inner, Some(row)))
        }
        _ => None,
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
        assert_eq!(Draft::from_wire(&FORM, &draft.to_wire()).unwrap().get(At::once(&office::STREET)), book);
    }
}
