//! The bills of contracts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, string};

use super::{index, table};

pub(super) struct Bills;

impl MigrationName for Bills {
    fn name(&self) -> &'static str {
        "0015_bills"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Bills {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let bill = &mut [
            string("contract_id"),
            string("month"),
            integer("correction"),
            big_integer("amount"),
            big_integer("tax"),
            string("due"),
            big_integer("imported_at"),
            string("imported_by"),
        ];
        manager.create_table(table("bill", "id", bill)).await?;
        // Two imports of one bill at the same time: the second fails.
        index(manager, [("bill_by_month", "bill", &["contract_id", "month", "correction"][..])], true).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("bill").if_exists().to_owned()).await
    }
}
