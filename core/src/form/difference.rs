//! The difference of two documents (M7), row by row and field by field, in normal form: what a returned application changed,
//! what a change application changes.

use serde::{Deserialize, Serialize};

use super::at::rows_path;
use super::draft::Row;
use super::{At, Draft, Place, RowId, Section};

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// An answer; both texts are in normal form.
    Answer {
        /// Its place.
        at: At,
        /// The text before; empty for none.
        before: Box<str>,
        /// The text after; empty for none.
        after: Box<str>,
    },
    /// A row that was added.
    Added {
        /// Its list.
        list: List,
        /// Its index in the list afterwards.
        place: usize,
        /// Its answers in normal form.
        row: Row,
    },
    /// A row that was removed.
    Removed {
        /// Its list.
        list: List,
        /// Its answers in normal form.
        row: Row,
    },
    /// Another order of the rows of a list.
    Order {
        /// The list.
        list: List,
        /// Every row, in the new order.
        rows: Vec<RowId>,
    },
}

/// A list of rows, or the one row of a section that is asked once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// Its section.
    pub section: &'static Section,
    /// For an inner list: the row around it.
    pub around: Option<RowId>,
}

/// A change in words, for people: a page, a mail and a print show the same ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ChangeLine {
    /// The path of the answer, the row or the list.
    pub path: String,
    /// The place: 「利用者コード2 ID1：処理方式」.
    pub name: String,
    /// The answer before.
    pub before: String,
    /// The answer after.
    pub after: String,
}

/// Words for an answer that is not there.
const NONE: &str = "（なし）";

/// Every change that makes `after` of `before`, two drafts of one form. Texts with the same normal form do not differ.
pub fn difference(before: &Draft, after: &Draft) -> Vec<Change> {
    let mut changes = Vec::new();
    for ((section, before), after) in before.form.sections().zip(&before.tables).zip(&after.tables) {
        compare(List { section, around: None }, before, after, &mut changes);
    }
    changes
}

fn compare(list: List, before: &[Row], after: &[Row], changes: &mut Vec<Change>) {
    let mut order: Vec<Option<RowId>> = Vec::new();
    for row in before {
        if find(after, row.id).is_some() {
            order.push(row.id);
        } else {
            changes.push(Change::Removed { list, row: normal(list.section, row) });
        }
    }
    for (place, row) in after.iter().enumerate() {
        if let Some(before) = find(before, row.id) {
            compare_answers(list, before, row, changes);
        } else {
            changes.push(Change::Added { list, place, row: normal(list.section, row) });
            order.insert(place.min(order.len()), row.id);
        }
    }
    if !order.iter().copied().eq(after.iter().map(|row| row.id)) {
        changes.push(Change::Order { list, rows: after.iter().filter_map(|row| row.id).collect() });
    }
}

fn compare_answers(list: List, before: &Row, after: &Row, changes: &mut Vec<Change>) {
    for (field, (before, now)) in list.section.fields.iter().zip(before.cells.iter().zip(&after.cells)) {
        let [before, now] = [before, now].map(|raw| field.kind.normalise(raw));
        if before != now {
            let at = list.at(field, after.id);
            changes.push(Change::Answer { at, before: before.into(), after: now.into() });
        }
    }
    if let Some(section) = list.section.inner {
        compare(List { section, around: after.id }, &before.inner, &after.inner, changes);
    }
}

/// Makes the changes in a draft. The changes of `difference(a, b)` make `b` of `a`, if both are in normal form; those at rows
/// that a draft does not have change nothing.
pub fn apply(draft: &mut Draft, changes: &[Change]) {
    for change in changes {
        match change {
            Change::Answer { at, after, .. } => drop(draft.set(*at, after)),
            Change::Added { list, place, row } => draft.put_row(list.section, list.around, *place, row.clone()),
            Change::Removed { list, row } => {
                if let Some(id) = row.id {
                    draft.remove_row(list.section, list.around, id);
                }
            }
            Change::Order { list, rows } => draft.order_rows(list.section, list.around, rows),
        }
    }
}

impl List {
    fn at(self, field: &'static super::Field, row: Option<RowId>) -> At {
        if self.section.outer.is_some() {
            At { field, row: self.around, inner: row }
        } else {
            At { field, row, inner: None }
        }
    }
}

impl Change {
    /// The change in words: a line for an answer, for a row a line and one for each of its answers.
    pub fn lines(&self, before: &Draft, after: &Draft) -> Vec<ChangeLine> {
        let mut lines = Vec::new();
        match self {
            Self::Answer { at, before: old, after: new } => {
                lines.push(answer_line(*at, [old, new], after));
            }
            Self::Added { list, row, .. } => row_lines(*list, row, false, after, &mut lines),
            Self::Removed { list, row } => row_lines(*list, row, true, before, &mut lines),
            Self::Order { list, .. } => {
                let place = Place::List(list.section, list.around);
                let (path, name) = (place.path(), after.place_name(&place));
                lines.push(ChangeLine {
                    path, name, before: "前の順序".to_owned(), after: "順序の変更".to_owned()
                });
            }
        }
        lines
    }
}

