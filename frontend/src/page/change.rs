//! `/change/…`: 変更申込 of the account's contract (C-020 … C-100).

pub mod confirm;
pub mod done;
pub mod guidance;

use leptos::prelude::*;
use nss_core::api::change::ChangeDraft;
use nss_core::change_application::opening::{is_answer_open, is_list_open, is_page_open};
use nss_core::change_application::{FORM, check};
use nss_core::form::Draft;

use crate::api::{Api, ApiError, use_api};
use crate::component::{Loading, Notice, PageLayout, RetryButton};
use crate::draft::base::Base;
use crate::draft::open::{OpenDrafts, use_open_drafts};

const NO_CONTRACT: &str = "契約内容の変更は、利用開始日から申し込むことができます。";

/// 事業所コード of the other offices of the company.
#[derive(Clone)]
pub struct Offices(pub Vec<String>);

/// A page that needs the open draft of 変更申込, within the guard of the account.
pub fn with_change(page: fn() -> AnyView) -> AnyView {
    view! { <ChangeGuard page /> }.into_any()
}

/// Opens the draft and provides it to the page.
#[component]
fn ChangeGuard(
    /// The guarded page.
    page: fn() -> AnyView,
) -> impl IntoView {
    let (api, drafts) = (use_api(), use_open_drafts());
    provide_context(drafts.operator_links());
    let opened = LocalResource::new(move || async move { open(api, drafts).await });
    let content = move || {
        opened.get().map(|reply| match (reply, drafts.application.get_untracked()) {
            (Ok(Some(begun)), Some(store)) => {
                provide_context(store);
                provide_context(Offices(begun.offices));
                untrack(page)
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
                    <p>{NO_CONTRACT}</p>
                </PageLayout>
            }
            .into_any(),
        })
    };
    view! { <div><Suspense fallback=|| view! { <Loading /> }>{content}</Suspense></div> }.into_any()
}

/// Begins or finds the draft of the account's contract; none without a contract. A draft that was put on another document is opened
/// anew: it is merged with what this browser keeps.
pub async fn open(api: Api, drafts: OpenDrafts) -> Result<Option<ChangeDraft>, ApiError> {
    let Some(contract) = api.contracts().await?.into_iter().next() else { return Ok(None) };
    let begun = api.begin_change(&contract.id).await?;
    let document = Draft::from_wire(&FORM, &begun.base).map_err(|_| ApiError::Unreadable)?;
    let is_known = drafts.application_of(&begun.draft).is_some_and(|store| store.grew_from(&document));
    if !is_known {
        if let Some(store) = drafts.application_of(&begun.draft) {
            store.save_all().await;
        }
        let returned = match &begun.returned {
            Some(id) => Some(api.returned(id).await?),
            None => None,
        };
        drafts.open(&FORM, &begun.draft, returned, Some(base(document))).await?;
    }
    Ok(Some(begun))
}

/// The document of a contract with core's functions for a change of it.
pub fn base(document: Draft) -> Base {
    Base { document, check, is_answer_open, is_list_open, is_page_open }
}
