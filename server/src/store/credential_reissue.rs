//! The requests for new passwords of the ID notice (パスワード再発行, N-269), and their answers.

use sea_orm::{ConnectionTrait, entity::prelude::*};

/// One request; a row that staff wrote unasked has been answered at once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credential_reissue")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The contract.
    pub contract_id: String,
    /// The application of the notice.
    pub application_id: String,
    /// The request.
    pub requested_at: i64,
    /// The answer: new passwords.
    pub issued_at: Option<i64>,
    /// The member of the staff who answered.
    pub issued_by: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The request of a contract that waits for its answer.
pub async fn open(db: &impl ConnectionTrait, contract_id: &str) -> Result<Option<Model>, DbErr> {
    let open = Entity::find().filter(Column::ContractId.eq(contract_id)).filter(Column::IssuedAt.is_null());
    open.one(db).await
}
