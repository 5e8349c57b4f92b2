//! Members of the staff and their sessions.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, boolean, string, string_uniq, text};

use super::table;

pub(super) struct Staff;

impl MigrationName for Staff {
    fn name(&self) -> &'static str {
        "0009_staff"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Staff {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let member = &mut [
            string_uniq("login_id"),
            string("name"),
            string("role"),
            string("password_hash"),
            boolean("has_first_password"),
            text("secret"),
            string("secret_key_id"),
            boolean("is_confirmed"),
            big_integer("last_step"),
            big_integer("created_at"),
            big_integer_null("logged_in_at"),
            big_integer_null("disabled_at"),
        ];
        manager.create_table(table("staff", "id", member)).await?;
        let session = &mut [string("staff_id"), big_integer("created_at"), big_integer("seen_at")];
        manager.create_table(table("staff_session", "token_hash", session)).await?;
        let mut index = Index::create();
        index.name("staff_session_by_staff").table("staff_session").if_not_exists().col("staff_id");
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["staff_session", "staff"] {
            manager.drop_table(Table::drop().table(name).if_exists().to_owned()).await?;
        }
        Ok(())
    }
}
