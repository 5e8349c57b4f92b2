//! Three-way merge by row id and field. It keeps the edits of both sides; a conflict arises only if both changed the
//! same answer, or if one side changed something in a row that the other removed.

use super::draft::Row;
use super::{At, Draft, Field, Place, RowId, Section};

/// An answer or a row that both sides changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Conflict {
    /// The same answer got two texts; the merged draft has mine.
    Answer {
        /// The place of the answer.
        at: At,
        /// The text of the base.
        base: String,
        /// My text.
        mine: String,
        /// Their text.
        theirs: String,
    },
    /// One side removed a row in which the other changed something; the row is kept.
    Row {
        /// The list.
        section: &'static Section,
        /// The row around it, or the row itself if it is of an outer list.
        row: Option<RowId>,
        /// The row of an inner list.
        inner: Option<RowId>,
        /// Whether my side removed it.
        removed_by_me: bool,
        /// The row of the base.
        base: Row,
    },
}

/// The side whose text is written at an undecided place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The base that both sides started from.
    Base,
    /// My side.
    Mine,
    /// The other side.
    Theirs,
}

impl Conflict {
    /// The place at which it is shown and decided.
    pub const fn place(&self) -> Place {
        match self {
            Self::Answer { at, .. } => Place::Answer(*at),
            Self::Row { section, .. } => Place::List(section, self.list_and_row().0),
        }
    }

    /// The row around the list of the removed row, and the removed row.
    pub const fn list_and_row(&self) -> (Option<RowId>, Option<RowId>) {
        match self {
            Self::Answer { at, .. } => (at.row, at.inner),
            Self::Row { section, row, inner, .. } if section.outer.is_some() => (*row, *inner),
            Self::Row { row, .. } => (None, *row),
        }
    }

    /// Writes one side's version of this place into a merged draft. Until it is decided, the server stores theirs; the
    /// browser keeps mine and the base, so that the same conflict arises again when the draft is opened.
    pub fn put(&self, side: Side, draft: &mut Draft) {
        match self {
            Self::Answer { at, base, theirs, .. } => match side {
                Side::Base => drop(draft.set(*at, base)),
                Side::Theirs => drop(draft.set(*at, theirs)),
                Side::Mine => {}
            },
            Self::Row { section, removed_by_me, base, .. } => {
                let (around, Some(row)) = self.list_and_row() else { return };
                let removed_by = if *removed_by_me { Side::Mine } else { Side::Theirs };
                if side == Side::Base {
                    let place = draft.remove_row(section, around, row).map_or(usize::MAX, |(place, _)| place);
                    draft.put_row(section, around, place, base.clone());
                } else if side == removed_by {
                    draft.remove_row(section, around, row);
                }
            }
        }
    }

    /// Whether it is still undecided in a draft that was edited meanwhile.
    pub fn stands(&self, draft: &Draft) -> bool {
        match self {
            Self::Answer { at, theirs, .. } => {
                draft.row_at(*at).is_some() && draft.normal(*at) != at.field.kind.normalise(theirs)
            }
            Self::Row { section, .. } => {
                let (around, row) = self.list_and_row();
                find(draft.list(section, around), row).is_some()
            }
        }
    }

    /// The fields that changed in the row that one side removed, with their new texts.
    pub fn changes<'a>(&'a self, draft: &'a Draft) -> Vec<(&'static Field, &'a str)> {
        let mut changes = Vec::new();
        if let Self::Row { section, base, .. } = self {
            let (around, row) = self.list_and_row();
            if let Some(kept) = find(draft.list(section, around), row) {
                differences(section, base, kept, &mut changes);
            }
        }
        changes
    }
}

fn differences<'a>(section: &Section, base: &Row, kept: &'a Row, into: &mut Vec<(&'static Field, &'a str)>) {
    for field in section.fields {
        if base.cell(field) != kept.cell(field) {
            into.push((field, kept.cell(field)));
        }
    }
    for (list, inner) in section.inner.into_iter().flat_map(|list| kept.inner.iter().map(move |row| (list, row))) {
        let blank = Row::blank(list, inner.id);
        differences(list, find(&base.inner, inner.id).unwrap_or(&blank), inner, into);
    }
}

/// The result of a merge.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The draft with the edits of both sides.
    pub draft: Draft,
    /// The conflicts that a person has to decide.
    pub conflicts: Vec<Conflict>,
}

/// Merges two drafts that grew from `base`.
pub fn merge(base: &Draft, mine: &Draft, theirs: &Draft) -> Merged {
    let mut conflicts = Vec::new();
    let mut draft = mine.clone();
    for (place, section) in mine.form.sections().enumerate() {
        let (base, mine, theirs) = (&base.tables[place], &mine.tables[place], &theirs.tables[place]);
        draft.tables[place] = merge_rows(section, None, [base, mine, theirs], &mut conflicts);
    }
    draft.unplaced = merge_pairs(&base.unplaced, &mine.unplaced, &theirs.unplaced);
    draft.unplaced_rows = merge_pairs(&base.unplaced_rows, &mine.unplaced_rows, &theirs.unplaced_rows);
    Merged { draft, conflicts }
}

fn find(rows: &[Row], id: Option<RowId>) -> Option<&Row> {
    rows.iter().find(|row| row.id == id)
}

