//! Mails are queued in the transaction that causes them, and sent afterwards; each by one process.

use std::time::Duration;

use nss_core::{api::Instant, mail::Mail};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{self, Expr},
};

use crate::{
    app::App,
    mailer::{Letter, Undelivered},
    store::{self, instant, millis, outbox},
};

/// Mails that one process takes at a time.
const AT_ONCE: u64 = 100;
/// How long a process that took a mail may need; then another tries.
const LEASE_MILLIS: i64 = 120_000;
/// How often it is noted what went out: what is not noted goes out again when the process is ended.
const NOTE_MILLIS: i64 = 1000;
/// How long a mail server may take for one mail.
const PATIENCE: Duration = Duration::from_secs(20);
/// Tries before a mail is given up: with the waits between them about a day and a half.
pub const MOST_TRIES: i32 = 40;

/// Where a mail stands.
pub mod state {
    /// To be sent.
    pub const WAITING: &str = "waiting";
    /// Sent; its text is erased.
    pub const SENT: &str = "sent";
    /// Given up; its text is erased.
    pub const FAILED: &str = "failed";
}

/// Queues a mail. Without a recipient the same work is done and nothing will be sent (F004).
pub async fn queue(
    transaction: &impl ConnectionTrait,
    recipient: Option<&str>,
    mail: Mail,
    now: Instant,
) -> Result<(), DbErr> {
    let row = row(recipient, mail, now).map_err(|error| DbErr::Custom(error.to_string()))?;
    outbox::Entity::insert(row).exec_without_returning(transaction).await.map(drop)
}

/// A mail as it is queued.
pub fn row(recipient: Option<&str>, mail: Mail, now: Instant) -> Result<outbox::ActiveModel, getrandom::Error> {
    let (recipient, body, state) = match recipient {
        Some(recipient) => (recipient.to_owned(), mail.body, state::WAITING),
        None => (String::new(), String::new(), state::SENT),
    };
    Ok(outbox::ActiveModel {
        id: Set(store::new_id()?),
        recipient: Set(recipient),
        subject: Set(mail.subject.to_owned()),
        body: Set(body),
        state: Set(state.to_owned()),
        queued_at: Set(millis(now)),
        next_try_at: Set(millis(now)),
        attempts: Set(0),
        sent_at: Set(None),
    })
}

/// Sends what is due; gives how many went out.
pub async fn deliver(app: &App) -> Result<usize, DbErr> {
    let mut sent = 0;
    loop {
        let taken = take(app).await?;
        if taken.is_empty() {
            return Ok(sent);
        }
        sent += send_all(app, taken).await?;
    }
}

/// Sends what was taken; gives how many went out. That is noted at least every second, and what a slow mail server leaves no time
/// for is given back, whatever else fails.
async fn send_all(app: &App, taken: Vec<outbox::Model>) -> Result<usize, DbErr> {
    let begun = millis(app.now());
    let (mut sent, mut done, mut noted_at) = (0, Vec::new(), begun);
    let (mut left, mut outcome) = (taken.into_iter(), Ok(()));
    while outcome.is_ok() && millis(app.now()) < begun + LEASE_MILLIS / 2 {
        let Some(row) = left.next() else { break };
        match send(app, row).await {
            Ok(id) => done.extend(id),
            Err(error) => outcome = Err(error),
        }
        if millis(app.now()) >= noted_at + NOTE_MILLIS {
            sent += done.len();
            tidy(app, std::mem::take(&mut done)).await?;
            noted_at = millis(app.now());
        }
    }
    sent += done.len();
    tidy(app, done).await?;
    give_back(app, left.collect()).await?;
    outcome.map(|()| sent)
}

