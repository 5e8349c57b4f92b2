//! The readings of passwords of the ID notice: who, when, which.

use sea_orm::entity::prelude::*;

/// One reading.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credential_reading")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The contract.
    pub contract_id: String,
    /// The account that read.
    pub account_id: String,
    /// The instant.
    pub at: i64,
    /// The codes whose passwords were read, joined by one space.
    #[sea_orm(column_type = "Text")]
    pub codes: String,
}

impl ActiveModelBehavior for ActiveModel {}
