//! `/settings`: システム設定申込 of the account's contract (N-280 … N-287, C-062).

pub mod confirm;
pub mod done;

use leptos::prelude::*;
use nss_core::api::SettingsDraft;
use nss_core::settings::{FORM, PAGE, reminder};
use nss_core::trade::{TRADES, Trade};

use crate::api::{Api, ApiError, use_api};
use crate::component::{DownloadLink, Loading, Notice, PageLayout, RetryButton};
use crate::date_format;
use crate::draft::open::{OpenDrafts, use_open_drafts};
use crate::draft::use_draft;
use crate::page::apply::part::{ReturnReasons, SaveButtons};
use crate::page::form::FormPageBody;
use crate::state::navigation::use_navigation;

/// The confirm page.
const CONFIRM: &str = "/settings/confirm";
const TOO_EARLY: &str = "システム設定は、利用申込の審査が終了すると申し込むことができます。";

/// The open draft, and the application of its contract.
#[derive(Clone)]
pub struct Opened {
    /// The id of that application.
    pub application: String,
    /// The draft's identity, until when, and the documents that belong to it.
    pub draft: SettingsDraft,
}

/// The form.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! { <Opening page=|opened| view! { <SettingsForm opened=opened /> }.into_any() /> }
}

/// Opens the draft and provides it to a page.
#[component]
fn Opening(page: fn(Opened) -> AnyView) -> impl IntoView {
    let (api, drafts) = (use_api(), use_open_drafts());
    provide_context(drafts.operator_links());
    let opened = LocalResource::new(move || async move { open(api, drafts).await });
    let content = move || {
        opened.get().map(|reply| match (reply, drafts.application.get_untracked()) {
            (Ok(Some(opened)), Some(store)) => {
                provide_context(store);
                untrack(|| page(opened))
            }
            (Err(error), _) => view! {
                <PageLayout title=FORM.title>
                    <Notice variant="error" text=error.message() />
                    <RetryButton on_retry=move || opened.refetch() />
                </PageLayout>
            }
            .into_any(),
            _ => view! {
                <PageLayout title=FORM.title>
                    <p>{TOO_EARLY}</p>
                </PageLayout>
            }
            .into_any(),
        })
    };
    view! { <div><Suspense fallback=|| view! { <Loading /> }>{content}</Suspense></div> }.into_any()
}

/// Begins or finds the draft. None before 登録 of 利用申込.
async fn open(api: Api, drafts: OpenDrafts) -> Result<Option<Opened>, ApiError> {
    let applications = api.menu().await?.applications;
    let Some(of) = applications.into_iter().find(|application| application.kind.makes_contract()) else {
        return Ok(None);
    };
    let draft = api.begin_settings(&of.id).await?;
    if drafts.application_of(&draft.draft).is_none() {
        let returned = match &draft.returned {
            Some(id) => Some(api.returned(id).await?),
            None => None,
        };
        drafts.open(&FORM, &draft.draft, returned, None).await?;
    }
    Ok(Some(Opened { application: of.id, draft }))
}

/// The one page of the form.
#[component]
pub fn SettingsForm(
    /// The open draft.
    opened: Opened,
) -> impl IntoView {
    let (draft, navigation) = (use_draft(), use_navigation());
    let go_on = move || {
        draft.save_soon();
        navigation.go(CONFIRM);
    };
    view! {
        <FormPageBody
            page=&PAGE
            side=move || view! { <Guide opened=opened.clone() /> }.into_any()
            next_label="申込内容確認へ進む"
            on_next=go_on
            more=|| view! { <SaveButtons /> }.into_any()
        />
    }
    .into_any()
}

/// Beside the form: until when, the reminder of 通関士, and the documents to fill in.
#[component]
fn Guide(opened: Opened) -> impl IntoView {
    let Opened { application, draft } = opened;
    let trades: Vec<&Trade> =
        TRADES.iter().filter(|trade| draft.trades.iter().any(|code| code == trade.code)).collect();
    let document = |trade: &&Trade| {
        let href = format!("/api/applications/{application}/settings/{}", trade.code);
        view! { <li><DownloadLink href=href label=format!("システム設定書類（{}）", trade.label) /></li> }.into_any()
    };
    let deadline = draft.deadline.map(|day| {
        let text = format!(
            "{}までに申し込んでください。期日までに行われない場合、お申込はキャンセルとなります。",
            date_format::date(day)
        );
        view! { <p>{text}</p> }.into_any()
    });
    view! {
        <aside class="app-layout__side" aria-label="システム設定の案内">
            <ReturnReasons />
            {deadline}
            {reminder(&trades).map(|text| view! { <p>{text}</p> }.into_any())}
            <p>"業種ごとにシステム設定書類をダウンロードし、記入したファイルを下の欄に添付してください。"</p>
            <ul>{trades.iter().map(document).collect_view()}</ul>
        </aside>
    }
    .into_any()
}
