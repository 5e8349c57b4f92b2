//! Members of the staff (職員).

use std::collections::BTreeMap;

use nss_core::api::StaffRole;
use sea_orm::{QuerySelect, entity::prelude::*};

/// One member. Rows are never deleted: what a member did names them.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// ログインID in the form of `nss_core::staff::login_id`.
    #[sea_orm(unique)]
    pub login_id: String,
    /// 氏名.
    pub name: String,
    /// `StaffRole` as a word.
    pub role: String,
    /// argon2 hash, PHC text.
    pub password_hash: String,
    /// Whether the password is the one that an administrator handed over.
    pub has_first_password: bool,
    /// The secret of the second factor, base 32, encrypted.
    #[sea_orm(column_type = "Text")]
    pub secret: String,
    /// The name of the key of `secret`.
    pub secret_key_id: String,
    /// Whether a code has confirmed the second factor.
    pub is_confirmed: bool,
    /// The step of the last accepted code; no code of this step or an earlier one is accepted again.
    pub last_step: i64,
    /// The instant of `nss staff add`.
    pub created_at: i64,
    /// The last log-in.
    pub logged_in_at: Option<i64>,
    /// The instant from which the member cannot log in.
    pub disabled_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The role. An unknown word gives the one that may least.
    pub fn role(&self) -> StaffRole {
        StaffRole::from_code(&self.role).unwrap_or(StaffRole::Reviewer)
    }

    /// Whether the member has a password of their own and a second factor.
    pub const fn is_set_up(&self) -> bool {
        !self.has_first_password && self.is_confirmed
    }
}

/// The names of all members by their ids, disabled ones too.
pub async fn names(db: &impl ConnectionTrait) -> Result<BTreeMap<String, String>, DbErr> {
    let members: Vec<(String, String)> =
        Entity::find().select_only().columns([Column::Id, Column::Name]).into_tuple().all(db).await?;
    Ok(members.into_iter().collect())
}
