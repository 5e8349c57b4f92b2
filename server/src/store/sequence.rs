//! Counters: one row per series and year, so that receipt numbers have no gap and no twin.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict};
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

/// The number that the counter `name` gave last, 0 at first. The row stays locked until the transaction ends.
pub async fn hold(transaction: &DatabaseTransaction, name: &str) -> Result<i32, DbErr> {
    let unchanged = OnConflict::column(Column::Name).value(Column::Last, Expr::col((Entity, Column::Last))).to_owned();
    let row = Entity::insert(ActiveModel { name: Set(name.to_owned()), last: Set(0) })
        .on_conflict(unchanged)
        .exec_with_returning(transaction)
        .await?;
    Ok(row.last)
}

/// Notes the number that was given last from a counter that is held.
pub async fn advance(transaction: &DatabaseTransaction, name: &str, last: i32) -> Result<(), DbErr> {
    let row = ActiveModel { name: Set(name.to_owned()), last: Set(last) };
    Entity::update(row).exec_without_returning(transaction).await.map(drop)
}
