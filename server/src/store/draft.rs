//! Drafts: raw text, saved as it is typed.

use sea_orm::entity::prelude::*;

/// One draft.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draft")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Whose it is.
    pub account_id: String,
    /// Wire form, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// Counts the saves from 1.
    pub revision: i32,
    /// When it was saved last.
    pub saved_at: i64,
    /// Since when it takes no more changes.
    pub locked_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
