//! Fields: one question of the form with its label, kind, condition and defaults.

use chrono::NaiveDate;

use super::offer::{OfferFn, WaysOutFn};
use super::{Kind, Scope, Section};
use crate::postcode::Place;

/// Whether 登録 needs an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// ※必須.
    Required,
    /// ※任意.
    Optional,
    /// Exactly one of two fields needs an answer; both name each other.
    Either(&'static Field),
}

impl Need {
    /// The mark beside the label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Required => "※必須",
            Self::Optional => "※任意",
            Self::Either(_) => "※どちらか一方",
        }
    }

    /// Its name in `nss fields`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::Either(_) => "either",
        }
    }
}

/// The side that writes an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The applicant (申込担当者).
    Applicant,
    /// NACCS Center: its answers stand only in a contract.
    Center,
}

impl Author {
    /// Its name in `nss fields`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Center => "center",
        }
    }
}

/// A choice and its explanation, longer than a label: 「月額…」.
pub type ChoiceNote = (&'static str, &'static str);

/// A choice that repeats the answers of other fields, 「事業所に同じ」 (F049), and those fields. Nothing is copied.
pub type SameAnswers = (&'static str, &'static [&'static Field]);

/// The answers that a place gives to the fields of an address, in their order.
pub type FillFn = fn(&Place) -> Vec<String>;

/// The condition of a question. An answer that is not asked is kept in the draft and left out of the submission.
#[derive(Clone, Copy)]
pub enum When {
    /// It is always asked.
    Always,
    /// It is asked if that field is asked and has one of these values.
    Is(&'static Field, &'static [&'static str]),
    /// It is asked if a function of the domain returns true; the text describes it in the manual.
    Holds(&'static str, fn(&Scope) -> bool),
}

/// A question. Each is a `static` in its page's file, made by [`section!`](crate::section), and is itself the key of
/// its answer.
pub struct Field {
    /// The last part of its path. Never changes: stored drafts hold it.
    pub key: &'static str,
    /// Its label on the page.
    pub label: &'static str,
    /// The line of help below the label; may be empty.
    pub hint: &'static str,
    /// The kind of its answer.
    pub kind: Kind,
    /// The side that writes it, unless its section belongs to one side; see [`Field::author`].
    pub(super) author: Author,
    /// Whether 登録 needs an answer; of the center's fields, whether a contract does.
    pub need: Need,
    /// The condition for asking it.
    pub when: When,
    /// For several choices: the condition under which only one may be chosen.
    pub single_choice: Option<When>,
    /// The offers of its choices, given the other answers, and the ways out of a refusal.
    pub offer: Option<(OfferFn, WaysOutFn)>,
    /// The default answer of a new draft or a new row.
    pub default: &'static str,
    /// The default of a new row, computed from the other answers; it replaces `default`.
    pub default_for_row: Option<fn(&Scope) -> &'static str>,
    /// A choice to suggest, given the other answers; empty for none. Never written by itself.
    pub suggestion: Option<fn(&Scope) -> &'static str>,
    /// A hint that depends on the day of the application.
    pub advice: Option<fn(&Scope, NaiveDate) -> String>,
    /// Explanations of choices.
    pub notes: &'static [ChoiceNote],
    /// Choices that repeat the answers of other fields.
    pub same: &'static [SameAnswers],
    /// An example answer, which opens in place (F044); may be empty.
    pub example: &'static str,
    /// The key of the operator's link behind 「こちら」; may be empty.
    pub link: &'static str,
    /// For a postcode: the fields that its place fills, and their answers.
    pub fills: Option<(&'static [&'static Field], FillFn)>,
    /// HTML autofill token.
    pub autofill: Option<&'static str>,
    /// Its doc comment, with the numbers of the manual's rows (only with the feature `server`).
    pub about: &'static str,
    place: Option<(&'static Section, u16)>,
}

impl Field {
    /// A required question that is always asked.
    pub const fn new(key: &'static str, label: &'static str, kind: Kind) -> Self {
        Self {
            key,
            label,
            hint: "",
            kind,
            author: Author::Applicant,
            need: Need::Required,
            when: When::Always,
            single_choice: None,
            offer: None,
            default: "",
            default_for_row: None,
            suggestion: None,
            advice: None,
            notes: &[],
            same: &[],
            example: "",
            link: "",
            fills: None,
            autofill: None,
            about: "",
            place: None,
        }
    }

    /// Adds a line of help.
    #[must_use]
    pub const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// The center writes it: it is never asked of an applicant and never accepted from one.
    #[must_use]
    pub const fn by_center(mut self) -> Self {
        self.author = Author::Center;
        self
    }

    /// ※任意.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.need = Need::Optional;
        self
    }

    /// Asked only when `field` has one of these values.
    #[must_use]
    pub const fn when(mut self, field: &'static Field, values: &'static [&'static str]) -> Self {
        self.when = When::Is(field, values);
        self
    }

    /// Asked only if a function of the domain returns true.
    #[must_use]
    pub const fn when_holds(mut self, words: &'static str, holds: fn(&Scope) -> bool) -> Self {
        self.when = When::Holds(documented(words), holds);
        self
    }

    /// Only one of several choices may be chosen while `field` has one of these values.
    #[must_use]
    pub const fn single_choice_when(mut self, field: &'static Field, values: &'static [&'static str]) -> Self {
        self.single_choice = Some(When::Is(field, values));
        self
    }

    /// Only one of several choices may be chosen while a function of the domain returns true.
    #[must_use]
    pub const fn single_choice_when_holds(mut self, words: &'static str, holds: fn(&Scope) -> bool) -> Self {
        self.single_choice = Some(When::Holds(documented(words), holds));
        self
    }

    /// Its choices depend on other answers.
    #[must_use]
    pub const fn offer(mut self, offer: OfferFn, ways_out: WaysOutFn) -> Self {
        self.offer = Some((offer, ways_out));
        self
    }

    /// Computes the default of a new row from the other answers.
    #[must_use]
    pub const fn default_for_row(mut self, default: fn(&Scope) -> &'static str) -> Self {
        self.default_for_row = Some(default);
        self
    }

    /// Suggests a choice, given the other answers.
    #[must_use]
    pub const fn suggestion(mut self, suggestion: fn(&Scope) -> &'static str) -> Self {
        self.suggestion = Some(suggestion);
        self
    }

    /// Adds a hint that depends on the day.
    #[must_use]
    pub const fn advice(mut self, advice: fn(&Scope, NaiveDate) -> String) -> Self {
        self.advice = Some(advice);
        self
    }

    /// Adds explanations of choices.
    #[must_use]
    pub const fn notes(mut self, notes: &'static [ChoiceNote]) -> Self {
        self.notes = notes;
        self
    }

    /// With these choices it repeats the answers of other fields.
    #[must_use]
    pub const fn same(mut self, same: &'static [SameAnswers]) -> Self {
        self.same = same;
        self
    }

    /// Adds an example answer.
    #[must_use]
    pub const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }

    /// Adds a link of the operator, by its key.
    #[must_use]
    pub const fn link(mut self, key: &'static str) -> Self {
        self.link = key;
        self
    }

    /// Exactly one of this field and `other` needs an answer.
    #[must_use]
    pub const fn either(mut self, other: &'static Field) -> Self {
        self.need = Need::Either(other);
        self
    }

    /// Its postcode fills other fields with the answers of its place (N-083, N-287).
    #[must_use]
    pub const fn fills(mut self, fields: &'static [&'static Field], answers: FillFn) -> Self {
        self.fills = Some((fields, answers));
        self
    }

    /// Sets the default answer of a new draft or a new row.
    #[must_use]
    pub const fn default(mut self, answer: &'static str) -> Self {
        self.default = answer;
        self
    }

    /// The browser may fill it by this token (WCAG 1.3.5).
    #[must_use]
    pub const fn autofill(mut self, token: &'static str) -> Self {
        self.autofill = Some(token);
        self
    }

    /// Only for [`section!`](crate::section): sets its section and position.
    #[doc(hidden)]
    #[must_use]
    pub const fn placed(mut self, section: &'static Section, position: u16, about: &'static str) -> Self {
        self.place = Some((section, position));
        self.about = about;
        self
    }

    /// Its section.
    ///
    /// # Panics
    /// If it was declared outside `section!`; a test over all declarations excludes that.
    pub fn section(&self) -> &'static Section {
        match self.place {
            Some((section, _)) => section,
            None => panic!("a field stands in a section"),
        }
    }

    /// The side that writes it.
    pub fn author(&self) -> Author {
        match self.author {
            Author::Applicant => self.section().author,
            Author::Center => Author::Center,
        }
    }

    /// Its column in the rows of its section.
    pub fn position(&self) -> usize {
        self.place.map_or(0, |(_, position)| usize::from(position))
    }

    /// The rows of the manual behind it, as its doc comment names them: `N-080`, `C-051`, `V-02`.
    pub fn manual(&self) -> impl Iterator<Item = &'static str> {
        manual_rows(self.about)
    }
}

/// Text for the manual only: empty without the feature `server`, so that the page does not carry it.
pub const fn documented(words: &'static str) -> &'static str {
    if cfg!(feature = "server") { words } else { "" }
}

/// The numbers of the manual's rows in a doc comment.
pub fn manual_rows(about: &'static str) -> impl Iterator<Item = &'static str> {
    about.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|word| {
        let mut parts = word.splitn(2, '-');
        let family = parts.next().unwrap_or_default();
        let number = parts.next().unwrap_or_default();
        matches!(family, "N" | "C" | "V") && number.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Fields are compared by address: each is one `static`.
impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Field {}

impl std::fmt::Debug for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.place.map_or("?", |(section, _)| section.key), self.key)
    }
}
