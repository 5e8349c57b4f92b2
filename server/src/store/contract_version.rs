//! The versions of a contract. None is ever changed: the one in force is found by the day.

use chrono::NaiveDate;
use nss_core::value::date;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect, QueryTrait, entity::prelude::*};

use super::{application, contract};

/// One version.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_version")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The contract.
    pub contract_id: String,
    /// The first day on which it is in force, YYYY-MM-DD.
    pub effective_on: String,
    /// 申込受付番号 of the application that it came from.
    pub number: String,
    /// The reviewer who approved it.
    pub approved_by: String,
    /// The instant of the approval.
    pub approved_at: i64,
    /// The submission with the center's answers: wire form, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// The version of a contract that is in force on a day: of several with one first day, the one that was approved last.
/// None before the first.
pub async fn in_force(db: &impl ConnectionTrait, contract_id: &str, day: NaiveDate) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.eq(contract_id))
        .filter(Column::EffectiveOn.lte(date::write(day)))
        .order_by_desc(Column::EffectiveOn)
        .order_by_desc(Column::ApprovedAt)
        .order_by_desc(Column::Id)
        .one(db)
        .await
}

/// The version that the approval of an application made.
pub async fn of_application(
    db: &impl ConnectionTrait,
    application: &application::Model,
) -> Result<Option<Model>, DbErr> {
    let own = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(contract::Column::AccountId.eq(&application.account_id));
    let of_contract = Entity::find().filter(Column::ContractId.in_subquery(own.into_query()));
    of_contract.filter(Column::Number.eq(&application.number)).one(db).await
}
