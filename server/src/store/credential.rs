//! The passwords of the ID notice (N-260, N-261).

use sea_orm::{
    ConnectionTrait,
    entity::prelude::*,
    sea_query::{Expr, SimpleExpr},
};

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
    /// The last day on which the password can be read, YYYY-MM-DD (V-20).
    pub readable_until: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// Erases the readable passwords of the rows that match. Returns how many had one.
pub async fn erase(db: &impl ConnectionTrait, condition: SimpleExpr) -> Result<u64, DbErr> {
    let erased = Entity::update_many()
        .col_expr(Column::Encrypted, Expr::value(None::<String>))
        .col_expr(Column::KeyId, Expr::value(None::<String>))
        .filter(Column::Encrypted.is_not_null())
        .filter(condition)
        .exec(db)
        .await?;
    Ok(erased.rows_affected)
}
