//! Drafts: the answers as typed, as raw text in tables.

use super::{At, Field, Form, Place, RowId, Section};

/// One row of answers; of a section that is asked once, the only one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id; none for a section that is asked once.
    pub(super) id: Option<RowId>,
    /// Raw text by the position of the field.
    pub(super) cells: Box<[Box<str>]>,
    /// The rows of its inner list.
    pub(super) inner: Vec<Row>,
}

impl Row {
    /// A row without a single answer.
    pub(super) fn blank(section: &Section, id: Option<RowId>) -> Self {
        Self { id, cells: section.fields.iter().map(|_| Box::default()).collect(), inner: Vec::new() }
    }

    /// A new row, with the defaults of its fields.
    pub(super) fn fresh(section: &Section, id: Option<RowId>) -> Self {
        let cells = section.fields.iter().map(|field| field.default.into()).collect();
        Self { id, cells, inner: Vec::new() }
    }

    /// Its id; none for a section that is asked once.
    pub const fn id(&self) -> Option<RowId> {
        self.id
    }

    /// The rows of its inner list.
    pub fn inner(&self) -> &[Row] {
        &self.inner
    }

    /// The raw text of one of its answers.
    pub fn cell(&self, field: &Field) -> &str {
        self.cells.get(field.position()).map_or("", |cell| cell)
    }

    /// Whether all its answers are defaults and its inner list is empty.
    pub fn is_untouched(&self, section: &Section) -> bool {
        self.inner.is_empty() && section.fields.iter().all(|field| self.cell(field) == field.default)
    }
}

/// A draft of a form. It takes any bounded text; [`check`](super::check()) judges it.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub(super) form: &'static Form,
    /// Rows by section, in the order of [`Form::sections`]; a section that is asked once has one row.
    pub(super) tables: Box<[Vec<Row>]>,
    /// Answers whose path this form does not know: kept, shown, never checked.
    pub(super) unplaced: Vec<(Box<str>, Box<str>)>,
    /// Lists of rows that this form does not know.
    pub(super) unplaced_rows: Vec<(Box<str>, Vec<Box<str>>)>,
}

impl Draft {
    /// A new draft, with the defaults of its fields.
    pub fn empty(form: &'static Form) -> Self {
        Self::with(form, Row::fresh)
    }

    /// A draft without a single answer.
    pub(super) fn blank(form: &'static Form) -> Self {
        Self::with(form, Row::blank)
    }

    fn with(form: &'static Form, row: fn(&Section, Option<RowId>) -> Row) -> Self {
        let table = |section: &Section| if section.is_list() { Vec::new() } else { vec![row(section, None)] };
        Self { form, tables: form.sections().map(table).collect(), unplaced: Vec::new(), unplaced_rows: Vec::new() }
    }

