//! Sessions, found by the hash of the cookie's token.

use sea_orm::{ConnectionTrait, JoinType, QuerySelect, entity::prelude::*};

use super::account;

/// One session.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of the token, hexadecimal: the store does not hold a token that opens a session.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    /// The account.
    pub account_id: String,
    /// The login.
    pub created_at: i64,
    /// The last activity, to the half minute.
    pub seen_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// The session with that hash, and its account.
pub async fn with_account(
    db: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<(Model, account::Model)>, DbErr> {
    let account = Entity::belongs_to(account::Entity).from(Column::AccountId).to(account::Column::Id);
    let session = Entity::find_by_id(token_hash).join(JoinType::InnerJoin, account.into());
    let found = session.select_also(account::Entity).one(db).await?;
    Ok(found.and_then(|(session, account)| Some((session, account?))))
}
