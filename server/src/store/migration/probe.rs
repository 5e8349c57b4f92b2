//! The row that a readiness probe writes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer;

use super::table;

pub(super) struct Probe;

impl MigrationName for Probe {
    fn name(&self) -> &'static str {
        "0005_probe"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Probe {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(table("probe", "process", &mut [big_integer("at")])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("probe").if_exists().to_owned()).await
    }
}
