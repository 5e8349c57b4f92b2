//! Contracts of offices. What was agreed stands in their versions.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, QueryOrder, entity::prelude::*};

/// One contract.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// 事業所コード.
    #[sea_orm(unique)]
    pub office_code: String,
    /// 企業略称.
    pub abbreviation: String,
    /// The account that applied for it.
    pub account_id: String,
    /// The approval of its first version.
    pub created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// The contracts of the other offices of a company, by 事業所コード.
pub fn others_of_company(own: &Model) -> Select<Entity> {
    let others = Entity::find().filter(Column::Abbreviation.eq(&own.abbreviation)).filter(Column::Id.ne(&own.id));
    others.order_by_asc(Column::OfficeCode)
}

/// 事業所コード of the contracts of an account, by the contract's identity.
pub async fn of_account(db: &impl ConnectionTrait, account_id: &str) -> Result<HashMap<String, String>, DbErr> {
    let contracts = Entity::find().filter(Column::AccountId.eq(account_id)).all(db).await?;
    Ok(contracts.into_iter().map(|contract| (contract.id, contract.office_code)).collect())
}
