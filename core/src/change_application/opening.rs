//! The places that the chosen items open, and the changes that lie outside them (F109).

use super::items::{Item, Part};
use super::{OF_THE_APPLICATION, request};
use crate::application::office;
use crate::form::difference::{Change, List, difference};
use crate::form::{
    At, Author, Draft, Fault, Field, Message, Page, Place, Row, RowId, Scope, Section, Violation, center,
};

static OUTSIDE: Message = Message::blocks(
    "change.outside",
    "{label}は、選択した変更項目では変更できません。変更する場合は、その項目も選択してください。",
);
/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&OUTSIDE];

/// Answers of an office's section that say how its first application came, and stay as they are.
static FIXED: [&Field; 2] = [&office::KIND, &office::COMPANY_CODE];

/// The places at which a draft differs from the document that it was begun from, although no chosen item opens them. An answer
/// of the center is open to nobody here.
pub fn outside(draft: &Draft, base: &Draft) -> Vec<Place> {
    let (_, outside) = changes(draft, base);
    outside.iter().map(place).collect()
}

/// The faults of answers and rows of the center that differ from those of the document: no save takes them from an applicant.
pub fn refused(draft: &Draft, base: &Draft) -> Vec<Fault> {
    let is_of_center = |change: &&Change| match change {
        Change::Answer { at, .. } => at.field.author() == Author::Center,
        Change::Added { list, row, .. } => {
            list.section.author == Author::Center || !center::is_free_of(list.section, row)
        }
        Change::Removed { list, .. } | Change::Order { list, .. } => list.section.author == Author::Center,
    };
    difference(base, draft).iter().filter(is_of_center).map(place).map(center::fault).collect()
}

/// The changes of a draft: those that the chosen items open, and the others.
pub(super) fn changes(draft: &Draft, base: &Draft) -> (Vec<Change>, Vec<Change>) {
    let items = request::chosen(&Scope::whole(draft));
    difference(base, draft).into_iter().partition(|change| is_open(change, &items, base))
}

pub(super) fn fault(place: Place) -> Fault {
    Fault { place, violation: Violation::new(&OUTSIDE) }
}

/// Whether one of the items opens a question.
pub fn opens(items: &[&Item], field: &'static Field) -> bool {
    if field.author() == Author::Center || FIXED.contains(&field) {
        return false;
    }
    let section = field.section();
    is_own(section)
        || parts(items).any(|part| match part {
            Part::Section(open) => is_within(section, open),
            Part::Rows(_) | Part::Copies(..) => false,
            Part::Fields(fields) => fields.contains(&field),
        })
}

/// Whether rows of a list may be added, removed and reordered.
pub fn opens_rows(items: &[&Item], list: &'static Section) -> bool {
    list.author == Author::Applicant
        && (is_own(list)
            || parts(items).any(|part| match part {
                Part::Section(open) => is_within(list, open),
                Part::Rows(open) | Part::Copies(open, _) => open == list,
                Part::Fields(_) => false,
            }))
}

/// Whether an answer of a draft can be changed: an item opens it, or its row is one that the applicant adds.
pub fn is_answer_open(at: At, draft: &Draft, base: &Draft) -> bool {
    let items = request::chosen(&Scope::whole(draft));
    let section = at.field.section();
    let is_new = |list, around, row| base.list(list, around).iter().all(|known| known.id() != row);
    let is_added = match (section.outer, at.row) {
        (Some(outer), Some(_)) if is_new(outer, None, at.row) => opens_rows(&items, outer),
        (Some(_), _) => is_new(section, at.row, at.inner) && opens_rows(&items, section),
        (None, Some(_)) => is_new(section, None, at.row) && opens_rows(&items, section),
        (None, None) => false,
    };
    opens(&items, at.field) || (is_added && at.field.author() == Author::Applicant)
}

/// Whether rows of a list of a draft can be added, removed and reordered; `around` is the row around an inner list.
pub fn is_list_open(list: &'static Section, around: Option<RowId>, draft: &Draft, base: &Draft) -> bool {
    let items = request::chosen(&Scope::whole(draft));
    let is_added = |outer| base.list(outer, None).iter().all(|known| known.id() != around) && opens_rows(&items, outer);
    opens_rows(&items, list) || (list.author == Author::Applicant && list.outer.is_some_and(is_added))
}

/// Whether anything on a page can be changed in a draft: the other pages are left out.
pub fn is_page_open(page: &Page, draft: &Draft) -> bool {
    let whole = Scope::whole(draft);
    let items = request::chosen(&whole);
    let in_section = |section: &'static Section| {
        opens_rows(&items, section) || section.fields.iter().any(|field| opens(&items, field))
    };
    let mut asked = page.sections.iter().filter(|section| whole.asks(section));
    asked.any(|section| in_section(section) || section.inner.is_some_and(in_section))
}

fn is_open(change: &Change, items: &[&Item], base: &Draft) -> bool {
    match change {
        Change::Answer { at, .. } => opens(items, at.field),
        Change::Added { list, row, .. } => {
            opens_rows(items, list.section)
                && center::is_free_of(list.section, row)
                && takes(items, base.list(list.section, list.around), list.section, row)
        }
        // A row goes with the answers of the center in it.
        Change::Removed { list, .. } | Change::Order { list, .. } => opens_rows(items, list.section),
    }
}

/// Whether the items take the answers of a new row beside these.
fn takes(items: &[&Item], beside: &[Row], list: &'static Section, row: &Row) -> bool {
    let equals = |fields: &[&'static Field], other: &Row| {
        fields.iter().all(|field| field.kind.normalise(row.cell(field)) == field.kind.normalise(other.cell(field)))
    };
    let is_copy = |part| match part {
        Part::Copies(of, fields) => of == list && beside.iter().any(|other| equals(fields, other)),
        Part::Section(open) => is_within(list, open),
        Part::Rows(of) => of == list,
        Part::Fields(_) => false,
    };
    is_own(list) || parts(items).any(is_copy)
}

fn parts(items: &[&Item]) -> impl Iterator<Item = Part> {
    items.iter().flat_map(|item| item.opens.iter().copied())
}

fn is_own(section: &'static Section) -> bool {
    OF_THE_APPLICATION.contains(&section)
}

fn is_within(section: &'static Section, open: &'static Section) -> bool {
    section == open || section.outer == Some(open)
}

pub(super) fn place(change: &Change) -> Place {
    match change {
        Change::Answer { at, .. } => Place::Answer(*at),
        Change::Added { list, .. } | Change::Removed { list, .. } | Change::Order { list, .. } => {
            let List { section, around } = *list;
            Place::List(section, around)
        }
    }
}
