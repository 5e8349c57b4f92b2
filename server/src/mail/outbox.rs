//! The outbox: the transaction that causes a mail queues it; a job sends it afterwards, in one process only.

use std::{sync::Arc, time::Duration};

use nss_core::{api::Instant, mail::Mail};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
    sea_query::{self, Expr},
};

use tokio::sync::Notify;

use super::{
    cipher::{CipherError, MailCipher},
    mailer::{MailError, Mailer, OutgoingMail},
};
use crate::{
    clock::Clock,
    store::{self, instant, millis, outbox},
};

/// Mails that one process claims at a time.
const BATCH_SIZE: u64 = 100;
/// The lease of a claimed mail; after it another process may claim the mail.
const LEASE_MILLIS: i64 = 120_000;
/// The interval at which sent mails are marked: a process that is killed sends the unmarked ones again.
const SAVE_INTERVAL_MILLIS: i64 = 1000;
/// Timeout of the mail server for one mail.
const SEND_TIMEOUT: Duration = Duration::from_secs(20);
/// Tries before a mail is given up: with the waits between them about a day and a half.
pub const MAX_TRIES: i32 = 40;

/// The states of a mail.
pub mod state {
    /// To be sent.
    pub const WAITING: &str = "waiting";
    /// Sent; its text is erased.
    pub const SENT: &str = "sent";
    /// Given up; its text is erased.
    pub const FAILED: &str = "failed";
}

/// The recipient of a mail.
#[derive(Clone, Copy, Debug)]
pub struct Recipient<'a> {
    /// The account.
    pub account_id: &'a str,
    /// The address; it may be another one than the account's.
    pub address: &'a str,
}

/// The queue of mails. All processes over one database share it.
#[derive(Clone, Debug)]
pub struct Outbox {
    db: DatabaseConnection,
    clock: Clock,
    mailer: Mailer,
    cipher: MailCipher,
    /// Notified after a transaction that queued mail.
    mail_queued: Arc<Notify>,
}

impl Outbox {
    /// The queue in that database.
    pub fn new(db: DatabaseConnection, clock: Clock, mailer: Mailer, cipher: MailCipher) -> Self {
        Self { db, clock, mailer, cipher, mail_queued: Arc::default() }
    }

    /// Queues a mail. Without a recipient it does the same work, and nothing will be sent (F004).
    pub async fn queue(
        &self,
        transaction: &impl ConnectionTrait,
        recipient: Option<Recipient<'_>>,
        mail: Mail,
        now: Instant,
    ) -> Result<(), DbErr> {
        let row = self.row(recipient, &mail, now).map_err(|error| DbErr::Custom(error.to_string()))?;
        outbox::Entity::insert(row).exec_without_returning(transaction).await.map(drop)
    }

    /// The row of a queued mail. Its text is encrypted.
    pub fn row(
        &self,
        recipient: Option<Recipient<'_>>,
        mail: &Mail,
        now: Instant,
    ) -> Result<outbox::ActiveModel, CipherError> {
        let id = store::new_id()?;
        let address = recipient.map_or("", |recipient| recipient.address);
        let encrypted = self.cipher.encrypt(&id, address, &mail.body)?;
        let (state, body, key_id) = match recipient {
            Some(_) => (state::WAITING, encrypted.text, Some(encrypted.key_id)),
            None => (state::SENT, String::new(), None),
        };
        Ok(outbox::ActiveModel {
            id: Set(id),
            recipient: Set(address.to_owned()),
            subject: Set(mail.subject.to_owned()),
            body: Set(body),
            state: Set(state.to_owned()),
            queued_at: Set(millis(now)),
            next_try_at: Set(millis(now)),
            attempts: Set(0),
            sent_at: Set(None),
            account_id: Set(recipient.map(|recipient| recipient.account_id.to_owned())),
            key_id: Set(key_id),
        })
    }

    /// Wakes the job that delivers; called after the commit of a transaction that queued mail.
    pub fn notify(&self) {
        self.mail_queued.notify_one();
    }

    /// Waits until [`Self::notify`] is called.
    pub async fn notified(&self) {
        self.mail_queued.notified().await;
    }

    /// Sends all due mails; returns how many were sent.
    pub async fn deliver(&self) -> Result<usize, DbErr> {
        let mut sent = 0;
        loop {
            let claimed = self.claim().await?;
            if claimed.is_empty() {
                return Ok(sent);
            }
            sent += self.send_all(claimed).await?;
        }
    }

    /// Sends the claimed mails; returns how many were sent. Progress is saved at least every second. After half the
    /// lease, or after an error of the store, the remaining mails are released.
    async fn send_all(&self, claimed: Vec<outbox::Model>) -> Result<usize, DbErr> {
        let begun = self.now();
        let (mut sent, mut done, mut saved_at) = (0, Vec::new(), begun);
        let (mut left, mut outcome) = (claimed.into_iter(), Ok(()));
        while outcome.is_ok() && self.now() < begun + LEASE_MILLIS / 2 {
            let Some(row) = left.next() else { break };
            match self.send(row).await {
                Ok(id) => done.extend(id),
                Err(error) => outcome = Err(error),
            }
            if self.now() >= saved_at + SAVE_INTERVAL_MILLIS {
                sent += done.len();
                self.mark_sent(std::mem::take(&mut done)).await?;
                saved_at = self.now();
            }
        }
        sent += done.len();
        self.mark_sent(done).await?;
        self.release(left.collect()).await?;
        outcome.map(|()| sent)
    }

