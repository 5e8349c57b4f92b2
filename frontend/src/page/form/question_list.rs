//! The questions of a section or of a row.

use leptos::prelude::*;
use nss_core::application::lines;
use nss_core::form::{At, RowId, Section};

use super::option_matrix::OptionMatrix;
use crate::component::{live, reactive};
use crate::control::Control;
use crate::draft::use_draft;

/// The questions of a section, each while it is asked; of a contract also the center's answers.
#[component]
pub fn QuestionList(
    /// The section.
    section: &'static Section,
    /// The row of a list.
    #[prop(optional_no_strip)]
    row: Option<RowId>,
    /// The row of an inner list.
    #[prop(optional_no_strip)]
    inner: Option<RowId>,
) -> impl IntoView {
    section.fields.iter().map(|field| view! { <Question at=At { field, row, inner } /> }.into_any()).collect_view()
}

/// A question, while it is asked or the center has answered it.
#[component]
fn Question(
    /// The place of the answer.
    at: At,
) -> impl IntoView {
    let store = use_draft();
    let is_shown = Memo::new(move |_| store.is_shown(at));
    let is_open = Memo::new(move |_| store.is_open(at));
    let question = move || {
        if is_open.get() { view! { <Control at=at /> }.into_any() } else { view! { <ClosedAnswer at=at /> }.into_any() }
    };
    // The table stands before the first question that it answers.
    let matrix = (*at.field == lines::REDUNDANCY).then(|| view! { <OptionMatrix at=at /> }.into_any());
    view! {
        {matrix}
        {reactive(move || is_shown.get().then(question))}
    }
    .into_any()
}

/// An answer that cannot be changed here: no chosen item opens it.
#[component]
fn ClosedAnswer(
    /// The place of the answer.
    at: At,
) -> impl IntoView {
    let store = use_draft();
    let text = move || {
        let text = at.field.kind.display(&store.text(at)).into_owned();
        if text.is_empty() { "（なし）".to_owned() } else { text }
    };
    view! {
        <dl class="app-facts" data-state="closed">
            <div>
                <dt>{at.field.label}</dt>
                <dd>{live(text)}</dd>
            </div>
        </dl>
    }
    .into_any()
}
