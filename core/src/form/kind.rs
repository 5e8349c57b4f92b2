//! The kinds of answer. A new kind does not compile until it has a check, a control, a manual line and a sample.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{Field, Scope};
use crate::message::{Message, Violation};
use crate::value::choice::Choice;
use crate::value::{choice, choices, code, codes, date, email, file_name, file_size, free_text, full_width, kana};
use crate::value::{ip_address, latin, number, phone, postcode};

/// The kind of an answer.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Names and addresses in full width, at most so many characters.
    FullWidth(u32),
    /// フリガナ in full-width katakana, at most so many characters.
    Kana(u32),
    /// フリガナ of a person's name: katakana, ー, ・ and space only, at most so many characters.
    NameKana(u32),
    /// Sentences, at most so many characters.
    FreeText(u32),
    /// Upper-case Latin letters in half width, at most so many characters.
    Latin(u32),
    /// Seven digits.
    Postcode,
    /// Ten or eleven digits; telephone and FAX.
    Phone,
    /// The same, or 0000000000 for 「FAXはありません」 (N-113).
    FaxOrNone,
    /// An e-mail address.
    Email,
    /// The same answer as that field, typed again.
    SameAs(&'static Field),
    /// A day, today or later.
    Date,
    /// A whole number.
    Number {
        /// Least.
        least: u32,
        /// Most.
        most: u32,
    },
    /// A code of upper-case letters and digits; its shape has `9` for a digit, `X` for either.
    Code(&'static str),
    /// Several codes of that shape, joined by one space.
    Codes(&'static str),
    /// An IPv4 address.
    IpAddress,
    /// The name of an attached file.
    FileName,
    /// The size of an attached file in bytes.
    FileSize,
    /// One of a table.
    Choice(&'static [Choice]),
    /// Several of a table: the codes in the table's order, joined by one space.
    Choices(&'static [Choice]),
}

static DIFFERS: Message =
    Message::blocks("same-as.differs", "{other}と同じ内容を入力してください。今は{other}と異なっています。");
static PAST: Message = Message::blocks("date.past", "{label}は、今日（{today}）以降の日付を入力してください。");

/// Every sentence of this file.
pub static MESSAGES: &[&Message] = &[&DIFFERS, &PAST];

impl Kind {
    /// The normal form, as it is stored. Never fails; idempotent.
    pub fn normalise<'a>(&self, raw: &'a str) -> Cow<'a, str> {
        match self {
            Self::FullWidth(_) => full_width::normalise(raw),
            Self::Kana(_) | Self::NameKana(_) => kana::normalise(raw),
            Self::FreeText(_) => free_text::normalise(raw),
            Self::Latin(_) => latin::normalise(raw),
            Self::Postcode => postcode::normalise(raw),
            Self::Phone => phone::normalise(raw),
            Self::FaxOrNone => phone::normalise_or_none(raw),
            Self::Email => email::normalise(raw),
            Self::SameAs(field) => field.kind.normalise(raw),
            Self::Date => date::normalise(raw),
            Self::Number { .. } | Self::FileSize => number::normalise(raw),
            Self::FileName => file_name::normalise(raw),
            Self::Code(_) => code::normalise(raw),
            Self::Codes(_) => codes::normalise(raw),
            Self::IpAddress => ip_address::normalise(raw),
            Self::Choice(_) => choice::normalise(raw),
            Self::Choices(table) => choices::normalise(raw, table),
        }
    }

    /// The text of the control after it loses focus: dates as YYYY/MM/DD, all else in normal form.
    pub fn on_screen<'a>(&self, raw: &'a str) -> Cow<'a, str> {
        let normal = self.normalise(raw);
        match self {
            Self::Date => Cow::Owned(date::on_screen(&normal).into_owned()),
            _ => normal,
        }
    }

    /// The violation of a normal form that is not empty. `scope` gives the other answer of [`Kind::SameAs`].
    pub fn check(&self, normal: &str, scope: &Scope, today: NaiveDate) -> Option<Violation> {
        match *self {
            Self::FullWidth(most) => full_width::check(normal, most),
            Self::Kana(most) => kana::check(normal, most),
            Self::NameKana(most) => kana::check_name(normal, most),
            Self::FreeText(most) => free_text::check(normal, most),
            Self::Latin(most) => latin::check(normal, most),
            Self::Postcode => postcode::check(normal),
            Self::Phone => phone::check(normal),
            Self::FaxOrNone => phone::check_or_none(normal),
            Self::Email => email::check(normal),
            Self::SameAs(field) => {
                (scope.text(field) != normal).then(|| Violation::new(&DIFFERS).with("other", field.label))
            }
            Self::Date => date::check(normal).or_else(|| {
                (date::parse(normal)? < today).then(|| Violation::new(&PAST).with("today", date::japanese(today)))
            }),
            Self::Number { least, most } => number::check(normal, least, most),
            Self::Code(shape) => code::check(normal, shape),
            Self::Codes(shape) => codes::check(normal, shape),
            Self::IpAddress => ip_address::check(normal),
            Self::FileName => file_name::check(normal),
            Self::FileSize => file_size::check(normal),
            Self::Choice(table) => choice::check(normal, table),
            Self::Choices(table) => choices::check(normal, table),
        }
    }

    /// The most characters of the normal form, if the kind has such a limit.
    pub const fn most_characters(&self) -> Option<u32> {
        match *self {
            Self::FullWidth(most)
            | Self::Kana(most)
            | Self::NameKana(most)
            | Self::FreeText(most)
            | Self::Latin(most) => Some(most),
            _ => None,
        }
    }

    /// The table of choices; empty for a kind that is typed.
    pub const fn table(&self) -> &'static [Choice] {
        match *self {
            Self::Choice(table) | Self::Choices(table) => table,
            _ => &[],
        }
    }

    /// An answer for people: choices by their labels, dates as YYYY/MM/DD, all else as on screen.
    pub fn display<'a>(&self, raw: &'a str) -> Cow<'a, str> {
        let table = self.table();
        if table.is_empty() {
            return match self {
                Self::FileSize => Cow::Owned(file_size::display(raw)),
                Self::FaxOrNone if self.normalise(raw) == phone::NONE => Cow::Borrowed(phone::NONE_IN_WORDS),
                _ => self.on_screen(raw),
            };
        }
        let normal = self.normalise(raw);
        let labels: Vec<&str> = normal
            .split_whitespace()
            .map(|code| table.iter().find(|choice| choice.code == code).map_or(code, |choice| choice.label))
            .collect();
        Cow::Owned(labels.join("、"))
    }

    /// Its name in `nss fields`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::FullWidth(_) => "full-width",
            Self::Kana(_) => "kana",
            Self::NameKana(_) => "name-kana",
            Self::FreeText(_) => "free-text",
            Self::Latin(_) => "latin",
            Self::Postcode => "postcode",
            Self::Phone => "phone",
            Self::FaxOrNone => "fax-or-none",
            Self::Email => "email",
            Self::SameAs(_) => "same-as",
            Self::Date => "date",
            Self::Number { .. } => "number",
            Self::Code(_) => "code",
            Self::Codes(_) => "codes",
            Self::IpAddress => "ip-address",
            Self::FileName => "file-name",
            Self::FileSize => "file-size",
            Self::Choice(_) => "choice",
            Self::Choices(_) => "choices",
        }
    }
}
