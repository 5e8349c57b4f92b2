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
    /// The draft that was registered: unique, so that a draft is registered once.
    #[sea_orm(unique)]
    pub draft_id: String,
    /// Whose it is.
    pub account_id: String,
    /// 申込受付番号.
    #[sea_orm(unique)]
    pub number: String,
    /// `nss_core::api::ApplicationState` as a word.
    pub state: String,
    /// When 登録 happened.
    pub submitted_at: i64,
    /// The submission: wire form in normal form, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// The page's name of the try that came first; the same name gets the same answer again.
    pub idempotency_key: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What 登録 is answered with, the first time and each time after it.
    pub fn receipt(&self) -> Receipt {
        Receipt { id: self.id.clone(), number: self.number.clone(), submitted_at: instant(self.submitted_at) }
    }
}
