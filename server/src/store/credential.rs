//! The passwords of the ID notice (N-260, N-261).

use sea_orm::entity::prelude::*;

/// The kinds of a credential.
pub mod kind {
    /// 事業所パスワード: opens NSS from 利用開始日 on (N-265).
    pub const OFFICE: &str = "office";
    /// 利用者パスワード: opens NACCS, never NSS (N-265).
    pub const USER: &str = "user";
}

/// One password.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credential")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The contract that has it.
    pub contract_id: String,
    /// One of [`kind`].
    pub kind: String,
    /// 事業所コード, or 利用者コード and 識別番号 joined (`1ANACA01`).
    pub code: String,
    /// argon2 hash, PHC text; only of the office's.
    pub hash: Option<String>,
    /// The password, encrypted; erased when its window closes (V-20).
    #[sea_orm(column_type = "Text", nullable)]
    pub encrypted: Option<String>,
    /// The name of the key that encrypted it.
    pub key_id: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
