//! Counters of the rate limits, in the store so that all processes count together.

use sea_orm::entity::prelude::*;

/// One counter.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tries")]
pub struct Model {
    /// The limit's name and a keyed hash of the subject.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// Tries in this window.
    pub count: i32,
    /// The end of the window.
    pub ends_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
