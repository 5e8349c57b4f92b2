//! One line of typed text: names, codes, numbers, telephone numbers, e-mail addresses.

use leptos::prelude::*;
use nss_core::form::{At, Kind};

use super::typed_field::TypedField;

/// One line of typed text.
#[component]
pub fn LineInput(
    /// The place of the answer.
    at: At,
) -> impl IntoView {
    let (kind, inputmode) = style_and_inputmode(&at.field.kind);
    view! { <TypedField at=at kind=kind inputmode=inputmode /> }.into_any()
}

/// The kind in the stylesheet, and the keys that an on-screen keyboard offers (empty: the usual ones).
fn style_and_inputmode(kind: &Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Code(_) => ("code", ""),
        Kind::Phone | Kind::FaxOrNone => ("phone", "tel"),
        Kind::Email | Kind::SameAs(_) => ("email", "email"),
        Kind::Number { .. } | Kind::FileSize => ("number", "numeric"),
        _ => ("text", ""),
    }
}
