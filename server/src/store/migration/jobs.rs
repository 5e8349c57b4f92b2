//! The records of the jobs by the clock: the reminders that were queued, and the last run of each job.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, string, text_null};

use super::table;

pub(super) struct Jobs;

impl MigrationName for Jobs {
    fn name(&self) -> &'static str {
        "0012_jobs"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Jobs {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut columns = [string("application_id"), string("deadline"), big_integer("at")];
        manager.create_table(table("reminder", "id", &mut columns)).await?;
        let once: [(&str, &str, &[&str]); 1] = [("reminder_by_deadline", "reminder", &["application_id", "deadline"])];
        super::index(manager, once, true).await?;
        let mut columns = [
            big_integer_null("succeeded_at"),
            big_integer_null("acted_at"),
            big_integer("acted_on").default(0).take(),
            big_integer_null("failed_at"),
            text_null("error"),
        ];
        manager.create_table(table("job_run", "job", &mut columns)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["reminder", "job_run"] {
            manager.drop_table(Table::drop().table(name).if_exists().to_owned()).await?;
        }
        Ok(())
    }
}
