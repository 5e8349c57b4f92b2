//! 新着情報: what an account is told (C-012 … C-019).

use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect, entity::prelude::*};

/// One line of 新着情報.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "news")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The account that is told.
    pub account_id: String,
    /// The contract, if it is about one.
    pub contract_id: Option<String>,
    /// 日付.
    pub at: i64,
    /// 種別: `nss_core::review::Kind` as a word; of a line about no application, the label itself.
    pub kind: String,
    /// 申込受付番号, if it is about an application.
    pub number: Option<String>,
    /// The sentence.
    #[sea_orm(column_type = "Text")]
    pub text: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// The newest lines of an account.
pub async fn newest(db: &impl ConnectionTrait, account_id: &str, lines: u64) -> Result<Vec<Model>, DbErr> {
    let own = Entity::find().filter(Column::AccountId.eq(account_id));
    own.order_by_desc(Column::At).order_by_desc(Column::Id).limit(lines).all(db).await
}
