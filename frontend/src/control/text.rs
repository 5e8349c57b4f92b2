//! Names and addresses in full width, kana, Latin letters.

use nss_core::form::At;

use super::input::{Asks, field};
use crate::desk::Desk;
use crate::view::El;

/// One line.
pub(super) fn control(desk: Desk, at: At) -> El {
    field(desk, at, "text", &Asks::default(), None)
}