fn merge_rows(
    section: &'static Section,
    around: Option<RowId>,
    [base, mine, theirs]: [&Vec<Row>; 3],
    conflicts: &mut Vec<Conflict>,
) -> Vec<Row> {
    let mut merged = Vec::new();
    for id in order(base, mine, theirs) {
        let place = || {
            if section.outer.is_some() { (around, id) } else { (id, None) }
        };
        let blank = Row::blank(section, id);
        let before = find(base, id);
        match (find(mine, id), find(theirs, id)) {
            (Some(mine), Some(theirs)) => {
                merged.push(merge_row(section, place(), [before.unwrap_or(&blank), mine, theirs], conflicts));
            }
            (Some(kept), None) | (None, Some(kept)) => {
                let removed_by_me = find(mine, id).is_none();
                match before {
                    // Added on one side.
                    None => merged.push(kept.clone()),
                    // Removed on one side, unchanged on the other: removed.
                    Some(before) if same(section, before, kept) => {}
                    Some(before) => {
                        let (row, inner) = place();
                        conflicts.push(Conflict::Row { section, row, inner, removed_by_me, base: before.clone() });
                        merged.push(kept.clone());
                    }
                }
            }
            (None, None) => {}
        }
    }
    merged
}

/// The row ids of both sides, in the order of the side that reordered them (mine, if both did), followed by the new
/// rows of the other side. Rows that one side removed stay behind their predecessor, and the caller decides about them.
fn order(base: &[Row], mine: &[Row], theirs: &[Row]) -> Vec<Option<RowId>> {
    let ids = |rows: &[Row]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let (base, mine, theirs) = (ids(base), ids(mine), ids(theirs));
    let common = |of: &[Option<RowId>]| {
        of.iter()
            .copied()
            .filter(|id| base.contains(id) && mine.contains(id) && theirs.contains(id))
            .collect::<Vec<_>>()
    };
    let reordered_by_me = common(&mine) != common(&base);
    let only_mine_changed = theirs == base;
    let (mut all, second) = if only_mine_changed || reordered_by_me { (mine, theirs) } else { (theirs, mine) };
    let mut before = 0;
    for id in second {
        let stands = all.iter().position(|known| *known == id).unwrap_or_else(|| {
            let place = if base.contains(&id) { before } else { all.len() };
            all.insert(place, id);
            place
        });
        before = stands + 1;
    }
    all
}

fn merge_row(
    section: &'static Section,
    (row, inner): (Option<RowId>, Option<RowId>),
    [base, mine, theirs]: [&Row; 3],
    conflicts: &mut Vec<Conflict>,
) -> Row {
    let mut merged = mine.clone();
    for (place, field) in section.fields.iter().enumerate() {
        let texts: [&str; 3] = [&base.cells[place], &mine.cells[place], &theirs.cells[place]];
        if let Some(text) = merge_text(field, texts) {
            merged.cells[place] = text.into();
        } else {
            let [base, mine, theirs] = texts.map(ToOwned::to_owned);
            conflicts.push(Conflict::Answer { at: At { field, row, inner }, base, mine, theirs });
        }
    }
    if let Some(list) = section.inner {
        merged.inner = merge_rows(list, row, [&base.inner, &mine.inner, &theirs.inner], conflicts);
    }
    merged
}

/// The merged text; none for a conflict. Texts with the same normal form are equal.
fn merge_text<'a>(field: &Field, [base, mine, theirs]: [&'a str; 3]) -> Option<&'a str> {
    if mine == theirs || theirs == base {
        return Some(mine);
    }
    if mine == base {
        return Some(theirs);
    }
    let normal = |text: &'a str| field.kind.normalise(text);
    if normal(mine) == normal(theirs) || normal(theirs) == normal(base) {
        Some(mine)
    } else if normal(mine) == normal(base) {
        Some(theirs)
    } else {
        None
    }
}

/// Whether two rows have the same answers in normal form.
pub(super) fn same(section: &Section, one: &Row, other: &Row) -> bool {
    let cells = section.fields.iter().zip(one.cells.iter().zip(&other.cells));
    cells
        .into_iter()
        .all(|(field, (one, other))| one == other || field.kind.normalise(one) == field.kind.normalise(other))
        && one.inner.len() == other.inner.len()
        && section.inner.is_none_or(|list| {
            one.inner.iter().zip(&other.inner).all(|(one, other)| one.id == other.id && same(list, one, other))
        })
}

fn merge_pairs<T: Clone + PartialEq>(
    base: &[(Box<str>, T)],
    mine: &[(Box<str>, T)],
    theirs: &[(Box<str>, T)],
) -> Vec<(Box<str>, T)> {
    let get = |pairs: &[(Box<str>, T)], path: &str| {
        pairs.iter().find(|(known, _)| **known == *path).map(|(_, value)| value.clone())
    };
    let mut merged: Vec<(Box<str>, T)> = Vec::new();
    for (path, _) in mine.iter().chain(theirs) {
        // `merged` stays sorted by path.
        let Err(place) = merged.binary_search_by(|(known, _)| known.cmp(path)) else { continue };
        let (before, my, their) = (get(base, path), get(mine, path), get(theirs, path));
        let kept = if my == before { their.or(my) } else { my.or(their) };
        if let Some(value) = kept {
            merged.insert(place, (path.clone(), value));
        }
    }
    merged
}