fn answer_line(at: At, texts: [&str; 2], draft: &Draft) -> ChangeLine {
    let [before, after] = texts.map(|text| match text {
        "" => NONE.to_owned(),
        text => at.field.kind.display(text).into_owned(),
    });
    ChangeLine { path: at.path(), name: draft.place_name(&Place::Answer(at)), before, after }
}

fn row_lines(list: List, row: &Row, is_removed: bool, draft: &Draft, lines: &mut Vec<ChangeLine>) {
    let (outer, inner) = if list.section.outer.is_some() { (list.around, row.id) } else { (row.id, None) };
    let (path, name) = (rows_path(list.section, outer, inner), draft.row_name(list.section, outer, inner));
    let [before, after] = if is_removed { ["あり", "削除"] } else { [NONE, "追加"] }.map(str::to_owned);
    lines.push(ChangeLine { path, name, before, after });
    for (field, text) in list.section.fields.iter().zip(&row.cells).filter(|(_, text)| !text.is_empty()) {
        let texts = if is_removed { [&**text, ""] } else { ["", &**text] };
        lines.push(answer_line(list.at(field, row.id), texts, draft));
    }
    if let Some(section) = list.section.inner {
        for inner in &row.inner {
            row_lines(List { section, around: row.id }, inner, is_removed, draft, lines);
        }
    }
}

fn find(rows: &[Row], id: Option<RowId>) -> Option<&Row> {
    rows.iter().find(|row| row.id == id)
}

/// The row in normal form.
fn normal(section: &Section, row: &Row) -> Row {
    let cells = section.fields.iter().zip(&row.cells).map(|(field, raw)| field.kind.normalise(raw).into());
    let inner = section.inner.map_or_else(Vec::new, |list| row.inner.iter().map(|row| normal(list, row)).collect());
    Row { id: row.id, cells: cells.collect(), inner }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::{FORM, office, user_codes};
    use user_codes::ids;

    fn id(number: u64) -> RowId {
        RowId::from_random(number)
    }

    /// Two user codes, the first with one ID.
    fn document() -> Draft {
        let mut draft = Draft::empty(&FORM);
        draft.set(At::once(&office::NAME), "本社");
        for row in [id(1), id(2)] {
            draft.add_row(&user_codes::USER_CODES, None, row);
        }
        draft.add_row(&ids::IDS, Some(id(1)), id(3));
        draft.set(At::inner(&ids::COUNT, id(1), id(3)), "2");
        draft
    }

    fn lines(before: &Draft, after: &Draft) -> Vec<[String; 3]> {
        let changes = difference(before, after);
        let lines = changes.iter().flat_map(|change| change.lines(before, after));
        lines.map(|line| [line.name, line.before, line.after]).collect()
    }

    #[test]
    fn the_same_answers_in_another_writing_do_not_differ() {
        let mut other = document();
        other.set(At::once(&office::NAME), " 本社 ");
        other.set(At::inner(&ids::COUNT, id(1), id(3)), "２");
        assert_eq!(difference(&document(), &other), []);
    }

    #[test]
    fn an_answer_of_an_inner_row_is_named_by_its_rows() {
        let mut after = document();
        after.set(At::inner(&ids::COUNT, id(1), id(3)), "5");
        assert_eq!(lines(&document(), &after), [["利用者コード1 ID1：識別番号数", "2", "5"].map(str::to_owned)]);
        after.set(At::once(&office::NAME), "");
        assert_eq!(lines(&document(), &after)[0], ["事業所：事業所名", "本社", "（なし）"].map(str::to_owned));
    }

    #[test]
    fn a_row_is_named_by_the_document_that_has_it() {
        let mut after = document();
        after.remove_row(&user_codes::USER_CODES, None, id(1));
        after.add_row(&user_codes::USER_CODES, None, id(9));
        let lines = lines(&document(), &after);
        assert_eq!(lines[0], ["利用者コード1", "あり", "削除"].map(str::to_owned));
        assert!(lines.contains(&["利用者コード1 ID1：識別番号数", "2", "（なし）"].map(str::to_owned)), "{lines:?}");
        assert!(lines.contains(&["利用者コード2", "（なし）", "追加"].map(str::to_owned)), "{lines:?}");
    }

    #[test]
    fn another_order_is_a_change_of_its_own() {
        let mut after = document();
        after.order_rows(&user_codes::USER_CODES, None, &[id(2), id(1)]);
        let changes = difference(&document(), &after);
        assert!(matches!(changes[..], [Change::Order { .. }]), "{changes:?}");
        let mut made = document();
        apply(&mut made, &changes);
        assert_eq!(made, after);
    }
}
