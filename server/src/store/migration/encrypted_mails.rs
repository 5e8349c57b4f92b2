//! Mails are queued encrypted, and know the account that they are for.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string_null;
use sea_orm_migration::sea_orm::DbBackend;

pub(super) struct EncryptedMails;

impl MigrationName for EncryptedMails {
    fn name(&self) -> &'static str {
        "0006_encrypted_mails"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for EncryptedMails {
    /// `VACUUM` cannot run in a transaction.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }

    /// Rows that wait already keep NULL in both columns: their text is plain.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["account_id", "key_id"] {
            if !manager.has_column("outbox", column).await? {
                let mut table = Table::alter();
                manager.alter_table(table.table("outbox").add_column(string_null(column)).to_owned()).await?;
            }
        }
        // Before `secure_delete`, passwords and drafts stayed in free pages: a new file has none.
        if manager.get_database_backend() == DbBackend::Sqlite {
            manager.get_connection().execute_unprepared("VACUUM").await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["account_id", "key_id"] {
            manager.alter_table(Table::alter().table("outbox").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
