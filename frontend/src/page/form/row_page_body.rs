//! The content of the page of one row; the rows within it are edited in place.

use leptos::prelude::*;
use nss_core::form::{RowId, Section};

use super::inline_rows::InlineRows;
use super::question_list::QuestionList;

/// The questions of a row, and its inner list.
#[component]
pub fn RowPageBody(
    /// The list.
    section: &'static Section,
    /// The row.
    id: RowId,
) -> impl IntoView {
    view! {
        <section class="app-section">
            <QuestionList section=section row=Some(id) />
        </section>
        {section.asked_inner().map(|list| view! { <InlineRows list=list around=Some(id) /> }.into_any())}
    }
    .into_any()
}
