//! Telephone and FAX numbers.

use nss_core::form::At;

use super::input::{Asks, field};
use crate::desk::Desk;
use crate::view::El;

/// One line.
pub(super) fn control(desk: Desk, at: At) -> El {
    field(desk, at, "phone", &Asks { keys: "tel", ..Asks::default() }, None)
}
