//! A section of a page.

use leptos::prelude::*;
use nss_core::form::{Page, Section};

use super::file_list::FileList;
use super::inline_rows::InlineRows;
use super::question_list::QuestionList;
use super::row_cards::RowCards;
use crate::component::reactive;
use crate::draft::use_draft;

/// A section, while it is asked.
#[component]
pub fn FormSection(
    /// The page.
    page: &'static Page,
    /// The section.
    section: &'static Section,
) -> impl IntoView {
    let store = use_draft();
    let is_asked = Memo::new(move |_| store.is_section_asked(section));
    let content = move || match (section.is_list(), section.is_inline) {
        _ if section.holds_files => view! { <FileList list=section /> }.into_any(),
        (false, _) => view! { <Questions page=page section=section /> }.into_any(),
        (true, false) => view! { <RowCards page=page section=section /> }.into_any(),
        (true, true) => view! { <InlineRows list=section /> }.into_any(),
    };
    view! { <div>{reactive(move || is_asked.get().then(content))}</div> }.into_any()
}

/// A section that is asked once.
#[component]
fn Questions(
    /// The page.
    page: &'static Page,
    /// The section.
    section: &'static Section,
) -> impl IntoView {
    let title = (section.title != page.title).then_some(section.title);
    view! {
        <section class="app-section">
            {title.map(|title| view! { <h2 class="app-section__title">{title}</h2> }.into_any())}
            <QuestionList section=section />
        </section>
    }
    .into_any()
}
