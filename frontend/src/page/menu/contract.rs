//! 契約内容確認 (C-011): what is in force on a day, and every version of the contract. Contract and day stand in the URL: a reload
//! and Back keep them.

pub mod day_form;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use nss_core::api::contract::{ContractOn, OfficeContract, Version, VersionInForce};
use nss_core::application::FORM;
use nss_core::form::Submission;
use nss_core::value::date;

use crate::api::{ApiError, use_api};
use crate::component::{Fetched, Notice, reactive};
use crate::date_format;
use crate::page::application::answers::answers;
use crate::paths;
use day_form::{DayForm, chosen_day};

/// The contracts of the account.
#[component]
pub fn Contracts() -> impl IntoView {
    let api = use_api();
    let contracts = LocalResource::new(move || async move { api.contracts().await });
    view! { <Fetched resource=contracts draw=contracts_or_hint /> }.into_any()
}

fn contracts_or_hint(contracts: Vec<OfficeContract>) -> AnyView {
    if contracts.is_empty() {
        return super::prose(&["契約内容は、利用申込の審査が終了すると、ここから確認できます。"]);
    }
    view! { <Chosen contracts=contracts /> }.into_any()
}

/// The contract and the day that the URL names; without them the first contract, and today.
#[component]
fn Chosen(
    /// The contracts of the account, at least one.
    contracts: Vec<OfficeContract>,
) -> impl IntoView {
    let (api, query) = (use_api(), use_query_map());
    let parameter = move |name: &str| query.with(|query| query.get_str(name).unwrap_or_default().to_owned());
    let offices = contracts.iter().map(|contract| (contract.id.clone(), contract.office.clone())).collect();
    let contract = Memo::new(move |_| {
        let id = parameter("contract");
        contracts.iter().find(|contract| contract.id == id).or(contracts.first()).cloned()
    });
    let id = Memo::new(move |_| contract.with(|contract| contract.as_ref().map(|contract| contract.id.clone())));
    let typed = Memo::new(move |_| parameter("on"));
    let today = api.clock().now_untracked().date_naive();
    let day = Memo::new(move |_| typed.with(|typed| chosen_day(typed, today)));
    let found = LocalResource::new(move || {
        let wanted = id.get().zip(day.get().ok());
        async move {
            let Some((id, day)) = wanted else { return Ok(None) };
            api.contract(&id, day).await.map(Some)
        }
    });
    view! {
        <DayForm offices=offices id=id typed=typed day=day />
        <Fetched resource=found draw=in_force />
        {reactive(move || contract.get().map(|contract| history(&contract)))}
    }
    .into_any()
}

/// The version in force; nothing without a day.
pub fn in_force(found: Option<ContractOn>) -> AnyView {
    let Some(ContractOn { on, in_force }) = found else { return ().into_any() };
    let day = date_format::date(on);
    let Some(VersionInForce { version, document }) = in_force else {
        return view! { <Notice variant="info" text=format!("{day}に適用される契約はありません。") /> }.into_any();
    };
    let Ok(document) = Submission::stored(&FORM, &document) else {
        return view! { <Notice variant="error" text=ApiError::Unreadable.message() /> }.into_any();
    };
    let words = format!("{day}の契約内容です（申込受付番号 {}、", version.number);
    let words = format!("{words}{}から適用）。", date_format::date(version.effective_on));
    view! {
        <p>{words}</p>
        {answers("契約内容", document.answers(), &version.application)}
    }
    .into_any()
}

/// Every version, the newest first, each with the way to what it says.
pub fn history(contract: &OfficeContract) -> AnyView {
    let line = |Version { effective_on, number, application }: &Version| {
        let day = date_format::date(*effective_on);
        view! {
            <li>
                <a href=on(&contract.id, *effective_on)>{format!("{day}からの契約内容")}</a>
                "　"
                <a href=paths::application(application)>{format!("【{number}】の申込内容")}</a>
            </li>
        }
        .into_any()
    };
    view! {
        <section class="app-section">
            <h2 class="app-section__title">"契約の履歴"</h2>
            <ul class="app-history">{contract.versions.iter().map(line).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// The URL of a contract on a day.
fn on(contract: &str, day: NaiveDate) -> String {
    format!("{}?contract={contract}&on={}", paths::CONTRACT, date::write(day))
}
