//! Controls: one component for each kind of answer, all in the same frame.

pub mod choice;
pub mod choice_option;
pub mod choices;
pub mod date;
pub mod field;
pub mod field_faults;
pub mod field_help;
pub mod long_text;
pub mod offer;
pub mod pinned_reasons;
pub mod postcode;
pub mod text_input;
pub mod typed_field;
pub mod undo_notice;

use leptos::prelude::*;
use nss_core::form::{At, Kind};

use choice::ChoiceInput;
use choices::ChoicesInput;
use date::DateInput;
use long_text::LongTextInput;
use offer::UnlessRefused;
use postcode::PostcodeInput;
use typed_field::TypedField;

pub use field_faults::FieldFaults;
pub use pinned_reasons::PinnedReasons;
pub use undo_notice::UndoNotice;

/// The control of a question with its label, its help and its faults.
#[component]
pub fn Control(
    /// The place of the answer.
    at: At,
) -> impl IntoView {
    let is_typed = at.field.kind.table().is_empty();
    if at.field.offer.is_some() && is_typed { view! { <UnlessRefused at=at /> }.into_any() } else { of_kind(at) }
}

fn of_kind(at: At) -> AnyView {
    let line = |kind, inputmode| view! { <TypedField at=at kind=kind inputmode=inputmode /> }.into_any();
    match at.field.kind {
        Kind::FullWidth(_) | Kind::Kana(_) | Kind::NameKana(_) | Kind::Latin(_) | Kind::FileName => line("text", ""),
        Kind::Code(_) | Kind::Codes(_) | Kind::IpAddress => line("code", ""),
        Kind::Phone | Kind::FaxOrNone => line("phone", "tel"),
        Kind::Email | Kind::SameAs(_) => line("email", "email"),
        Kind::Number { .. } | Kind::FileSize => line("number", "numeric"),
        Kind::FreeText(most) => view! { <LongTextInput at=at most=most /> }.into_any(),
        Kind::Postcode => view! { <PostcodeInput at=at /> }.into_any(),
        Kind::Date => view! { <DateInput at=at /> }.into_any(),
        Kind::Choice(table) => view! { <ChoiceInput at=at table=table /> }.into_any(),
        Kind::Choices(table) => view! { <ChoicesInput at=at table=table /> }.into_any(),
    }
}
