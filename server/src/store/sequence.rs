//! Counters: one row per series and year, so that receipt numbers have no gap and no twin; and one for each series of
//! codes.

use nss_core::{receipt_number::Series, review::contract};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{DatabaseTransaction, Set};

/// One counter.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sequence")]
pub struct Model {
    /// Two-digit year and letter, e.g. `26A`; of codes their series and, if each company counts, its 企業略称: `user/NAC`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// The number that was assigned last.
    pub last: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// The name of the counter of a series in a year (two digits).
pub fn name(year: u32, series: Series) -> String {
    format!("{year:02}{}", series.letter())
}

/// The name of the counter of a series of codes. The slash parts it from those of receipt numbers.
pub fn code_name(series: contract::Series, abbreviation: &str) -> String {
    format!("{}/{}", series.code(), if series.is_of_company() { abbreviation } else { "" })
}

/// The number that a counter assigned last; 0 before the first.
pub async fn last(db: &impl ConnectionTrait, name: &str) -> Result<u32, DbErr> {
    Ok(Entity::find_by_id(name).one(db).await?.map_or(0, |counter| counter.last.unsigned_abs()))
}

/// Takes `count` numbers from the counter `name`, which begins with 1; returns the last of them. The row stays locked
/// until the transaction ends.
pub async fn take(transaction: &DatabaseTransaction, name: &str, count: i32) -> Result<i32, DbErr> {
    let more = Expr::col((Entity, Column::Last)).add(count);
    let row = Entity::insert(ActiveModel { name: Set(name.to_owned()), last: Set(count) })
        .on_conflict(OnConflict::column(Column::Name).value(Column::Last, more).to_owned())
        .exec_with_returning(transaction)
        .await?;
    Ok(row.last)
}

/// Leaves out the next `count` receipt numbers of every counter, and of those of `year` also if they did not begin yet.
/// Codes are not left out: those of a company are too few.
pub async fn skip(transaction: &DatabaseTransaction, year: u32, count: i32) -> Result<(), DbErr> {
    if count == 0 {
        return Ok(());
    }
    let current = [Series::Application, Series::SystemSettings].map(|series| name(year, series));
    for name in &current {
        take(transaction, name, count).await?;
    }
    let more = Expr::col((Entity, Column::Last)).add(count);
    let others = Entity::update_many().col_expr(Column::Last, more).filter(Column::Name.is_not_in(current));
    let others = others.filter(Column::Name.not_like("%/%"));
    others.exec(transaction).await.map(drop)
}

/// Returns the unused numbers beyond `last`.
pub async fn give_back(transaction: &DatabaseTransaction, name: &str, last: i32) -> Result<(), DbErr> {
    let row = ActiveModel { name: Set(name.to_owned()), last: Set(last) };
    Entity::update(row).exec_without_returning(transaction).await.map(drop)
}
