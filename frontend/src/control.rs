//! Controls: one for each kind of answer, all in the same frame.

mod choice;
mod choices;
mod code;
mod date;
mod email;
mod field;
mod help;
mod input;
mod long_text;
mod number;
mod offer;
mod phone;
mod postcode;
mod text;

use nss_core::form::{At, Kind};

use crate::desk::Desk;
use crate::view::El;

pub(crate) use field::{faults, told};

/// The control of a question.
pub(crate) fn control(desk: Desk, at: At) -> El {
    if at.field.offer.is_some() && at.field.kind.table().is_empty() {
        return offer::unless_refused(desk, at, move || of_kind(desk, at));
    }
    of_kind(desk, at)
}

fn of_kind(desk: Desk, at: At) -> El {
    match at.field.kind {
        Kind::FullWidth(_) | Kind::Kana(_) | Kind::Latin(_) | Kind::FileName => text::control(desk, at),
        Kind::FreeText(most) => long_text::control(desk, at, most),
        Kind::Postcode => postcode::control(desk, at),
        Kind::Phone | Kind::FaxOrNone => phone::control(desk, at),
        Kind::Email | Kind::SameAs(_) => email::control(desk, at),
        Kind::Date => date::control(desk, at),
        Kind::Number { .. } | Kind::FileSize => number::control(desk, at),
        Kind::Code(_) => code::control(desk, at),
        Kind::Choice(table) => choice::control(desk, at, table),
        Kind::Choices(table) => choices::control(desk, at, table),
    }
}
