//! The window of each password of the ID notice, its readings, and the requests for new ones.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, string, string_null, text};

use super::table;

pub(super) struct CredentialNotices;

impl MigrationName for CredentialNotices {
    fn name(&self) -> &'static str {
        "0013_credential_notices"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CredentialNotices {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Without a day the window is closed; no released version wrote such a row.
        let until = string("readable_until").default("").take();
        manager.alter_table(Table::alter().table("credential").add_column(until).to_owned()).await?;
        let mut columns = [string("contract_id"), string("account_id"), big_integer("at"), text("codes")];
        manager.create_table(table("credential_reading", "id", &mut columns)).await?;
        let mut columns = [
            string("contract_id"),
            string("application_id"),
            big_integer("requested_at"),
            big_integer_null("issued_at"),
            string_null("issued_by"),
        ];
        manager.create_table(table("credential_reissue", "id", &mut columns)).await?;
        let many: [(&str, &str, &[&str]); 3] = [
            ("credential_by_window", "credential", &["readable_until"]),
            ("credential_reading_by_contract", "credential_reading", &["contract_id", "at"]),
            ("credential_reissue_by_contract", "credential_reissue", &["contract_id", "issued_at"]),
        ];
        super::index(manager, many, false).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("credential_by_window").table("credential").to_owned()).await?;
        for name in ["credential_reading", "credential_reissue"] {
            manager.drop_table(Table::drop().table(name).if_exists().to_owned()).await?;
        }
        manager.alter_table(Table::alter().table("credential").drop_column("readable_until").to_owned()).await
    }
}