    /// Claims due mails for the time of the lease: of two processes only one gets a row. One statement claims all,
    /// because each write waits for the disk.
    async fn claim(&self) -> Result<Vec<outbox::Model>, DbErr> {
        let now = self.now();
        let due: Vec<String> = outbox::Entity::find()
            .select_only()
            .column(outbox::Column::Id)
            .filter(outbox::Column::State.eq(state::WAITING))
            .filter(outbox::Column::NextTryAt.lte(now))
            // The order of the index: a long queue is not scanned for the first mails.
            .order_by_asc(outbox::Column::NextTryAt)
            .limit(BATCH_SIZE)
            .into_tuple()
            .all(&self.db)
            .await?;
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let mut claimed = outbox::Entity::update_many()
            .col_expr(outbox::Column::NextTryAt, Expr::value(now + LEASE_MILLIS))
            .col_expr(outbox::Column::Attempts, sea_query::ExprTrait::add(Expr::col(outbox::Column::Attempts), 1))
            .filter(outbox::Column::Id.is_in(due.clone()))
            // Another process that claimed a mail moved its next try ahead. With the state in the filter, SQLite would
            // scan the queue.
            .filter(outbox::Column::NextTryAt.lte(now))
            .exec_with_returning(&self.db)
            .await?;
        claimed.sort_by_key(|row| due.iter().position(|id| *id == row.id));
        Ok(claimed)
    }

    /// Releases claimed mails that were not tried: they are due at once, before all that failed.
    async fn release(&self, rows: Vec<outbox::Model>) -> Result<(), DbErr> {
        let Some(lease) = rows.first().map(|row| row.next_try_at) else { return Ok(()) };
        outbox::Entity::update_many()
            .col_expr(outbox::Column::NextTryAt, Expr::col(outbox::Column::QueuedAt))
            .col_expr(outbox::Column::Attempts, sea_query::ExprTrait::sub(Expr::col(outbox::Column::Attempts), 1))
            .filter(outbox::Column::Id.is_in(rows.into_iter().map(|row| row.id)))
            // After the end of the lease another process may have claimed them.
            .filter(outbox::Column::NextTryAt.eq(lease))
            .exec(&self.db)
            .await
            .map(drop)
    }

    /// Sends one mail; returns its id on success. On failure it plans the next try, or gives the mail up.
    async fn send(&self, row: outbox::Model) -> Result<Option<String>, DbErr> {
        let body = match self.cipher.text(&row) {
            Ok(body) => body,
            Err(error) => return self.give_up(&row, &error.to_string()).await.map(|()| None),
        };
        let mail = OutgoingMail {
            id: row.id.clone(),
            recipient: row.recipient.clone(),
            subject: row.subject.clone(),
            body,
            at: instant(row.queued_at),
        };
        let answer = tokio::time::timeout(SEND_TIMEOUT, self.mailer.send(&mail)).await;
        let Err(error) = answer.unwrap_or(Err(MailError::Timeout)) else { return Ok(Some(mail.id)) };
        if row.attempts >= MAX_TRIES {
            return self.give_up(&row, &error.to_string()).await.map(|()| None);
        }
        let attempts = row.attempts;
        tracing::warn!(mail = mail.id, attempts, %error, "mail not delivered");
        let mut change = outbox::ActiveModel { id: Set(mail.id), ..Default::default() };
        change.next_try_at = Set(self.now() + retry_delay_millis(attempts));
        change.update(&self.db).await?;
        Ok(None)
    }

    /// Gives a mail up and erases its text. The log names the account: somebody has to reach the applicant otherwise.
    async fn give_up(&self, row: &outbox::Model, error: &str) -> Result<(), DbErr> {
        let account = row.account_id.as_deref().unwrap_or("unknown");
        tracing::error!(mail = row.id, account, attempts = row.attempts, error, "mail given up");
        let change = outbox::ActiveModel {
            id: Set(row.id.clone()),
            state: Set(state::FAILED.to_owned()),
            recipient: Set(String::new()),
            body: Set(String::new()),
            key_id: Set(None),
            ..Default::default()
        };
        change.update(&self.db).await.map(drop)
    }

    /// Marks mails as sent and erases their text.
    async fn mark_sent(&self, sent: Vec<String>) -> Result<(), DbErr> {
        if sent.is_empty() {
            return Ok(());
        }
        outbox::Entity::update_many()
            .col_expr(outbox::Column::State, Expr::value(state::SENT))
            .col_expr(outbox::Column::SentAt, Expr::value(self.now()))
            .col_expr(outbox::Column::Recipient, Expr::value(""))
            .col_expr(outbox::Column::Body, Expr::value(""))
            .col_expr(outbox::Column::KeyId, Expr::value(None::<String>))
            .filter(outbox::Column::Id.is_in(sent))
            .exec(&self.db)
            .await
            .map(drop)
    }

    fn now(&self) -> i64 {
        millis(self.clock.now())
    }
}

/// Half a minute after the first failure, doubled each time, never more than an hour.
fn retry_delay_millis(attempts: i32) -> i64 {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(7);
    (30_000_i64 << doublings).min(3_600_000)
}

#[cfg(test)]
mod tests {
    use super::retry_delay_millis;

    #[test]
    fn waits_grow_to_an_hour() {
        let seconds: Vec<i64> = [1, 2, 3, 7, 8, 40].map(|attempts| retry_delay_millis(attempts) / 1000).into();
        assert_eq!(seconds, [30, 60, 120, 1920, 3600, 3600]);
    }
}
