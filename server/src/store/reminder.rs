//! The reminders of deadlines that were queued: the row is the proof that a mail went once.

use sea_orm::{DatabaseTransaction, IntoActiveModel, TryInsertResult, entity::prelude::*};

/// One reminder.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminder")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The application.
    pub application_id: String,
    /// The deadline, YYYY-MM-DD; unique for each application.
    pub deadline: String,
    /// The instant at which its mails were queued.
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// Writes a reminder. Returns whether it is the first one of that deadline.
pub async fn begin(transaction: &DatabaseTransaction, reminder: Model) -> Result<bool, DbErr> {
    let insert = Entity::insert(reminder.into_active_model().reset_all())
        .on_conflict_do_nothing_on([Column::ApplicationId, Column::Deadline])
        .exec_without_returning(transaction)
        .await?;
    // A conflict is an insert of no row.
    Ok(matches!(insert, TryInsertResult::Inserted(1)))
}
