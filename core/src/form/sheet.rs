//! Rows pasted from a spreadsheet: one line per row, cells separated by tabs (F077).

use super::{At, Author, Draft, Field, RowId, Rows, Section, cell};
use crate::value::choice;

/// Lines of cells in the clipboard format of spreadsheets.
#[derive(Debug)]
pub struct Sheet {
    lines: Vec<Vec<String>>,
}

/// The reason why no row of a sheet was added.
#[derive(Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Every cell is blank.
    Empty,
    /// A line has more cells than there are columns.
    TooWide {
        /// The line, counted from 1.
        line: usize,
        /// The number of columns.
        columns: usize,
    },
    /// The list would have too many rows.
    TooMany {
        /// The list.
        section: &'static Section,
        /// The number of rows that there would be.
        rows: usize,
    },
}

impl Unreadable {
    /// The sentence for the applicant: what to do.
    pub fn message(&self) -> String {
        match *self {
            Self::Empty => "表計算ソフトでコピーした行を貼り付けてください。".to_owned(),
            Self::TooWide { line, columns } => {
                format!("{line}行目のセルが多すぎます。列は{columns}列までにしてください。")
            }
            Self::TooMany { section, rows } => {
                format!("{}は最大{}件です。{rows}件になるため、行を減らしてください。", section.title, most(section))
            }
        }
    }
}

/// The columns of a list: the applicant's questions of a row, and behind them those of its inner rows.
pub fn columns(section: &'static Section) -> impl Iterator<Item = &'static Field> {
    let inner = section.asked_inner().map_or(&[][..], |list| list.fields);
    section.fields.iter().chain(inner).copied().filter(|field| field.author() == Author::Applicant)
}

impl Sheet {
    /// Parses copied cells. A cell with a line end or a quotation mark is quoted; a quotation mark that nothing closes in
    /// its cell is part of the text, and the cells around it are read as ever.
    pub fn read(text: &str) -> Self {
        Self::split(text, '\t')
    }

    /// Parses a table that a spreadsheet saved or copied: its cells are separated by tabs, or by commas (CSV).
    pub fn read_table(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let head = text.split('\n').next().unwrap_or_default();
        Self::split(text, if head.contains('\t') { '\t' } else { ',' })
    }

    /// Its lines, the blank ones too.
    pub fn lines(&self) -> &[Vec<String>] {
        &self.lines
    }

    fn split(text: &str, separator: char) -> Self {
        let (mut lines, mut line, mut rest) = (Vec::new(), Vec::new(), text);
        loop {
            let (cell, behind) = quoted(rest, separator).unwrap_or_else(|| {
                let end = rest.find([separator, '\n']).unwrap_or(rest.len());
                (rest[..end].replace('\r', ""), &rest[end..])
            });
            line.push(cell);
            let behind = behind.strip_prefix('\r').unwrap_or(behind);
            if !behind.starts_with(separator) {
                lines.push(std::mem::take(&mut line));
            }
            match behind.strip_prefix([separator, '\n']) {
                Some(next) => rest = next,
                None => return Self { lines },
            }
        }
    }

    /// Adds all its lines to a list as rows, or none; returns the ids of the rows. The first line may name the columns;
    /// otherwise they are in the order of [`columns`]. A line without an answer of the row itself adds an inner row to
    /// the line before. Unknown and refused choices are kept as typed, so that `check` reports them; nothing is
    /// settled.
    pub fn add_to(
        self,
        draft: &mut Draft,
        section: &'static Section,
        new_id: &mut dyn FnMut() -> RowId,
    ) -> Result<Vec<RowId>, Unreadable> {
        let mut fields: Vec<&'static Field> = columns(section).collect();
        let count = fields.len();
        let mut next = draft.clone();
        let mut rows: Vec<RowId> = Vec::new();
        for (place, line) in self.lines.iter().enumerate() {
            if line.iter().all(|cell| is_blank(cell)) {
                continue;
            }
            if let Some(named) = heading(line, section).filter(|_| rows.is_empty()) {
                fields = named;
                continue;
            }
            if line.iter().skip(fields.len()).any(|cell| !is_blank(cell)) {
                return Err(Unreadable::TooWide { line: place + 1, columns: count });
            }
            let answers: Vec<(&'static Field, &String)> =
                fields.iter().copied().zip(line).filter(|(_, cell)| !is_blank(cell)).collect();
            let of_row = |field: &Field| field.section() == section;
            let row = match rows.last() {
                Some(last) if section.asked_inner().is_some() && !answers.iter().any(|(field, _)| of_row(field)) => {
                    *last
                }
                _ => {
                    let id = new_id();
                    next.add_row(section, None, id);
                    rows.push(id);
                    id
                }
            };
            let inner = section.asked_inner().map(|list| {
                let id = new_id();
                next.add_row(list, Some(row), id);
                id
            });
            for (field, text) in answers {
                let at = At { field, row: Some(row), inner: inner.filter(|_| !of_row(field)) };
                next.set(at, &cell::read(field.kind, text));
            }
        }
        if rows.is_empty() {
            return Err(Unreadable::Empty);
        }
        let full = |list: &'static Section, rows: usize| {
            if rows > usize::from(most(list)) { Err(Unreadable::TooMany { section: list, rows }) } else { Ok(()) }
        };
        full(section, next.rows(section).len())?;
        for row in next.rows(section) {
            section.asked_inner().map_or(Ok(()), |list| full(list, row.inner().len()))?;
        }
        *draft = next;
        Ok(rows)
    }
}

fn most(section: &Section) -> u16 {
    match section.rows {
        Rows::Many { most, .. } => most,
        Rows::Once => 1,
    }
}

fn is_blank(cell: &str) -> bool {
    choice::bare(cell).is_empty()
}

/// The columns that a line names, if it names nothing else.
fn heading(line: &[String], section: &'static Section) -> Option<Vec<&'static Field>> {
    let last = line.iter().rposition(|cell| !is_blank(cell))?;
    line[..=last].iter().map(|cell| columns(section).find(|field| cell::is_same(field.label, cell))).collect()
}

/// Splits off a quoted cell: its mark is closed before a tab, and a tab, a line end or nothing follows. A doubled mark
/// stands for one.
fn quoted(text: &str, separator: char) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (before, behind) = rest.split_once('"')?;
        // Copied cells hold no tab, while those of CSV are quoted because of their commas.
        if separator == '\t' && before.contains('\t') {
            return None;
        }
        cell += &before.replace('\r', "");
        match behind.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None if behind.is_empty() || behind.starts_with([separator, '\n', '\r']) => return Some((cell, behind)),
            None => return None,
        }
    }
}

#[cfg(test)]
mod tests;
