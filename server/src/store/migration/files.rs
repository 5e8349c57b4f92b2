//! Files of applicants.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, string};

use super::table;

pub(super) struct Files;

impl MigrationName for Files {
    fn name(&self) -> &'static str {
        "0002_files"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Files {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = &mut [
            string("draft_id"),
            string("list"),
            string("row"),
            string("name"),
            integer("size"),
            string("kind"),
            string("sha256"),
            string("state"),
            integer("revision"),
            big_integer("arrived_at"),
            big_integer("looked_at"),
            big_integer_null("loose_since"),
        ];
        manager.create_table(table("file", "id", columns)).await?;
        for (name, columns) in [("file_by_draft", ["draft_id", "row"]), ("file_by_state", ["state", "loose_since"])] {
            let mut index = Index::create();
            index.name(name).table("file").if_not_exists();
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("file").if_exists().to_owned()).await
    }
}
