//! The drafts of 変更申込; a version of a contract that is made anew keeps its 申込受付番号.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string_null;

use super::index;

/// The index that allowed one version of a number.
const BY_NUMBER: &str = "contract_version_by_number";

pub(super) struct ChangeDrafts;

impl MigrationName for ChangeDrafts {
    fn name(&self) -> &'static str {
        "0019_change_drafts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for ChangeDrafts {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = string_null("change_of");
        manager.alter_table(Table::alter().table("draft").add_column(column).to_owned()).await?;
        manager.drop_index(Index::drop().name(BY_NUMBER).table("contract_version").to_owned()).await?;
        let by_number: (_, _, &[&str]) = (BY_NUMBER, "contract_version", &["contract_id", "number"]);
        index(manager, [("draft_by_version", "draft", &["change_of"]), by_number], false).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(BY_NUMBER).table("contract_version").to_owned()).await?;
        index(manager, [(BY_NUMBER, "contract_version", &["contract_id", "number"])], true).await?;
        manager.drop_index(Index::drop().name("draft_by_version").table("draft").to_owned()).await?;
        manager.alter_table(Table::alter().table("draft").drop_column("change_of").to_owned()).await
    }
}
