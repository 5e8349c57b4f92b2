//! `/menu`: what to do next, 新着情報, and the tabs of the applicant (C-010 … C-020).

pub mod bills;
pub mod contract;
pub mod lines;
pub mod news;
pub mod next_step_notice;
pub mod password_change;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nss_core::api::menu::{Menu, MenuApplication};
use nss_core::api::{ApplicationState, Instant};
use nss_core::review::next_step::next_step;
use nss_core::review::{Actor, Move, life};

use crate::api::use_api;
use crate::component::{Actions, ButtonLink, Fetched, PageLayout, reactive};
use crate::date_format;
use crate::page::not_found::NotFoundPage;
use crate::paths;
use crate::state::session::use_session;
use bills::Bills;
use contract::Contracts;
use lines::{Line, Lines};
use news::News;
pub use next_step_notice::NextStepNotice;
use password_change::PasswordChangeForm;

/// A tab: the last part of its URL, its label, its content.
type Tab = (&'static str, &'static str, fn(Menu) -> AnyView);

/// The tabs (C-011).
const TABS: [Tab; 5] = [
    ("", "申込実施", overview),
    ("applications", "申込内容確認", applications),
    ("contract", "契約内容確認", |_| view! { <Contracts /> }.into_any()),
    ("bills", "請求内容参照", |_| view! { <Bills /> }.into_any()),
    ("password", "パスワード変更", |_| view! { <PasswordChangeForm /> }.into_any()),
];

/// The menu; the URL names the tab.
#[component]
pub fn MenuPage() -> impl IntoView {
    let (api, params) = (use_api(), use_params_map());
    let tab = Memo::new(move |_| params.with(|params| params.get("tab").unwrap_or_default()));
    // A move of the center may have opened the draft again.
    use_session().refresh();
    let menu = LocalResource::new(move || async move { api.menu().await });
    reactive(move || {
        let open = tab.get();
        let Some((path, label, draw)) = TABS.into_iter().find(|(path, ..)| *path == open) else {
            return view! { <NotFoundPage /> }.into_any();
        };
        view! {
            <PageLayout title=label>
                <Tabs open=path />
                <Fetched resource=menu draw=draw />
            </PageLayout>
        }
        .into_any()
    })
}

/// The links to the tabs.
#[component]
pub fn Tabs(
    /// The tab that is shown.
    open: &'static str,
) -> impl IntoView {
    let link = |(path, label, _): Tab| {
        let href = if path.is_empty() { paths::MENU.to_owned() } else { format!("{}/{path}", paths::MENU) };
        view! {
            <li>
                <a href=href aria-current=(path == open).then_some("page")>
                    {label}
                </a>
            </li>
        }
        .into_any()
    };
    view! {
        <nav class="app-tabs" aria-label="メニュー">
            <ul>{TABS.map(link).collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// The next step of each application, then 新着情報. The step behind a システム設定申込 that has ended is its contract's.
pub fn overview(menu: Menu) -> AnyView {
    let Menu { applications, ends_at, news } = menu;
    let next = |application: MenuApplication| {
        let head = format!("【{}】", application.number);
        let is_returned = application.state == ApplicationState::Returned;
        let label = if is_returned { "確認事項を見て修正する" } else { "申込内容を見る" };
        let waits = life::moves(application.kind, application.state, Actor::Applicant)
            .any(|step| step == Move::ApplyForSettings);
        let settings = waits.then(|| {
            view! { <ButtonLink href=paths::SETTINGS label="システム設定を申し込む" variant="primary" /> }.into_any()
        });
        view! {
            <section class="app-section">
                <h2 class="app-section__title">{format!("{head}{}", application.state.label())}</h2>
                <NextStepNotice step=next_step(application.kind, application.state, application.starts_on) />
                <Actions>
                    {settings}
                    <ButtonLink
                        href=paths::application(&application.id)
                        label=label
                        variant=if waits { "" } else { "primary" }
                        aria_label=Signal::stored(format!("{head}{label}"))
                    />
                </Actions>
            </section>
        }
        .into_any()
    };
    let begin = applications.is_empty().then(|| {
        view! {
            <p>"登録した申込はまだありません。"</p>
            <Actions>
                <ButtonLink href="/apply/tasks" label="利用申込の入力を続ける" variant="primary" />
            </Actions>
        }
        .into_any()
    });
    let in_use = |application: &MenuApplication| application.state == ApplicationState::InUse;
    let change = applications.iter().any(in_use).then(|| {
        view! {
            <Actions>
                <ButtonLink href=paths::CHANGE label="契約内容の変更" variant="primary" />
            </Actions>
        }
        .into_any()
    });
    let has_step = |application: &MenuApplication| {
        application.kind.makes_contract() || !life::has_ended(application.kind, application.state)
    };
    view! {
        {begin}
        {change}
        {applications.into_iter().filter(has_step).map(next).collect_view()}
        {ends_at.map(until)}
        <News lines=news />
    }
    .into_any()
}

/// The end of an account whose application is withdrawn or void.
fn until(ends_at: Instant) -> AnyView {
    let text = format!("このログインIDでは、{}まで内容を確認できます。", date_format::date_time_with_year(&ends_at));
    view! { <p>{text}</p> }.into_any()
}

fn applications(menu: Menu) -> AnyView {
    if menu.applications.is_empty() {
        return prose(&["登録した申込はまだありません。"]);
    }
    let line = |application: MenuApplication| Line {
        head: format!("{}　{}", date_format::date_time_with_year(&application.submitted_at), application.kind.label()),
        text: format!("【{}】{}", application.number, application.state.label()),
        details: Some(paths::application(&application.id)),
        id_notice: None,
    };
    view! { <Lines lines=menu.applications.into_iter().map(line).collect() /> }.into_any()
}

fn prose(texts: &'static [&'static str]) -> AnyView {
    let lines = texts.iter().map(|text| view! { <p>{*text}</p> }.into_any()).collect_view();
    view! { <div class="app-prose">{lines}</div> }.into_any()
}
