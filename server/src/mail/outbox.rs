//! The outbox: the transaction that causes a mail queues it; a job sends it afterwards, in one process only.

mod pauses;
mod report;
mod send;
mod undelivered;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use futures_util::{StreamExt, stream::FuturesUnordered};

use nss_core::{api::Instant, mail::Mail};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{self, Expr},
};

use pauses::{Pauses, Server};
use send::{Outcome, Pass};
use tokio::sync::{Notify, Semaphore};

use super::{cipher::MailCipher, mailer::Mailer};
use crate::{
    cipher::CipherError,
    clock::Clock,
    store::{self, millis, outbox},
};

/// Mails that one process claims at a time.
const BATCH_SIZE: u64 = 100;
/// The lease of a claimed mail; after it another process may claim the mail.
const LEASE_MILLIS: i64 = 120_000;
/// The interval at which sent mails are marked: a process that is killed sends the unmarked ones again.
const SAVE_INTERVAL: Duration = Duration::from_secs(1);
/// Mails that one process sends at the same time, and so its connections to the mail server.
const MAX_CONNECTIONS: usize = 6;

/// The states of a mail.
pub mod state {
    /// To be sent.
    pub const WAITING: &str = "waiting";
    /// Sent; its text is erased.
    pub const SENT: &str = "sent";
    /// Given up; its text is erased, unless the staff may send it again.
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
    pauses: Arc<Pauses>,
    connections: Arc<Semaphore>,
    /// The number of late mails that the log named last.
    reported: Arc<AtomicU64>,
    /// Notified after a transaction that queued mail.
    mail_queued: Arc<Notify>,
}

impl Outbox {
    /// The queue in that database.
    pub fn new(db: DatabaseConnection, clock: Clock, mailer: Mailer, cipher: MailCipher) -> Self {
        let connections = Arc::new(Semaphore::new(MAX_CONNECTIONS));
        Self {
            db,
            clock,
            mailer,
            cipher,
            pauses: Arc::default(),
            connections,
            reported: Arc::default(),
            mail_queued: Arc::default(),
        }
    }

    /// Queues a mail. Without a recipient it does the same work, and nothing will be sent (F004).
    pub async fn queue(
        &self,
        transaction: &impl ConnectionTrait,
        recipient: Option<Recipient<'_>>,
        mail: Mail,
        now: Instant,
    ) -> Result<(), DbErr> {
        self.queue_with_calendar(transaction, recipient, mail, None, now).await
    }

    /// Queues a mail that a calendar file goes with.
    pub async fn queue_with_calendar(
        &self,
        transaction: &impl ConnectionTrait,
        recipient: Option<Recipient<'_>>,
        mail: Mail,
        calendar: Option<String>,
        now: Instant,
    ) -> Result<(), DbErr> {
        let mut row = self.row(recipient, &mail, now).map_err(|error| DbErr::Custom(error.to_string()))?;
        row.calendar = Set(calendar);
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
            error: Set(None),
            calendar: Set(None),
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

    /// Sends all due mails; returns how many were sent. Several calls may overlap.
    pub async fn deliver(&self) -> Result<usize, DbErr> {
        let mut sent = 0;
        loop {
            let limit = match self.pauses.server(self.now()) {
                Server::Ready => BATCH_SIZE,
                Server::Suspect => 1,
                Server::Paused => break,
            };
            let claimed = self.claim(limit).await?;
            if claimed.is_empty() {
                break;
            }
            sent += self.send_all(claimed).await?;
        }
        self.mailer.close_idle().await;
        Ok(sent)
    }

    /// Sends the claimed mails, some at a time; returns how many were sent. Progress is saved at least every second.
    /// After half the lease, or after an error of the store, the remaining mails are released.
    async fn send_all(&self, claimed: Vec<outbox::Model>) -> Result<usize, DbErr> {
        let pass = Pass {
            end: self.now() + LEASE_MILLIS / 2,
            is_aborted: AtomicBool::new(false),
            is_key_reported: AtomicBool::new(false),
        };
        let mut sends: FuturesUnordered<_> = claimed.into_iter().map(|row| self.send(row, &pass)).collect();
        let (mut sent, mut unmarked, mut untried, mut outcome) = (0, Vec::new(), Vec::new(), Ok(()));
        let mut save = tokio::time::interval(SAVE_INTERVAL);
        loop {
            let step = tokio::select! {
                next = sends.next() => match next {
                    None => break,
                    Some(Outcome::Sent(id)) => {
                        unmarked.push(id);
                        Ok(())
                    }
                    Some(Outcome::Untried(row)) => {
                        untried.push(row);
                        Ok(())
                    }
                    Some(Outcome::Failed(row, error)) => self.plan_next_try(&row, &error).await,
                    Some(Outcome::Hopeless(row, error)) => self.give_up(&row, &error).await,
                },
                _ = save.tick() => self.mark_sent(&unmarked).await.map(|()| {
                    sent += unmarked.len();
                    unmarked.clear();
                }),
            };
            if let Err(error) = step {
                pass.is_aborted.store(true, Ordering::Relaxed);
                outcome = Err(error);
            }
        }
        self.mark_sent(&unmarked).await?;
        self.release(untried).await?;
        outcome.map(|()| sent + unmarked.len())
    }

    /// Claims due mails for the time of the lease: of two processes only one gets a row. One statement claims all,
    /// because each write waits for the disk.
    async fn claim(&self, limit: u64) -> Result<Vec<outbox::Model>, DbErr> {
        let now = self.now();
        let due: Vec<String> = outbox::Entity::find()
            .select_only()
            .column(outbox::Column::Id)
            .filter(outbox::Column::State.eq(state::WAITING))
            .filter(outbox::Column::NextTryAt.lte(now))
            // The order of the index: a long queue is not scanned for the first mails.
            .order_by_asc(outbox::Column::NextTryAt)
            .limit(limit)
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

    /// Marks mails as sent and erases their text.
    async fn mark_sent(&self, sent: &[String]) -> Result<(), DbErr> {
        if sent.is_empty() {
            return Ok(());
        }
        outbox::Entity::update_many()
            .col_expr(outbox::Column::State, Expr::value(state::SENT))
            .col_expr(outbox::Column::SentAt, Expr::value(self.now()))
            .col_expr(outbox::Column::Recipient, Expr::value(""))
            .col_expr(outbox::Column::Body, Expr::value(""))
            .col_expr(outbox::Column::KeyId, Expr::value(None::<String>))
            .col_expr(outbox::Column::Error, Expr::value(None::<String>))
            .col_expr(outbox::Column::Calendar, Expr::value(None::<String>))
            .filter(outbox::Column::Id.is_in(sent.iter().map(String::as_str)))
            .exec(&self.db)
            .await
            .map(drop)
    }

    fn now(&self) -> i64 {
        millis(self.clock.now())
    }
}
