//! The calendar file that goes with a mail.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

pub(super) struct MailCalendars;

impl MigrationName for MailCalendars {
    fn name(&self) -> &'static str {
        "0014_mail_calendars"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for MailCalendars {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("outbox").add_column(text_null("calendar")).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("outbox").drop_column("calendar").to_owned()).await
    }
}
