//! `/applications/{id}`: the registered answers, their number and their state.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nss_core::api::Application;
use nss_core::application::FORM;
use nss_core::form::Submission;

use crate::api::{ApiError, use_api};
use crate::component::{Fetched, Notice, PageLayout};
use crate::date_format;
use crate::page::form::AnswerSummary;

/// An application of the account.
#[component]
pub fn ApplicationPage() -> impl IntoView {
    let (api, params) = (use_api(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let application = LocalResource::new(move || {
        let id = id.get();
        async move { api.application(&id).await }
    });
    view! {
        <PageLayout title="申込内容 参照">
            <Fetched resource=application draw=|application| view! { <Registered application=application /> }.into_any() />
        </PageLayout>
    }
    .into_any()
}

#[component]
fn Registered(application: Application) -> impl IntoView {
    let answers = match Submission::stored(&FORM, &application.submission) {
        Ok(submission) => view! {
            <AnswerSummary
                answers=submission.answers().clone()
                files_url=format!("/api/applications/{}/files", application.id)
            />
        }
        .into_any(),
        Err(_) => view! { <Notice variant="error" text=ApiError::Unreadable.message() /> }.into_any(),
    };
    // The number is a code: no translation changes it.
    let facts = [
        ("申込受付番号", application.number, Some("no")),
        ("状況", application.state.label().to_owned(), None),
        ("申込日時", date_format::date_time_with_year(&application.submitted_at), None),
    ];
    let fact = |(name, text, translate)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd translate=translate>{text}</dd>
            </div>
        }
        .into_any()
    };
    view! {
        <dl class="app-facts">{facts.map(fact).collect_view()}</dl>
        {answers}
    }
    .into_any()
}
