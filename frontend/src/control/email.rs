//! E-mail addresses, and the same once more.

use nss_core::form::At;

use super::input::{Asks, field};
use crate::desk::Desk;
use crate::view::El;

/// One line.
pub(super) fn control(desk: Desk, at: At) -> El {
    field(desk, at, "email", &Asks { keys: "email", ..Asks::default() }, None)
}
