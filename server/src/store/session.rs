//! Sessions, found by the hash of what the cookie holds.

use sea_orm::entity::prelude::*;

/// One session.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of the token, hexadecimal: who reads the store cannot log in with it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    /// Who logged in.
    pub account_id: String,
    /// When.
    pub created_at: i64,
    /// When something was last done.
    pub seen_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
