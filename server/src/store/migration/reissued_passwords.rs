//! A reissued password stands beside the old one until it is first used.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string_null;

pub(super) struct ReissuedPasswords;

impl MigrationName for ReissuedPasswords {
    fn name(&self) -> &'static str {
        "0004_reissued_passwords"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for ReissuedPasswords {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = string_null("reissued_hash");
        manager.alter_table(Table::alter().table("account").add_column(column).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("account").drop_column("reissued_hash").to_owned()).await
    }
}
