//! The content of a page of a form, or of one row of a list of it.

use leptos::prelude::*;
use nss_core::form::{Page, RowId, Section};

use super::row_page_body::RowPageBody;
use super::section::FormSection;
use super::{ConflictList, ConflictsElsewhere, ErrorSummary};
use crate::component::{Actions, Form, Lead, PageTitle, SubmitButton, anew};
use crate::draft::use_draft;

/// The questions of a page with their heading, their error summary and their buttons.
#[component]
pub fn FormPageBody(
    /// The page.
    page: &'static Page,
    /// The list and the row, for the page of a row.
    #[prop(optional)]
    row: Option<(&'static Section, RowId)>,
    /// The column beside the page.
    #[prop(optional, into)]
    side: Option<ViewFn>,
    /// The label of the submit button.
    next_label: &'static str,
    /// Runs when the button is pressed and nothing on the page blocks.
    #[prop(into)]
    on_next: Callback<()>,
    /// Buttons behind the submit button.
    #[prop(optional, into)]
    more: ViewFn,
) -> impl IntoView {
    let store = use_draft();
    let id = row.map(|(_, id)| id);
    let tries = RwSignal::new(0);
    let title = match row {
        Some((section, id)) => untrack(|| store.row_name(section, Some(id), None)),
        None => page.title.to_owned(),
    };
    let blocking = Memo::new(move |_| store.blocking_faults(page, id));
    let has_error = Signal::derive(move || tries.get() > 0 && blocking.with(|faults| !faults.is_empty()));
    let next = Callback::new(move |()| {
        if store.validate_page(page, id) {
            on_next.run(());
        } else {
            tries.update(|tries| *tries += 1);
        }
    });
    let questions = move || {
        if let Some((section, id)) = row {
            return view! { <RowPageBody section=section id=id /> }.into_any();
        }
        let sections = page.sections.iter().copied();
        sections.map(|section| view! { <FormSection page=page section=section /> }.into_any()).collect_view().into_any()
    };
    let layout = side.is_some().then_some("side");
    let lead = (row.is_none() && !page.lead.is_empty()).then_some(page.lead);
    let body = view! {
        <div class="app-layout" data-layout=layout>
            {side.map(|side| side.run())}
            <main class="app-layout__main" id="main" tabindex="-1">
                <ErrorSummary faults=blocking tries=tries />
                <PageTitle title=title has_error=has_error />
                {lead.map(|text| view! { <Lead>{text}</Lead> }.into_any())}
                <ConflictsElsewhere page=Some(page) />
                <ConflictList page=page row=id />
                <Form on_submit=next>
                    {questions()}
                    <Actions>
                        <SubmitButton label=next_label />
                        {more.run()}
                    </Actions>
                </Form>
            </main>
        </div>
    };
    anew(body.into_any())
}
