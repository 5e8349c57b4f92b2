//! Scopes: the view of a draft from one row. It sees this row, the rows around and inside it, and the sections that are
//! asked once.

use std::borrow::Cow;

use super::draft::Row;
use super::{At, Author, Draft, Fault, Field, Place, RowId, Section, Violation, When};
use crate::value::choice;

/// The view of a draft, from one row, for conditions, offers and rules.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    draft: &'a Draft,
    outer: Option<(&'static Section, &'a Row)>,
    this: Option<(&'static Section, &'a Row)>,
}

impl<'a> Scope<'a> {
    /// The whole draft.
    pub const fn whole(draft: &'a Draft) -> Self {
        Self { draft, outer: None, this: None }
    }

    /// The draft as seen from the place of an answer.
    pub fn at(draft: &'a Draft, at: At) -> Self {
        Self::from_rows(draft, at.field.section(), at.row, at.inner)
    }

    /// The draft as seen from a row (and an inner row) of a section.
    pub fn from_rows(draft: &'a Draft, section: &'static Section, row: Option<RowId>, inner: Option<RowId>) -> Self {
        let whole = Self::whole(draft);
        let find = |rows: &'a [Row], id: Option<RowId>| rows.iter().find(|candidate| candidate.id == id);
        match section.outer {
            Some(outer) => match find(draft.rows(outer), row) {
                Some(found) => {
                    let around = whole.within(outer, found);
                    find(&found.inner, inner).map_or(around, |row| around.within(section, row))
                }
                None => whole,
            },
            None => find(draft.rows(section), row).map_or(whole, |found| whole.within(section, found)),
        }
    }

    pub(super) const fn within(self, section: &'static Section, row: &'a Row) -> Self {
        Self { draft: self.draft, outer: self.this, this: Some((section, row)) }
    }

    /// The draft.
    pub const fn draft(&self) -> &'a Draft {
        self.draft
    }

    /// The raw text of an answer of this row, of the row around it, or of a section that is asked once.
    pub fn raw(&self, field: &'static Field) -> &'a str {
        let section = field.section();
        match (self.this, self.outer) {
            (Some((known, row)), _) | (_, Some((known, row))) if known == section => row.cell(field),
            _ if section.is_list() => "",
            _ => self.draft.rows(section).first().map_or("", |row| row.cell(field)),
        }
    }

    /// The normal form of an answer; see [`Scope::raw`].
    pub fn text(&self, field: &'static Field) -> Cow<'a, str> {
        field.kind.normalise(self.raw(field))
    }

    /// An answer in the words of its choices.
    pub fn words(&self, field: &'static Field) -> String {
        field.kind.display(&self.text(field)).into_owned()
    }

    /// The code of a choice, asked or not.
    pub fn code(&self, field: &'static Field) -> &'a str {
        choice::bare(self.raw(field))
    }

    /// Whether the answer is this one, and the question is asked.
    pub fn is(&self, field: &'static Field, value: &str) -> bool {
        choice::is(self.code(field), value) && self.asked(field)
    }

    /// Whether a question is asked of an applicant here.
    pub fn asked(&self, field: &'static Field) -> bool {
        field.author() == Author::Applicant && self.holds(&field.when) && self.holds(&field.section().when)
    }

    /// Whether a question is shown where a draft or a contract is read: it is asked, or the center has answered it.
    pub fn shows(&self, field: &'static Field) -> bool {
        match field.author() {
            Author::Applicant => self.asked(field),
            Author::Center => !self.raw(field).is_empty(),
        }
    }

    /// Whether the question of a condition is asked. For a question of this row the caller has tested the condition of
    /// the section already.
    fn asked_beside(&self, field: &'static Field) -> bool {
        let is_beside = self.this.is_some_and(|(known, _)| known == field.section());
        self.holds(&field.when) && (is_beside || self.holds(&field.section().when))
    }

    /// Whether a section is asked of an applicant here.
    pub fn asks(&self, section: &'static Section) -> bool {
        section.author == Author::Applicant && self.holds(&section.when)
    }

    /// Whether a section is shown where a draft or a contract is read: it is asked, or the center has added rows.
    pub fn shows_section(&self, section: &'static Section) -> bool {
        match section.author {
            Author::Applicant => self.asks(section),
            Author::Center => !self.draft.rows(section).is_empty(),
        }
    }

    /// Whether only one of the field's choices may be chosen here.
    pub fn is_single_choice(&self, field: &'static Field) -> bool {
        field.single_choice.as_ref().is_some_and(|when| self.holds(when))
    }

    /// Whether a condition holds. Most questions have none.
    pub(super) fn holds(&self, when: &When) -> bool {
        matches!(when, When::Always) || self.meets(when)
    }

    fn meets(&self, when: &When) -> bool {
        match when {
            When::Always => true,
            When::Is(field, values) => choice::is_among(self.code(field), values) && self.asked_beside(field),
            When::Holds(_, holds) => holds(self),
        }
    }

    /// Every row of a list, seen from itself; of an inner list, those of this row (or of the row around it).
    pub fn rows(&self, section: &'static Section) -> impl Iterator<Item = Scope<'a>> + use<'a> {
        let (around, rows) = match section.outer {
            Some(outer) => {
                let found = self.this.into_iter().chain(self.outer).find(|(known, _)| *known == outer);
                let around = Scope { draft: self.draft, outer: None, this: found };
                (around, found.map_or(&[][..], |(_, row)| row.inner.as_slice()))
            }
            None => (Scope::whole(self.draft), self.draft.rows(section)),
        };
        rows.iter().map(move |row| around.within(section, row))
    }

    /// The name of the first row of a list before this one that has the same answer.
    pub fn earlier_row_with_same(&self, section: &'static Section, field: &'static Field) -> Option<String> {
        let answer = self.text(field);
        let mut earlier = self.rows(section).take_while(|row| !row.same_row(self));
        let same = earlier.find(|row| !answer.is_empty() && row.text(field) == answer)?;
        let (row, inner) = same.ids();
        Some(self.draft.row_name(section, row, inner))
    }

    /// The fields whose answers are repeated here by the present choice (「事業所に同じ」, F049).
    pub fn same(&self, field: &'static Field) -> &'static [&'static Field] {
        let answer = self.text(field);
        field.same.iter().find(|(code, _)| *code == answer).map_or(&[], |(_, fields)| fields)
    }

    /// The ids of the row around and of this row, as an [`At`] holds them.
    pub fn ids(&self) -> (Option<RowId>, Option<RowId>) {
        match (self.outer, self.this) {
            (Some((_, outer)), Some((_, this))) => (outer.id, this.id),
            (None, Some((_, this))) => (this.id, None),
            _ => (None, None),
        }
    }

    /// Whether both are views from the same row.
    pub fn same_row(&self, other: &Self) -> bool {
        self.ids() == other.ids()
    }

    /// The place of an answer as seen from here.
    pub fn place(&self, field: &'static Field) -> At {
        let section = field.section();
        let (row, inner) = self.ids();
        if section.outer.is_some() {
            At { field, row, inner }
        } else if section.is_list() {
            At { field, row, inner: None }
        } else {
            At::once(field)
        }
    }

    /// A fault at an answer as seen from here.
    pub fn fault(&self, field: &'static Field, violation: Violation) -> Fault {
        Fault { place: Place::Answer(self.place(field)), violation }
    }
}
