//! The import of bills (C-017): a table, whole or not at all.

use std::collections::HashMap;

use nss_core::{
    api::{Instant, bill::BillsImported},
    bill::{
        NEWS_LABEL, news as sentence,
        table::{BillLine, check, unknown_office},
    },
    value::date,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use crate::{
    error::ApiError,
    store::{self, Store, bill, contract, contract_version, millis, news},
};

/// Rows of one statement: SQLite takes no more than 32,766 values.
const CHUNK: usize = 1000;

/// Imports every bill of the table, and tells the applicants of those that are new or corrected; or refuses all with the
/// faults of every line.
pub async fn import(store: &Store, now: Instant, table: &str, staff_id: &str) -> Result<BillsImported, ApiError> {
    let lines = check(table).map_err(ApiError::faulty_table)?;
    let transaction = store::begin(&store.db).await?;
    let contracts = contracts(&transaction, &lines).await?;
    let mut imported = BillsImported::default();
    for lines in lines.chunks(CHUNK) {
        let ids = lines.iter().map(|line| contracts[&line.office].id.as_str());
        let present = bill::of_contracts(&transaction, ids).await?;
        let (mut bills, mut told) = (Vec::new(), Vec::new());
        for BillLine { office, bill: new, .. } in lines {
            let contract = &contracts[office];
            let last = present.get(&(contract.id.clone(), new.month));
            if last.and_then(bill::Model::bill).as_ref() == Some(new) {
                imported.unchanged += 1;
                continue;
            }
            *(if last.is_some() { &mut imported.corrected } else { &mut imported.new }) += 1;
            let row = bill::Model {
                id: store::new_id()?,
                contract_id: contract.id.clone(),
                month: date::write(new.month),
                correction: last.map_or(0, |last| last.correction + 1),
                amount: new.amount.into(),
                tax: new.tax.into(),
                due: date::write(new.due),
                imported_at: millis(now),
                imported_by: staff_id.to_owned(),
            };
            bills.push(row.into_active_model().reset_all());
            let line = news::Model {
                id: store::new_id()?,
                account_id: contract.account_id.clone(),
                contract_id: Some(contract.id.clone()),
                at: millis(now),
                kind: NEWS_LABEL.to_owned(),
                number: None,
                text: sentence(new.month, last.is_some(), now.date_naive()),
            };
            told.push(line.into_active_model().reset_all());
        }
        if !bills.is_empty() {
            bill::Entity::insert_many(bills).exec_without_returning(&transaction).await?;
            news::Entity::insert_many(told).exec_without_returning(&transaction).await?;
        }
    }
    transaction.commit().await?;
    Ok(imported)
}

/// The contracts of the lines by 事業所コード, locked, so that two imports of one bill come one after the other; or the faults
/// of the lines that have none.
async fn contracts(
    transaction: &DatabaseTransaction,
    lines: &[BillLine],
) -> Result<HashMap<String, contract::Model>, ApiError> {
    let mut found = HashMap::new();
    for lines in lines.chunks(CHUNK) {
        let in_use = contract_version::standing().select_only().column(contract_version::Column::ContractId);
        let some = contract::Entity::find()
            .filter(contract::Column::OfficeCode.is_in(lines.iter().map(|line| line.office.as_str())))
            .filter(contract::Column::Id.in_subquery(in_use.into_query()))
            .order_by_asc(contract::Column::OfficeCode)
            .lock_exclusive()
            .all(transaction)
            .await?;
        found.extend(some.into_iter().map(|contract| (contract.office_code.clone(), contract)));
    }
    let unknown: Vec<_> = lines.iter().filter(|line| !found.contains_key(&line.office)).map(unknown_office).collect();
    if unknown.is_empty() { Ok(found) } else { Err(ApiError::faulty_table(unknown)) }
}