    /// The form that it is a draft of.
    pub const fn form(&self) -> &'static Form {
        self.form
    }

    /// The rows of a section of a page.
    pub fn rows(&self, section: &Section) -> &[Row] {
        self.form.position(section).and_then(|place| self.tables.get(place)).map_or(&[], |rows| rows)
    }

    /// The rows of any section; of an inner list, those within that row.
    pub fn list(&self, section: &'static Section, row: Option<RowId>) -> &[Row] {
        match section.outer {
            Some(outer) => {
                self.rows(outer).iter().find(|candidate| candidate.id == row).map_or(&[], |found| &found.inner)
            }
            None => self.rows(section),
        }
    }

    fn list_mut(&mut self, section: &'static Section, row: Option<RowId>) -> Option<&mut Vec<Row>> {
        let table = self.form.position(section.outer.unwrap_or(section))?;
        let rows = self.tables.get_mut(table)?;
        match section.outer {
            Some(_) => rows.iter_mut().find(|candidate| candidate.id == row).map(|found| &mut found.inner),
            None => Some(rows),
        }
    }

    pub(super) fn row_at(&self, at: At) -> Option<&Row> {
        let section = at.field.section();
        let id = if section.outer.is_some() { at.inner } else { at.row };
        self.list(section, at.row).iter().find(|row| row.id == id)
    }

    /// The raw text of an answer; empty without an answer, and without the row.
    pub fn get(&self, at: At) -> &str {
        self.row_at(at).map_or("", |row| row.cell(at.field))
    }

    /// The normal form of an answer.
    pub fn normal(&self, at: At) -> std::borrow::Cow<'_, str> {
        at.field.kind.normalise(self.get(at))
    }

    /// Sets the raw text of an answer; false if its row does not exist.
    pub fn set(&mut self, at: At, text: &str) -> bool {
        let section = at.field.section();
        let id = if section.outer.is_some() { at.inner } else { at.row };
        let Some(rows) = self.list_mut(section, at.row) else { return false };
        let Some(cell) =
            rows.iter_mut().find(|row| row.id == id).and_then(|row| row.cells.get_mut(at.field.position()))
        else {
            return false;
        };
        if **cell != *text {
            *cell = text.into();
        }
        true
    }

    /// Adds a row with its defaults at the end of a list; for an inner list, within `row`. Does nothing if the id
    /// exists.
    pub fn add_row(&mut self, section: &'static Section, row: Option<RowId>, id: RowId) {
        let Some(rows) = self.list_mut(section, row) else { return };
        if rows.iter().any(|known| known.id == Some(id)) {
            return;
        }
        rows.push(Row::fresh(section, Some(id)));
        for field in section.fields {
            if let Some(default) = field.default_for_row {
                let at = if section.outer.is_some() { At { field, row, inner: Some(id) } } else { At::row(field, id) };
                let text = default(&super::Scope::at(self, at));
                self.set(at, text);
            }
        }
    }

    /// Removes a row with its inner rows; returns its index and the row, for [`Draft::put_row`].
    pub fn remove_row(&mut self, section: &'static Section, row: Option<RowId>, id: RowId) -> Option<(usize, Row)> {
        let rows = self.list_mut(section, row)?;
        let place = rows.iter().position(|known| known.id == Some(id))?;
        Some((place, rows.remove(place)))
    }

    /// Puts the rows of a list into this order; rows that `order` does not name stay behind the others.
    pub fn order_rows(&mut self, section: &'static Section, row: Option<RowId>, order: &[RowId]) {
        let Some(rows) = self.list_mut(section, row) else { return };
        let place = |row: &Row| order.iter().position(|id| row.id == Some(*id)).unwrap_or(order.len());
        rows.sort_by_key(place);
    }

    /// Puts a removed row back at its index, or at the end of a shorter list.
    pub fn put_row(&mut self, section: &'static Section, row: Option<RowId>, place: usize, back: Row) {
        let Some(rows) = self.list_mut(section, row) else { return };
        if rows.iter().all(|known| known.id != back.id) {
            rows.insert(place.min(rows.len()), back);
        }
    }

    /// Replaces the row with the same id; returns the old one, none if there is no such row.
    pub fn swap_row(&mut self, section: &'static Section, row: Option<RowId>, by: Row) -> Option<Row> {
        let rows = self.list_mut(section, row)?;
        let stands = rows.iter_mut().find(|known| known.id == by.id)?;
        Some(std::mem::replace(stands, by))
    }

    /// Adds a copy of a row behind it, with its inner rows, each under an id from `new_id`; returns the id of the copy.
    pub fn copy_row(
        &mut self,
        section: &'static Section,
        row: Option<RowId>,
        id: RowId,
        new_id: &mut dyn FnMut() -> RowId,
    ) -> Option<RowId> {
        let rows = self.list_mut(section, row)?;
        let place = rows.iter().position(|known| known.id == Some(id))?;
        let mut copy = rows[place].clone();
        let copied = new_id();
        copy.id = Some(copied);
        for inner in &mut copy.inner {
            inner.id = Some(new_id());
        }
        rows.insert(place + 1, copy);
        Some(copied)
    }

    /// The answers whose path this form does not know.
    pub fn unplaced(&self) -> impl Iterator<Item = (&str, &str)> {
        self.unplaced.iter().map(|(path, text)| (&**path, &**text))
    }

    /// The name of a row for people: 「利用者コード2」, 「利用者コード2 ID1」; empty for a section that is asked once.
    pub fn row_name(&self, section: &'static Section, row: Option<RowId>, inner: Option<RowId>) -> String {
        let mut name = String::new();
        let mut rows = self.rows(section.outer.unwrap_or(section));
        for (part, id) in [(section.outer.unwrap_or(section), row), (section, inner)] {
            let Some(place) = id.and_then(|_| rows.iter().position(|known| known.id == id)) else { break };
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(part.title);
            name.push_str(&(place + 1).to_string());
            rows = &rows[place].inner;
        }
        name
    }

    /// The name of a place for people: 「利用者コード2 ID1：処理方式」, 「事業所：事業所名」; of a list 「利用者コード2 ID」.
    pub fn place_name(&self, place: &Place) -> String {
        let section = place.section();
        let (row, inner) = place.rows();
        let rows = self.row_name(section, row, inner);
        match place {
            Place::Answer(at) if rows.is_empty() => format!("{}：{}", section.title, at.field.label),
            Place::Answer(at) => format!("{rows}：{}", at.field.label),
            Place::List(..) if rows.is_empty() => section.title.to_owned(),
            Place::List(..) => format!("{rows} {}", section.title),
        }
    }
}
