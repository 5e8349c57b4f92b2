//! The tables and columns of the review desk: notes, looks, システム登録日, the document of a return, the reason why a mail was given up, and
//! an index that the queue is read from.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, string, text, text_null};

use super::{index, table};

pub(super) struct Desk;

impl MigrationName for Desk {
    fn name(&self) -> &'static str {
        "0010_desk"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Desk {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let note = &mut [string("application_id"), big_integer("at"), string("staff_id"), text("text")];
        manager.create_table(table("note", "id", note)).await?;
        manager.create_table(table("registration_day", "day", &mut [])).await?;
        let mut look = Table::create();
        look.table("look").if_not_exists();
        look.col(string("staff_id")).col(string("application_id")).col(integer("revision"));
        look.primary_key(Index::create().col("staff_id").col("application_id"));
        manager.create_table(look).await?;
        for (name, column) in [("application_event", "body"), ("outbox", "error")] {
            manager.alter_table(Table::alter().table(name).add_column(text_null(column)).to_owned()).await?;
        }
        let indexes: [(&str, &str, &[&str]); 2] = [
            ("note_by_application", "note", &["application_id", "at"]),
            // Every column that filters the queue: a search reads no body.
            (
                "application_by_age",
                "application",
                &["submitted_at", "id", "state", "assignee", "number", "company", "office"],
            ),
        ];
        index(manager, indexes, false).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("application_by_age").table("application").to_owned()).await?;
        for (name, column) in [("application_event", "body"), ("outbox", "error")] {
            manager.alter_table(Table::alter().table(name).drop_column(column).to_owned()).await?;
        }
        for name in ["note", "registration_day", "look"] {
            manager.drop_table(Table::drop().table(name).if_exists().to_owned()).await?;
        }
        Ok(())
    }
}
