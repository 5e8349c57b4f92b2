//! Mails are queued in the transaction that causes them, and sent afterwards; each by one process.

use nss_core::{api::Instant, mail::Mail};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::Expr,
};

use crate::{
    app::App,
    mailer::Letter,
    store::{self, instant, millis, outbox},
};

/// Mails that one process takes at a time.
const AT_ONCE: u64 = 20;
/// How long a process that took a mail may need; then another tries.
const LEASE_MILLIS: i64 = 120_000;
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
    let id = store::new_id().map_err(|error| DbErr::Custom(error.to_string()))?;
    let (recipient, body, state) = match recipient {
        Some(recipient) => (recipient.to_owned(), mail.body, state::WAITING),
        None => (String::new(), String::new(), state::SENT),
    };
    let row = outbox::ActiveModel {
        id: Set(id),
        recipient: Set(recipient),
        subject: Set(mail.subject.to_owned()),
        body: Set(body),
        state: Set(state.to_owned()),
        queued_at: Set(millis(now)),
        next_try_at: Set(millis(now)),
        attempts: Set(0),
        sent_at: Set(None),
    };
    row.insert(transaction).await.map(drop)
}

/// Sends what is due; gives how many went out.
pub async fn deliver(app: &App) -> Result<usize, DbErr> {
    let mut sent = 0;
    loop {
        let now = app.now();
        let due = outbox::Entity::find()
            .filter(outbox::Column::State.eq(state::WAITING))
            .filter(outbox::Column::NextTryAt.lte(millis(now)))
            .order_by_asc(outbox::Column::QueuedAt)
            .limit(AT_ONCE)
            .all(&app.store)
            .await?;
        if due.is_empty() {
            return Ok(sent);
        }
        for row in due {
            if take(app, &row, now).await? && send(app, row).await? {
                sent += 1;
            }
        }
    }
}

/// Makes a mail this process's own for the time of the lease: only one conditional update can succeed.
async fn take(app: &App, row: &outbox::Model, now: Instant) -> Result<bool, DbErr> {
    let taken = outbox::Entity::update_many()
        .col_expr(outbox::Column::NextTryAt, Expr::value(millis(now) + LEASE_MILLIS))
        .col_expr(outbox::Column::Attempts, Expr::value(row.attempts + 1))
        .filter(outbox::Column::Id.eq(&row.id))
        .filter(outbox::Column::State.eq(state::WAITING))
        .filter(outbox::Column::Attempts.eq(row.attempts))
        .exec(&app.store)
        .await?;
    Ok(taken.rows_affected == 1)
}

async fn send(app: &App, row: outbox::Model) -> Result<bool, DbErr> {
    let letter = Letter {
        id: row.id.clone(),
        recipient: row.recipient,
        subject: row.subject,
        body: row.body,
        at: instant(row.queued_at),
    };
    let outcome = app.mailer.send(&letter).await;
    let now = app.now();
    let attempts = row.attempts + 1;
    let mut change = outbox::ActiveModel { id: Set(row.id), ..Default::default() };
    match &outcome {
        Ok(()) => {
            change.state = Set(state::SENT.to_owned());
            change.sent_at = Set(Some(millis(now)));
        }
        Err(error) => {
            tracing::warn!(mail = letter.id, attempts, %error, "mail not delivered");
            if attempts >= MOST_TRIES {
                change.state = Set(state::FAILED.to_owned());
            }
            change.next_try_at = Set(millis(now) + wait_millis(attempts));
        }
    }
    if outcome.is_ok() || attempts >= MOST_TRIES {
        change.recipient = Set(String::new());
        change.body = Set(String::new());
    }
    change.update(&app.store).await?;
    Ok(outcome.is_ok())
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
