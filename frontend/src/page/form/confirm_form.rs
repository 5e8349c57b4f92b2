//! The content of both confirm pages: all answers to read, and the button that registers them.

use leptos::prelude::*;

use super::{AnswerSummary, ErrorSummary};
use crate::component::{Actions, ErrorNotice, Form, Lead, PageAction, PageTitle, SubmitButton, action_error, anew};
use crate::draft::use_draft;

/// The answers with their faults, and 「申込内容を登録する」.
#[component]
pub fn ConfirmForm(
    /// The heading.
    title: &'static str,
    /// The introduction.
    lead: &'static str,
    /// The column beside the page.
    #[prop(optional, into)]
    side: Option<ViewFn>,
    /// Notices above the answers.
    #[prop(optional, into)]
    notices: ViewFn,
    /// The query of the links to the answers' pages (`?…` or empty).
    #[prop(optional)]
    change_query: &'static str,
    /// The label of the submit button.
    #[prop(default = "申込内容を登録する")]
    submit_label: &'static str,
    /// Registers the answers; an error is the sentence for the applicant. It runs once at a time, and only if nothing
    /// blocks.
    submit: PageAction,
    /// Buttons behind the submit button.
    #[prop(optional, into)]
    more: ViewFn,
) -> impl IntoView {
    let layout = side.is_some().then_some("side");
    let side = side.map(|side| side.run());
    let form = view! {
        <div class="app-layout" data-layout=layout>
            {side}
            <Confirmation
                title=title
                lead=lead
                notices=notices
                change_query=change_query
                submit_label=submit_label
                submit=submit
                more=more
            />
        </div>
    };
    anew(form.into_any())
}

/// The page itself, beside the column.
#[component]
fn Confirmation(
    title: &'static str,
    lead: &'static str,
    notices: ViewFn,
    change_query: &'static str,
    submit_label: &'static str,
    submit: PageAction,
    more: ViewFn,
) -> impl IntoView {
    let store = use_draft();
    store.show_all_faults();
    let tries = RwSignal::new(0);
    let blocking = Memo::new(move |_| {
        store.faults.with(|all| all.iter().filter(|fault| fault.blocks()).cloned().collect::<Vec<_>>())
    });
    let has_error = Signal::derive(move || tries.get() > 0 && blocking.with(|faults| !faults.is_empty()));
    let pending = submit.pending();
    let press = move || {
        if !blocking.with_untracked(Vec::is_empty) {
            tries.update(|tries| *tries += 1);
        } else if !pending.get_untracked() {
            submit.dispatch(());
        }
    };
    view! {
        <main class="app-layout__main" id="main" tabindex="-1">
            <ErrorSummary faults=blocking tries=tries />
            <PageTitle title=title has_error=has_error />
            <Lead>{lead}</Lead>
            {notices.run()}
            <div>
                <AnswerSummary
                    answers=store.draft
                    faults=store.faults
                    change_query=change_query
                    is_open=Callback::new(move |place| untrack(|| store.is_place_open(place)))
                    files_url=store.files_url()
                />
            </div>
            <Form on_submit=press>
                <ErrorNotice message=action_error(submit) />
                <Actions>
                    <SubmitButton label=submit_label pending=pending />
                    {more.run()}
                </Actions>
            </Form>
        </main>
    }
    .into_any()
}
