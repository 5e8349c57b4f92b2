//! 請求内容参照 (C-011): the monthly bills of the account's offices.

use leptos::prelude::*;
use nss_core::api::bill::OfficeBill;
use nss_core::bill::{month_name, yen};

use crate::api::use_api;
use crate::component::Fetched;
use crate::date_format;

/// The bills.
#[component]
pub fn Bills() -> impl IntoView {
    let api = use_api();
    let bills = LocalResource::new(move || async move { api.bills().await });
    view! { <Fetched resource=bills draw=bill_table /> }.into_any()
}

/// A table of bills, the newest month first.
pub fn bill_table(bills: Vec<OfficeBill>) -> AnyView {
    if bills.is_empty() {
        return super::prose(&["現在、参照できる請求情報はありません。"]);
    }
    let heads = ["請求年月", "請求額", "支払期限"].map(|head| view! { <th scope="col">{head}</th> }.into_any());
    view! {
        <table class="app-table">
            <thead>
                <tr>{heads.collect_view()}</tr>
            </thead>
            <tbody>{bills.into_iter().map(line).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn line(OfficeBill { office, bill, is_corrected, confirmed_at }: OfficeBill) -> AnyView {
    let confirmed = date_format::date(confirmed_at.date_naive());
    let step = if is_corrected { "訂正日" } else { "確定日" };
    view! {
        <tr>
            <th scope="row">
                {format!("{}分", month_name(bill.month))}
                <span class="app-table__note">"事業所コード " <span translate="no">{office}</span></span>
                <span class="app-table__note">{format!("{step} {confirmed}")}</span>
            </th>
            <td>
                <span class="app-amount">{yen(bill.amount)}</span>
                <span class="app-table__note">"うち消費税額 " <span class="app-amount">{yen(bill.tax)}</span></span>
            </td>
            <td>{date_format::date(bill.due)}</td>
        </tr>
    }
    .into_any()
}