/// Makes the mails that are due this process's own for the time of the lease: of two processes only one gets a row. All in one
/// write, since each write waits for the disk.
async fn take(app: &App) -> Result<Vec<outbox::Model>, DbErr> {
    let now = millis(app.now());
    let due: Vec<String> = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::Id)
        .filter(outbox::Column::State.eq(state::WAITING))
        .filter(outbox::Column::NextTryAt.lte(now))
        // In the order of the index: many that wait are not looked through for a few.
        .order_by_asc(outbox::Column::NextTryAt)
        .limit(AT_ONCE)
        .into_tuple()
        .all(&app.store)
        .await?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let mut taken = outbox::Entity::update_many()
        .col_expr(outbox::Column::NextTryAt, Expr::value(now + LEASE_MILLIS))
        .col_expr(outbox::Column::Attempts, sea_query::ExprTrait::add(Expr::col(outbox::Column::Attempts), 1))
        .filter(outbox::Column::Id.is_in(due.clone()))
        // Whoever took one moved its turn ahead. Told the state too, SQLite would go through all that wait.
        .filter(outbox::Column::NextTryAt.lte(now))
        .exec_with_returning(&app.store)
        .await?;
    taken.sort_by_key(|row| due.iter().position(|id| *id == row.id));
    Ok(taken)
}

/// Nobody has tried these: they are due at once, before all that failed, for whoever takes them next.
async fn give_back(app: &App, rows: Vec<outbox::Model>) -> Result<(), DbErr> {
    let Some(lease) = rows.first().map(|row| row.next_try_at) else { return Ok(()) };
    outbox::Entity::update_many()
        .col_expr(outbox::Column::NextTryAt, Expr::col(outbox::Column::QueuedAt))
        .col_expr(outbox::Column::Attempts, sea_query::ExprTrait::sub(Expr::col(outbox::Column::Attempts), 1))
        .filter(outbox::Column::Id.is_in(rows.into_iter().map(|row| row.id)))
        // If the lease is over, they may be somebody else's.
        .filter(outbox::Column::NextTryAt.eq(lease))
        .exec(&app.store)
        .await
        .map(drop)
}

/// Sends one; its id if it went out. One that did not waits, or is given up.
async fn send(app: &App, row: outbox::Model) -> Result<Option<String>, DbErr> {
    let letter = Letter {
        id: row.id,
        recipient: row.recipient,
        subject: row.subject,
        body: row.body,
        at: instant(row.queued_at),
    };
    let answer = tokio::time::timeout(PATIENCE, app.mailer.send(&letter)).await;
    let Err(error) = answer.unwrap_or_else(|_| Err(Undelivered::in_time())) else { return Ok(Some(letter.id)) };
    let attempts = row.attempts;
    tracing::warn!(mail = letter.id, attempts, %error, "mail not delivered");
    let mut change = outbox::ActiveModel { id: Set(letter.id), ..Default::default() };
    change.next_try_at = Set(millis(app.now()) + wait_millis(attempts));
    if attempts >= MOST_TRIES {
        change.state = Set(state::FAILED.to_owned());
        change.recipient = Set(String::new());
        change.body = Set(String::new());
    }
    change.update(&app.store).await?;
    Ok(None)
}

/// Erases the text of what went out.
async fn tidy(app: &App, sent: Vec<String>) -> Result<(), DbErr> {
    if sent.is_empty() {
        return Ok(());
    }
    outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(state::SENT))
        .col_expr(outbox::Column::SentAt, Expr::value(millis(app.now())))
        .col_expr(outbox::Column::Recipient, Expr::value(""))
        .col_expr(outbox::Column::Body, Expr::value(""))
        .filter(outbox::Column::Id.is_in(sent))
        .exec(&app.store)
        .await
        .map(drop)
}

/// Half a minute after the first failure, doubled each time, never more than an hour.
fn wait_millis(attempts: i32) -> i64 {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(7);
    (30_000_i64 << doublings).min(3_600_000)
}

#[cfg(test)]
mod tests {
    use super::wait_millis;

    #[test]
    fn waits_grow_to_an_hour() {
        let seconds: Vec<i64> = [1, 2, 3, 7, 8, 40].map(|attempts| wait_millis(attempts) / 1000).into();
        assert_eq!(seconds, [30, 60, 120, 1920, 3600, 3600]);
    }
}
