//! Registered applications (利用申込).

use nss_core::api::Receipt;
use sea_orm::entity::prelude::*;

use super::instant;

/// One application.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application")]
pub struct Model {
    /// Random identity; the number is never an access key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The draft; unique, so that a draft is registered once.
    #[sea_orm(unique)]
    pub draft_id: String,
    /// Its account.
    pub account_id: String,
    /// 申込受付番号.
    #[sea_orm(unique)]
    pub number: String,
    /// `nss_core::api::ApplicationState` as a word.
    pub state: String,
    /// The instant of 登録.
    pub submitted_at: i64,
    /// The submission: wire form in normal form, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// The `Idempotency-Key` of the first try.
    pub idempotency_key: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The reply to 登録, the same for every try.
    pub fn receipt(&self) -> Receipt {
        Receipt { id: self.id.clone(), number: self.number.clone(), submitted_at: instant(self.submitted_at) }
    }
}
