//! Counters: one row per series and year, so that receipt numbers have no gap and no twin.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{DatabaseTransaction, Set};

/// One counter.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sequence")]
pub struct Model {
    /// Two-digit year and letter, e.g. `26A`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// The number that was given last.
    pub last: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// The next number of the counter `name`, from 1. The row stays locked until the transaction ends.
pub async fn next(transaction: &DatabaseTransaction, name: String) -> Result<i32, DbErr> {
    let count_on =
        OnConflict::column(Column::Name).value(Column::Last, Expr::col((Entity, Column::Last)).add(1)).to_owned();
    let row = Entity::insert(ActiveModel { name: Set(name), last: Set(1) })
        .on_conflict(count_on)
        .exec_with_returning(transaction)
        .await?;
    Ok(row.last)
}
