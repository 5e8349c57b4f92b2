//! Dates: eight digits, or any usual way of writing; the day of the week appears below.

use leptos::prelude::*;
use nss_core::form::At;
use nss_core::value::date;

use super::typed_field::TypedField;
use crate::component::live;
use crate::draft::use_draft;

/// One line with its echo.
#[component]
pub fn DateInput(
    /// The place of the answer.
    at: At,
) -> impl IntoView {
    let store = use_draft();
    let echo = Memo::new(move |_| {
        store.draft.with(|draft| date::parse(&draft.normal(at)).map(date::long_form)).unwrap_or_default()
    });
    let below = view! { <div class="app-field__echo">{live(move || echo.get())}</div> }.into_any();
    view! { <TypedField at=at kind="date" inputmode="numeric" below=below /> }.into_any()
}
