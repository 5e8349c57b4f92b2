//! The schema, as steps that are never changed once they were released.

mod bills;
mod change_drafts;
mod contracts;
mod credential_notices;
mod desk;
mod encrypted_mails;
mod files;
mod jobs;
mod mail_calendars;
mod mailed_passwords;
mod open_drafts;
mod probe;
mod queue;
mod reissued_passwords;
mod reviews;
mod settings_drafts;
mod staff;

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, string, string_null, string_uniq, text};

/// All steps, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(Initial),
            Box::new(files::Files),
            Box::new(open_drafts::OpenDrafts),
            Box::new(reissued_passwords::ReissuedPasswords),
            Box::new(probe::Probe),
            Box::new(encrypted_mails::EncryptedMails),
            Box::new(reviews::Reviews),
            Box::new(contracts::Contracts),
            Box::new(staff::Staff),
            Box::new(desk::Desk),
            Box::new(jobs::Jobs),
            Box::new(credential_notices::CredentialNotices),
            Box::new(mail_calendars::MailCalendars),
            Box::new(bills::Bills),
            Box::new(queue::Queue),
            Box::new(mailed_passwords::MailedPasswords),
            Box::new(settings_drafts::SettingsDrafts),
            Box::new(change_drafts::ChangeDrafts),
        ]
    }
}

/// All tables but those of files.
struct Initial;

impl MigrationName for Initial {
    fn name(&self) -> &'static str {
        "0001_main_job"
    }
}

/// A table with a text as its primary key.
fn table(name: &'static str, key: &'static str, columns: &mut [ColumnDef]) -> TableCreateStatement {
    let mut statement = Table::create();
    statement.table(name).if_not_exists().col(string(key).primary_key());
    for column in columns {
        statement.col(column);
    }
    statement
}

/// Creates indexes: name, table, columns.
async fn index<const N: usize>(
    manager: &SchemaManager<'_>,
    indexes: [(&'static str, &'static str, &[&'static str]); N],
    is_unique: bool,
) -> Result<(), DbErr> {
    for (name, table, columns) in indexes {
        let mut index = Index::create();
        index.name(name).table(table).if_not_exists();
        if is_unique {
            index.unique();
        }
        for column in columns {
            index.col(*column);
        }
        manager.create_index(index).await?;
    }
    Ok(())
}

#[async_trait::async_trait]
impl MigrationTrait for Initial {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            table(
                "account",
                "id",
                &mut [
                    string_uniq("login_id"),
                    string("password_hash"),
                    string("mail"),
                    text("answers"),
                    string("consent_version"),
                    big_integer("consent_at"),
                    string("state"),
                    big_integer("queued_at"),
                    big_integer("expires_at"),
                ],
            ),
            table(
                "draft",
                "id",
                &mut [
                    string("account_id"),
                    text("body"),
                    integer("revision"),
                    big_integer("saved_at"),
                    big_integer_null("locked_at"),
                ],
            ),
            table(
                "application",
                "id",
                &mut [
                    string_uniq("draft_id"),
                    string("account_id"),
                    string_uniq("number"),
                    string("state"),
                    big_integer("submitted_at"),
                    text("body"),
                    string_null("idempotency_key"),
                ],
            ),
            table("sequence", "name", &mut [integer("last")]),
            table(
                "outbox",
                "id",
                &mut [
                    string("recipient"),
                    string("subject"),
                    text("body"),
                    string("state"),
                    big_integer("queued_at"),
                    big_integer("next_try_at"),
                    integer("attempts"),
                    big_integer_null("sent_at"),
                ],
            ),
            table(
                "session",
                "token_hash",
                &mut [string("account_id"), big_integer("created_at"), big_integer("seen_at")],
            ),
            table("tries", "key", &mut [integer("count"), big_integer("ends_at")]),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        let indexes: [(&str, &str, &[&str]); 7] = [
            ("account_by_mail", "account", &["mail"]),
            ("account_by_end", "account", &["state", "expires_at"]),
            ("draft_by_account", "draft", &["account_id"]),
            ("application_by_account", "application", &["account_id"]),
            ("outbox_by_turn", "outbox", &["state", "next_try_at"]),
            ("session_by_account", "session", &["account_id"]),
            ("tries_by_end", "tries", &["ends_at"]),
        ];
        index(manager, indexes, false).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["account", "draft", "application", "sequence", "outbox", "session", "tries"] {
            manager.drop_table(Table::drop().table(name).if_exists().to_owned()).await?;
        }
        Ok(())
    }
}
