//! `/api/bills`: 請求内容参照 (C-011), and the import of bills by staff.

use std::cmp::Reverse;

use axum::{Json, extract::State};
use nss_core::api::{
    ProblemKind,
    bill::{BillTable, BillsImported, OfficeBill},
};

use crate::{
    bill,
    clock::Clock,
    error::ApiError,
    http::{
        body_slot::BodySlot,
        current_account::CurrentAccount,
        current_staff::Administrator,
        openapi::{ADMINISTRATOR, Guard, JSON_BODY, SESSION, UNSAFE, problems},
        problem::Body,
    },
    store::{self, Store, contract, instant},
};

problems!(ListProblems = SESSION);

/// Returns the bills of the account's contracts, the newest month first.
#[utoipa::path(
    get,
    path = "/api/bills",
    responses((status = 200, description = "The bills", body = Vec<OfficeBill>), ListProblems)
)]
pub async fn list_bills(
    State(store): State<Store>,
    current: CurrentAccount,
) -> Result<Json<Vec<OfficeBill>>, ApiError> {
    let contracts = contract::of_account(&store.read_db, &current.account.id).await?;
    let bills = store::bill::of_contracts(&store.read_db, contracts.keys().map(String::as_str)).await?;
    let line = |row: &store::bill::Model| {
        Some(OfficeBill {
            office: contracts.get(&row.contract_id)?.clone(),
            bill: row.bill()?,
            is_corrected: row.correction > 0,
            confirmed_at: instant(row.imported_at),
        })
    };
    let mut lines: Vec<OfficeBill> = bills.values().filter_map(line).collect();
    lines.sort_by(|a, b| (Reverse(a.bill.month), &a.office).cmp(&(Reverse(b.bill.month), &b.office)));
    Ok(Json(lines))
}

problems!(ImportProblems = UNSAFE, ADMINISTRATOR, JSON_BODY, &[ProblemKind::AnswersFaulty]);

/// Imports a table of bills, whole or not at all. A fault names the line and the column in its path.
#[utoipa::path(
    post,
    path = "/api/staff/bills",
    params(Guard),
    request_body = BillTable,
    responses((status = 200, description = "Every bill is imported", body = BillsImported), ImportProblems)
)]
pub async fn import_bills(
    State(store): State<Store>,
    State(clock): State<Clock>,
    Administrator(staff): Administrator,
    _slot: BodySlot,
    Body(BillTable { table }): Body<BillTable>,
) -> Result<Json<BillsImported>, ApiError> {
    Ok(Json(bill::import(&store, clock.now(), &table, &staff.member.id).await?))
}
