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

/// Codes that are looked up at a time.
const CHUNK: u32 = 200;

/// Gives a code to a contract. Returns whether no contract had it.
pub async fn give(
    transaction: &DatabaseTransaction,
    series: Series,
    code: &str,
    contract_id: &str,
) -> Result<bool, DbErr> {
    let row = ActiveModel { key: Set(key(series, code)), contract_id: Set(contract_id.to_owned()) };
    let insert = Entity::insert(row).on_conflict_do_nothing_on([Column::Key]).exec_without_returning(transaction);
    // A conflict is an insert of no row.
    Ok(matches!(insert.await?, TryInsertResult::Inserted(1)))
}

/// The next free codes of a series whose counter stands at `last`: at most `count`. Nothing is given.
pub async fn next_free(
    db: &impl ConnectionTrait,
    series: Series,
    abbreviation: &str,
    mut last: u32,
    count: usize,
) -> Result<Vec<String>, DbErr> {
    let mut free = Vec::new();
    while free.len() < count {
        let tried = last + 1..=last + CHUNK;
        last += CHUNK;
        let codes: Vec<String> = tried.map_while(|nth| series.nth(abbreviation, nth)).collect();
        if codes.is_empty() {
            break;
        }
        let keys = codes.iter().map(|code| key(series, code));
        let given: Vec<Model> = Entity::find().filter(Column::Key.is_in(keys)).all(db).await?;
        free.extend(codes.into_iter().filter(|code| given.iter().all(|row| row.key != key(series, code))));
    }
    free.truncate(count);
    Ok(free)
}

fn key(series: Series, code: &str) -> String {
    format!("{}/{code}", series.code())
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
