//! Dates: eight digits, or any usual way of writing; beside it what day that is.

use nss_core::form::At;
use nss_core::value::date;

use super::input::{Asks, field};
use crate::desk::Desk;
use crate::view::{El, el};

/// One line with its echo.
pub(super) fn control(desk: Desk, at: At) -> El {
    let echo = el("div", "app-field__echo")
        .words(move || desk.draft.with(|draft| date::parse(&draft.normal(at)).map(date::echo)).unwrap_or_default());
    field(desk, at, "date", &Asks { keys: "numeric", ..Asks::default() }, Some(echo))
}
