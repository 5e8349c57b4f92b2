//! A password that was mailed stands beside one that staff gave: neither replaces the other before it is used.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string_null;

pub(super) struct MailedPasswords;

impl MigrationName for MailedPasswords {
    fn name(&self) -> &'static str {
        "0017_mailed_passwords"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for MailedPasswords {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = string_null("mailed_hash");
        manager.alter_table(Table::alter().table("account").add_column(column).to_owned()).await?;
        // Staff give passwords to offices in use only; all others went by mail.
        let moved = Query::update()
            .table("account")
            .value("mailed_hash", Expr::col("reissued_hash"))
            .value("reissued_hash", Expr::value(None::<String>))
            .and_where(Expr::col("state").ne("in-use"))
            .to_owned();
        manager.execute(moved).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("account").drop_column("mailed_hash").to_owned()).await
    }
}
