//! Sessions of the staff, found by the hash of the cookie's token. A table of their own: no session of an applicant is
//! ever found here.

use sea_orm::{ConnectionTrait, JoinType, QuerySelect, entity::prelude::*};

use super::staff;

/// One session.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_session")]
pub struct Model {
    /// SHA-256 of the token, hexadecimal: the store does not hold a token that opens a session.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    /// The member.
    pub staff_id: String,
    /// The log-in.
    pub created_at: i64,
    /// The last activity, to the half minute.
    pub seen_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// The session with that hash, and its member.
pub async fn with_member(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<(Model, staff::Model)>, DbErr> {
    let member = Entity::belongs_to(staff::Entity).from(Column::StaffId).to(staff::Column::Id);
    let session = Entity::find_by_id(token_hash).join(JoinType::InnerJoin, member.into());
    let found = session.select_also(staff::Entity).one(db).await?;
    Ok(found.and_then(|(session, member)| Some((session, member?))))
}
