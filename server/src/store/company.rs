//! Companies with a contract: what belongs to a company stands once.

use sea_orm::{DatabaseTransaction, QuerySelect, entity::prelude::*};

/// One company.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "company")]
pub struct Model {
    /// 企業略称.
    #[sea_orm(primary_key, auto_increment = false)]
    pub abbreviation: String,
    /// 企業名.
    pub name: String,
    /// 企業名フリガナ.
    pub kana: String,
    /// The approval of its first contract.
    pub created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// Locks a company until the transaction ends.
pub async fn lock(transaction: &DatabaseTransaction, abbreviation: &str) -> Result<(), DbErr> {
    Entity::find_by_id(abbreviation).lock_exclusive().one(transaction).await.map(drop)
}
