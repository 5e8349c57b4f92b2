//! Faults: a violation and its place. A fault is data; its sentence is filled in when it is shown.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Draft, Place, Scope, Severity, Violation};

/// A violation at a place of a draft; it blocks or warns.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The place at which it is shown.
    pub place: Place,
    /// The violation.
    pub violation: Violation,
}

impl Fault {
    /// Its stable code.
    pub const fn code(&self) -> &'static str {
        self.violation.message.code
    }

    /// Whether it blocks or warns.
    pub const fn severity(&self) -> Severity {
        self.violation.message.severity
    }

    /// Whether it blocks 登録.
    pub fn blocks(&self) -> bool {
        self.severity() == Severity::Blocks
    }

    /// The path of its place, as on the wire.
    pub fn path(&self) -> String {
        self.place.path()
    }

    /// The sentence beside the field.
    pub fn message(&self) -> String {
        match self.place {
            Place::Answer(at) => self.violation.sentence(at.field.label),
            Place::List(section, _) => self.violation.sentence(section.title),
        }
    }

    /// The name of its place in a list of faults: the row, or the section if another section of the page has a question
    /// with the same label; may be empty.
    pub fn place_name(&self, draft: &Draft) -> String {
        let (row, inner) = self.place.rows();
        let section = self.place.section();
        let name = draft.row_name(section, row, inner);
        let Place::Answer(at) = self.place else { return name };
        let others = draft.form().page_of(section).map_or(&[][..], |page| page.sections);
        let is_twice = others
            .iter()
            .any(|other| *other != section && other.fields.iter().any(|field| field.label == at.field.label));
        if name.is_empty() && is_twice { section.title.to_owned() } else { name }
    }

    /// As it is written on the wire.
    pub fn wire(&self) -> FaultWire {
        FaultWire {
            code: Cow::Borrowed(self.code()),
            path: self.path(),
            severity: Cow::Borrowed(self.severity().code()),
            message: self.message(),
        }
    }
}

/// A fault on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct FaultWire {
    /// Its stable code.
    pub code: Cow<'static, str>,
    /// The path of the answer or the list.
    pub path: String,
    /// `blocks` or `warns`.
    pub severity: Cow<'static, str>,
    /// The sentence, in Japanese.
    pub message: String,
}

/// A rule between answers.
pub struct Rule {
    /// The row of the manual or of the list of rules behind it: `V-16`, `N-131`.
    pub source: &'static str,
    /// Its description for the generated list of rules, in English, by [`documented`](super::documented).
    pub description: &'static str,
    /// The sentences of its faults.
    pub messages: &'static [&'static super::Message],
    /// Adds its faults on a day. A section's rule sees one row; a form's rule sees the whole draft.
    pub check: fn(&Scope, NaiveDate, &mut Vec<Fault>),
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.source)
    }
}
