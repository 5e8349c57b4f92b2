//! The codes that were given, each once, and the counters of their series.

use nss_core::review::contract::Series;
use sea_orm::{DatabaseTransaction, Set, TryInsertResult, entity::prelude::*};

use super::sequence;

/// One code.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "code")]
pub struct Model {
    /// The word of its series, a slash, the code: `user/1ANAC`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// The contract that has it.
    pub contract_id: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// Gives a code to a contract. Returns whether no contract had it.
pub async fn give(
    transaction: &DatabaseTransaction,
    series: Series,
    code: &str,
    contract_id: &str,
) -> Result<bool, DbErr> {
    let key = format!("{}/{code}", series.code());
    let row = ActiveModel { key: Set(key), contract_id: Set(contract_id.to_owned()) };
    let insert = Entity::insert(row).on_conflict_do_nothing_on([Column::Key]).exec_without_returning(transaction);
    // A conflict is an insert of no row.
    Ok(matches!(insert.await?, TryInsertResult::Inserted(1)))
}

/// Gives the next free code of a series; none if the series is used up. A code that a reviewer chose before is left out.
/// The counter stays locked until the transaction ends, so that codes are given in the order of the approvals.
pub async fn give_next(
    transaction: &DatabaseTransaction,
    series: Series,
    abbreviation: &str,
    contract_id: &str,
) -> Result<Option<String>, DbErr> {
    let counter = sequence::code_name(series, abbreviation);
    loop {
        let nth = sequence::take(transaction, &counter, 1).await?;
        let Some(code) = series.nth(abbreviation, nth.unsigned_abs()) else { return Ok(None) };
        if give(transaction, series, &code, contract_id).await? {
            return Ok(Some(code));
        }
    }
}
