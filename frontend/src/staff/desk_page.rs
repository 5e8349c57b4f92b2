//! `/staff/applications/{id}`: one application on the desk.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nss_core::api::desk::DeskApplication;
use nss_core::form::{FaultWire, Submission, Wire};
use nss_core::review::form_of;

use super::desk::approval_form::Approval;
use super::desk::changes::{Changes, ContractChanges};
use super::desk::facts::Facts;
use super::desk::history::History;
use super::desk::moves::Moves;
use super::desk::notes::Notes;
use super::desk::reissue::Reissue;
use super::desk::{Desk, pin_button, use_desk};
use crate::api::{ApiError, use_api};
use crate::component::{DownloadLink, Fetched, Notice, PageLayout, reactive};
use crate::page::form::AnswerSummary;

/// The application of the URL.
#[component]
pub fn DeskPage() -> impl IntoView {
    let (api, params) = (use_api(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let application = LocalResource::new(move || {
        let id = id.get();
        async move { api.desk_application(&id).await }
    });
    view! {
        <PageLayout title="申込の審査">
            <Fetched resource=application draw=|application| view! { <OnDesk application/> }.into_any()/>
        </PageLayout>
    }
    .into_any()
}

/// Facts and warnings first, then the document with the moves beside it, the approval, notes and history.
#[component]
fn OnDesk(
    /// The application as it was fetched.
    application: DeskApplication,
) -> impl IntoView {
    let desk = Desk::open(use_api(), application);
    provide_context(desk);
    view! {
        <Facts/>
        <div class="app-desk">
            <div class="app-desk__document">
                {reactive(warnings)}
                <ContractChanges/>
                <Changes/>
                <Answers/>
            </div>
            <Moves/>
            <div class="app-desk__document">
                <Approval/>
                <Reissue/>
                <Notes/>
                <History/>
            </div>
        </div>
    }
    .into_any()
}

/// The warnings of the document today, each a link to its answer.
fn warnings() -> Option<AnyView> {
    let faults = use_desk().application().with(|application| application.faults.clone());
    let line = |fault: FaultWire| view! { <li><a href=format!("#{}", fault.path)>{fault.message}</a></li> }.into_any();
    (!faults.is_empty()).then(|| {
        view! {
            <Notice variant="warning" text=format!("注意が必要な項目が{}件あります", faults.len())>
                <ul>{faults.into_iter().map(line).collect_view()}</ul>
            </Notice>
        }
        .into_any()
    })
}

/// The document as it is stored, with a button beside each answer that pins a reason to it.
#[component]
fn Answers() -> impl IntoView {
    let desk = use_desk();
    let files_url = format!("/api/staff/applications/{}/files", desk.id());
    let form = format!("/api/staff/applications/{}/application-form.pdf", desk.id());
    // The document alone: a note redraws no answers.
    let document = Memo::new(move |_| desk.application().with(|application| application.document.clone()));
    let read = |document: &Wire| form_of(document).and_then(|form| Submission::stored(form, document).ok());
    reactive(move || match document.with(read) {
        Some(submission) => view! {
            <AnswerSummary answers=submission.answers().clone() files_url=files_url.clone() beside=pin_button(desk)/>
            <p class="app-desk__files">
                <DownloadLink href=format!("{files_url}.zip") label="添付ファイルをまとめて保存する（ZIP）"/>
            </p>
            <p class="app-desk__files">
                <DownloadLink href=form.clone() label="申込書を出力する（PDF）"/>
            </p>
        }
        .into_any(),
        None => view! { <Notice variant="error" text=ApiError::Unreadable.message()/> }.into_any(),
    })
}
