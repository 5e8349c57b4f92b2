//! `/menu/applications/{id}`: a registered application, its days, its history and its answers (C-101 … C-107).

pub mod answers;
pub mod facts;
pub mod history;
pub mod papers;
pub mod timeline;
pub mod withdrawal;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nss_core::api::{Application, ApplicationState};
use nss_core::form::wire::place_in;
use nss_core::form::{Draft, Place, Submission};
use nss_core::review::contract::day;
use nss_core::review::next_step::next_step;
use nss_core::review::reason::{PinnedReason, pinned};
use nss_core::review::{Actor, Kind, Move, form_of, life};

use crate::api::{ApiError, use_api};
use crate::component::{Actions, ButtonLink, ChangeTable, Fetched, Notice, PageLayout};
use crate::page::form::AnswerSummary;
use crate::page::menu::NextStepNotice;
use crate::paths;
use crate::state::session::use_session;
use answers::answers;
use facts::facts;
use history::history;
use papers::{Papers, package_guide};
use timeline::timeline;
use withdrawal::WithdrawalForm;

/// An application of the account.
#[component]
pub fn ApplicationPage() -> impl IntoView {
    let (api, params) = (use_api(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    // A return opens the draft again: the links into the form need a session that knows it.
    use_session().refresh();
    let application = LocalResource::new(move || {
        let id = id.get();
        async move { api.application(&id).await }
    });
    view! {
        <PageLayout title="申込内容 参照">
            <nav class="app-breadcrumb" aria-label="現在の位置">
                <a href="/menu/applications">"申込情報一覧"</a>
                " ＞ 利用申込詳細"
            </nav>
            <Fetched
                resource=application
                draw=|application| view! { <Registered application=application /> }.into_any()
            />
        </PageLayout>
    }
    .into_any()
}

/// The content of the page.
#[component]
pub fn Registered(
    /// The application.
    application: Application,
) -> impl IntoView {
    let document = application.contract.as_ref().unwrap_or(&application.submission);
    let Some(document) = form_of(document).and_then(|form| Submission::stored(form, document).ok()) else {
        return view! { <Notice variant="error" text=ApiError::Unreadable.message() /> }.into_any();
    };
    let document = document.answers().clone();
    let starts_on = day(&document, &nss_core::application::start::CONFIRMED_DATE);
    let step = next_step(application.kind, application.state, starts_on);
    let papers =
        (application.kind != Kind::Settings).then(|| view! { <Papers application=application.clone() /> }.into_any());
    let guide = application.contract.is_some().then(|| package_guide(&document)).flatten();
    let can_withdraw =
        life::moves(application.kind, application.state, Actor::Applicant).any(|step| step == Move::Withdraw);
    let changes = (!application.changes.is_empty()).then(|| {
        view! {
            <section class="app-section">
                <h2 class="app-section__title">"変更内容"</h2>
                <ChangeTable label="変更内容" heads=["変更前", "変更後"] changes=application.changes.clone() />
            </section>
        }
        .into_any()
    });
    let content = if application.kind == Kind::Settings {
        let files_url = format!("/api/applications/{}/files", application.id);
        view! { <AnswerSummary answers=document.clone() files_url=files_url /> }.into_any()
    } else {
        view! {
            {application.kind.makes_contract().then(|| timeline(&document, application.submitted_at.date_naive()))}
            {answers("申込内容", &document, &application.id)}
        }
        .into_any()
    };
    let last = application.history.last().filter(|_| application.state == ApplicationState::Returned);
    let reasons = last.map(|event| pinned(&event.reasons, &document));
    view! {
        <NextStepNotice step=step />
        {reasons.map(|reasons| view! { <Reasons reasons=reasons sent=document.clone() /> }.into_any())}
        {facts(&application, &document)}
        {changes}
        {papers}
        {guide}
        {content}
        {history(application.history.clone(), &document)}
        {can_withdraw.then(|| view! { <WithdrawalForm application=application /> }.into_any())}
    }
    .into_any()
}

/// The reasons of a return, each as a link to its place in the form, and the way to the first one (C-016).
#[component]
fn Reasons(reasons: Vec<PinnedReason>, sent: Draft) -> impl IntoView {
    let (form, is_settings) = (sent.form(), *sent.form() == nss_core::settings::FORM);
    let href = |place: Place| paths::place(form, &place, "");
    let tasks = if is_settings { paths::SETTINGS.to_owned() } else { paths::of_form(form, "tasks") };
    let first = reasons.iter().find_map(|reason| place_in(&sent, &reason.path));
    let first = first.map_or_else(|| tasks.clone(), href);
    let line = |PinnedReason { path, name, text }: &PinnedReason| {
        let name = name.clone();
        let name = match place_in(&sent, path) {
            Some(place) => view! { <a href=href(place)>{name}</a> }.into_any(),
            None => name.into_any(),
        };
        view! { <li>{name} "：" {text.clone()}</li> }.into_any()
    };
    view! {
        <section class="app-section">
            <h2 class="app-section__title">{format!("確認事項（{}件）", reasons.len())}</h2>
            <ul>{reasons.iter().map(line).collect_view()}</ul>
            <Actions>
                <ButtonLink href=first label="申込内容を修正する" variant="primary" />
                {(!is_settings).then(|| view! { <ButtonLink href=tasks label="修正の状況を見る" /> }.into_any())}
            </Actions>
        </section>
    }
    .into_any()
}
