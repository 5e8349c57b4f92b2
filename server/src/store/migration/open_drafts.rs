//! Open drafts get a far instant instead of NULL.

use sea_orm_migration::prelude::*;

use crate::store::draft::FOREVER;

pub(super) struct OpenDrafts;

impl MigrationName for OpenDrafts {
    fn name(&self) -> &'static str {
        "0003_open_drafts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for OpenDrafts {
    /// One transaction, also on SQLite.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    /// Renames first: an old process cannot write drafts from then on.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("draft").rename_column("locked_at", "open_until").to_owned()).await?;
        let mut open = Query::update();
        open.table("draft").value("open_until", FOREVER).and_where(Expr::col("open_until").is_null());
        manager.execute(open).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("draft").rename_column("open_until", "locked_at").to_owned()).await?;
        let mut open = Query::update();
        open.table("draft").value("locked_at", None::<i64>).and_where(Expr::col("locked_at").eq(FOREVER));
        manager.execute(open).await
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectOptions, ConnectionTrait, Database, EntityTrait};
    use sea_orm_migration::MigratorTrait;

    use crate::store::{draft, migration::Migrator};

    #[tokio::test]
    async fn migrated_drafts_stay_open_or_locked() {
        let mut options = ConnectOptions::new("sqlite::memory:");
        let store = Database::connect(options.max_connections(1).to_owned()).await.unwrap();
        Migrator::up(&store, Some(2)).await.unwrap();
        let sql = "INSERT INTO draft (id, account_id, body, revision, saved_at, locked_at)
                   VALUES ('open', 'a', '', 1, 0, NULL), ('locked', 'a', '', 1, 0, 1700000000000)";
        store.execute_unprepared(sql).await.unwrap();
        Migrator::up(&store, None).await.unwrap();
        let mut drafts = draft::Entity::find().all(&store).await.unwrap();
        drafts.sort_by_key(|draft| draft.open_until);
        let found: Vec<_> = drafts.iter().map(|draft| (draft.id.as_str(), draft.is_open(), draft.open_until)).collect();
        assert_eq!(found, [("locked", false, 1_700_000_000_000), ("open", true, draft::FOREVER)]);
    }
}
