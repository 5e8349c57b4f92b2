//! The columns and tables of a review: the kind, the revision and the search words of an application, its history, and 新着情報.

use nss_core::application::FORM;
use nss_core::form::{Submission, Wire};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, string, string_null, text, text_null};
use sea_orm_migration::sea_orm::{ConnectionTrait, Value};

use super::table;
use crate::store::application::Summary;

pub(super) struct Reviews;

impl MigrationName for Reviews {
    fn name(&self) -> &'static str {
        "0007_reviews"
    }
}

/// Rows of one round of the backfill.
const ROUND: u64 = 200;

#[async_trait::async_trait]
impl MigrationTrait for Reviews {
    /// One transaction, also on SQLite.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            string("kind").default("").take(),
            integer("revision").default(1).take(),
            big_integer("changed_at").default(0).take(),
            string("company").default("").take(),
            string("office").default("").take(),
            string_null("assignee"),
            string_null("effective_on"),
        ];
        for column in columns {
            manager.alter_table(Table::alter().table("application").add_column(column).to_owned()).await?;
        }
        let mut columns = [
            string("application_id"),
            integer("revision"),
            big_integer("at"),
            string("actor"),
            string_null("actor_id"),
            string("step"),
            string_null("before"),
            string("after"),
            text_null("reason"),
        ];
        manager.create_table(table("application_event", "id", &mut columns)).await?;
        let mut columns = [
            string("account_id"),
            string_null("contract_id"),
            big_integer("at"),
            string("kind"),
            string_null("number"),
            text("text"),
        ];
        manager.create_table(table("news", "id", &mut columns)).await?;
        let once: [(&str, &str, &[&str]); 1] =
            [("application_event_by_revision", "application_event", &["application_id", "revision"])];
        super::index(manager, once, true).await?;
        let many: [(&str, &str, &[&str]); 2] = [
            ("application_by_state", "application", &["state", "submitted_at"]),
            ("news_by_account", "news", &["account_id", "at"]),
        ];
        super::index(manager, many, false).await?;
        fill(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("application_by_state").table("application").to_owned()).await?;
        for name in ["application_event", "news"] {
            manager.drop_table(Table::drop().table(name).if_exists().to_owned()).await?;
        }
        for column in ["kind", "revision", "changed_at", "company", "office", "assignee", "effective_on"] {
            manager.alter_table(Table::alter().table("application").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}

/// Fills the columns of applications that were registered before. A body that cannot be read keeps its search words empty.
async fn fill(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    loop {
        let mut unfilled = Query::select();
        unfilled.columns(["id", "body"]).from("application").and_where(Expr::col("kind").eq("")).limit(ROUND);
        let rows = db.query_all(&unfilled).await?;
        for row in &rows {
            let (id, body): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            let wire = serde_json::from_str::<Wire>(&body).unwrap_or_default();
            let summary =
                Submission::stored(&FORM, &wire).map(|submission| Summary::of(&submission)).unwrap_or_default();
            let mut update = Query::update();
            update.table("application").value("changed_at", Expr::col("submitted_at"));
            for (column, text) in [
                ("kind", summary.kind.code()),
                ("company", summary.company.as_str()),
                ("office", summary.office.as_str()),
            ] {
                update.value(column, Value::from(text));
            }
            manager.execute(update.and_where(Expr::col("id").eq(id)).to_owned()).await?;
        }
        if rows.is_empty() {
            return Ok(());
        }
    }
}
