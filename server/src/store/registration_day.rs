//! システム登録日 (N-070): the days that a 利用開始日 can be. An empty table limits nothing.

use chrono::NaiveDate;
use nss_core::value::date;
use sea_orm::{DatabaseTransaction, QueryOrder, Set, entity::prelude::*};

/// Rows of one statement: SQLite takes no more than 32,766 values.
const CHUNK: usize = 1000;

/// One day.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registration_day")]
pub struct Model {
    /// YYYY-MM-DD.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// Every day, ascending.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<NaiveDate>, DbErr> {
    let rows = Entity::find().order_by_asc(Column::Day).all(db).await?;
    Ok(rows.iter().filter_map(|row| date::parse(&row.day)).collect())
}

/// Replaces the table.
pub async fn replace(transaction: &DatabaseTransaction, days: &[NaiveDate]) -> Result<(), DbErr> {
    Entity::delete_many().exec(transaction).await?;
    for some in days.chunks(CHUNK) {
        let rows = some.iter().map(|day| ActiveModel { day: Set(date::write(*day)) });
        Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}
