//! The last look of each member of staff at each application: what changed since is news to them.

use std::collections::BTreeMap;

use sea_orm::{Set, entity::prelude::*, sea_query::OnConflict};

/// One look.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "look")]
pub struct Model {
    /// The member.
    #[sea_orm(primary_key, auto_increment = false)]
    pub staff_id: String,
    /// The application.
    #[sea_orm(primary_key, auto_increment = false)]
    pub application_id: String,
    /// The revision that was seen.
    pub revision: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// Remembers that a member has seen this revision.
pub async fn mark(db: &impl ConnectionTrait, staff_id: &str, application_id: &str, revision: i32) -> Result<(), DbErr> {
    let row = ActiveModel {
        staff_id: Set(staff_id.to_owned()),
        application_id: Set(application_id.to_owned()),
        revision: Set(revision),
    };
    let seen = OnConflict::columns([Column::StaffId, Column::ApplicationId]).update_column(Column::Revision).to_owned();
    Entity::insert(row).on_conflict(seen).exec_without_returning(db).await.map(drop)
}

/// The revisions that a member saw last, by application.
pub async fn of_member(
    db: &impl ConnectionTrait,
    staff_id: &str,
    applications: impl IntoIterator<Item = &str>,
) -> Result<BTreeMap<String, i32>, DbErr> {
    let looks = Entity::find()
        .filter(Column::StaffId.eq(staff_id))
        .filter(Column::ApplicationId.is_in(applications))
        .all(db)
        .await?;
    Ok(looks.into_iter().map(|look| (look.application_id, look.revision)).collect())
}
