//! Bills of contracts (C-017). None is ever changed: a correction is a row of its own, and the last one counts.

use std::collections::HashMap;

use chrono::NaiveDate;
use nss_core::{bill::Bill, value::date};
use sea_orm::{ConnectionTrait, QueryOrder, entity::prelude::*};

/// One bill.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bill")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The contract.
    pub contract_id: String,
    /// 請求年月: its first day, YYYY-MM-DD.
    pub month: String,
    /// 0 for the first bill of the month; counts its corrections.
    pub correction: i32,
    /// 請求額 in yen.
    pub amount: i64,
    /// 消費税額 in yen.
    pub tax: i64,
    /// 支払期限, YYYY-MM-DD.
    pub due: String,
    /// The instant of its import.
    pub imported_at: i64,
    /// The member of staff who imported it.
    pub imported_by: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The bill; none if the row is not ours.
    pub fn bill(&self) -> Option<Bill> {
        Some(Bill {
            month: date::parse(&self.month)?,
            amount: u32::try_from(self.amount).ok()?,
            tax: u32::try_from(self.tax).ok()?,
            due: date::parse(&self.due)?,
        })
    }
}

/// The bills of contracts that count, by contract and month.
pub async fn of_contracts(
    db: &impl ConnectionTrait,
    contracts: impl IntoIterator<Item = &str>,
) -> Result<HashMap<(String, NaiveDate), Model>, DbErr> {
    let rows =
        Entity::find().filter(Column::ContractId.is_in(contracts)).order_by_asc(Column::Correction).all(db).await?;
    let by_month = rows.into_iter().filter_map(|row| Some(((row.contract_id.clone(), date::parse(&row.month)?), row)));
    Ok(by_month.collect())
}
