//! One index for the queue: beside the one of states SQLite prefers that, and sorts what the one of ages has in order.

use sea_orm_migration::prelude::*;

use super::index;

pub(super) struct Queue;

impl MigrationName for Queue {
    fn name(&self) -> &'static str {
        "0016_queue"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Queue {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("application_by_state").table("application").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        index(manager, [("application_by_state", "application", &["state", "submitted_at"])], false).await
    }
}
