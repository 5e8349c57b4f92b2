//! Internal notes of the staff on applications (内部メモ). Rows are only added; no applicant sees them.

use sea_orm::{QueryOrder, entity::prelude::*};

/// One note.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "note")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The application.
    pub application_id: String,
    /// The instant.
    pub at: i64,
    /// The member of staff who wrote it.
    pub staff_id: String,
    /// The text.
    #[sea_orm(column_type = "Text")]
    pub text: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// The notes on an application, the oldest first.
pub async fn of_application(db: &impl ConnectionTrait, application_id: &str) -> Result<Vec<Model>, DbErr> {
    let notes = Entity::find().filter(Column::ApplicationId.eq(application_id));
    notes.order_by_asc(Column::At).order_by_asc(Column::Id).all(db).await
}
