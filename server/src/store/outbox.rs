//! Queued mails, inserted by the transaction that causes them.

use sea_orm::entity::prelude::*;

/// One mail.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// Random identity.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Recipient; erased once sent, or given up and no use to the staff.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Text, encrypted; erased with the recipient, because it may hold a password.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// `waiting`, `sent` or `failed`.
    pub state: String,
    /// The instant of queueing.
    pub queued_at: i64,
    /// The next try; the lease of a process that claims it moves it ahead.
    pub next_try_at: i64,
    /// Tries so far.
    pub attempts: i32,
    /// The instant at which the mail server took it.
    pub sent_at: Option<i64>,
    /// The account that the mail is for: the log names it where an address must not stand. None if an older version
    /// queued it.
    pub account_id: Option<String>,
    /// The name of the key that encrypted the text. None if the text is plain: an older version queued it, or it is
    /// erased.
    pub key_id: Option<String>,
    /// The words with which a mail was given up; they name no address.
    #[sea_orm(column_type = "Text", nullable)]
    pub error: Option<String>,
    /// The calendar file that goes with it; erased once sent.
    #[sea_orm(column_type = "Text", nullable)]
    pub calendar: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
