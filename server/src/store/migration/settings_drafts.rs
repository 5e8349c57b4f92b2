//! The drafts of システム設定申込.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string_null;

use super::index;

pub(super) struct SettingsDrafts;

impl MigrationName for SettingsDrafts {
    fn name(&self) -> &'static str {
        "0018_settings_drafts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for SettingsDrafts {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = string_null("settings_of");
        manager.alter_table(Table::alter().table("draft").add_column(column).to_owned()).await?;
        index(manager, [("draft_by_contract", "draft", &["settings_of"])], false).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("draft_by_contract").table("draft").to_owned()).await?;
        manager.alter_table(Table::alter().table("draft").drop_column("settings_of").to_owned()).await
    }
}
