//! One mail on its way: its turn, its outcome, its next try.

use std::sync::atomic::{AtomicBool, Ordering};

use metrics::counter;
use sea_orm::{ActiveModelTrait, DbErr, Set};

use super::{
    Outbox,
    pauses::{Failure, Server},
    state, undelivered,
};
use crate::{
    cipher::CipherError,
    mail::mailer::{MailError, OutgoingMail},
    store::{instant, outbox},
};

/// Tries before a mail is given up: with the waits between them about a day and a half.
const MAX_TRIES: i32 = 40;
/// Stands in the log for the account of a mail that an older version queued.
const UNKNOWN: &str = "unknown";

/// The claimed mails of one call.
pub(super) struct Pass {
    /// Half the lease: nothing is begun later.
    pub(super) end: i64,
    /// The store failed: nothing more is begun, because it could not be marked.
    pub(super) is_aborted: AtomicBool,
    /// The log has said that a key is missing.
    pub(super) is_key_reported: AtomicBool,
}

/// The outcome of a claimed mail.
pub(super) enum Outcome {
    /// Sent, and not yet marked.
    Sent(String),
    /// To be released.
    Untried(outbox::Model),
    /// It failed; the reason, for the staff, names no address.
    Failed(outbox::Model, String),
    /// It cannot be sent at all.
    Hopeless(outbox::Model, String),
}

impl Outbox {
    /// Sends one mail when its domain and a connection are free. It does not use the store: while its caller writes, it
    /// stands still, and must not hold a connection that the caller waits for.
    pub(super) async fn send(&self, row: outbox::Model, pass: &Pass) -> Outcome {
        let body = match self.cipher.text(&row) {
            Ok(body) => body,
            // It stays: with the previous key in the settings it can be sent.
            Err(error @ CipherError::UnknownKey(_)) => {
                if !pass.is_key_reported.swap(true, Ordering::Relaxed) {
                    tracing::error!(%error, "mails wait for their key");
                }
                return Outcome::Failed(row, unreadable(&error));
            }
            Err(error) => return Outcome::Hopeless(row, unreadable(&error)),
        };
        let domain = row.recipient.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
        let turns = self.pauses.turns(&domain);
        // Nobody closes the semaphores.
        let _permits = (turns.acquire().await, self.connections.acquire().await);
        let now = self.now();
        if now >= pass.end || pass.is_aborted.load(Ordering::Relaxed) || self.pauses.server(now) == Server::Paused {
            return Outcome::Untried(row);
        }
        if self.pauses.is_paused(&domain, now) {
            return Outcome::Failed(row, "メールサーバが応答しないため、送信を待っています。".to_owned());
        }
        let mail = OutgoingMail {
            id: row.id.clone(),
            recipient: row.recipient.clone(),
            subject: row.subject.clone(),
            body,
            calendar: row.calendar.clone(),
            at: instant(row.queued_at),
        };
        let answer = self.mailer.send(&mail).await;
        if let Err(error @ (MailError::Server(_) | MailError::File(_))) = &answer {
            if let Some(pause) = self.pauses.server_failed(self.now()) {
                counter!("nss_mail_server_failures_total").increment(1);
                tracing::error!(%error, pause_seconds = pause / 1000, "no mail can be sent");
            }
            return Outcome::Untried(row);
        }
        if self.pauses.server_answered() {
            tracing::info!("mails can be sent again");
        }
        let failure = match answer {
            Ok(()) => None,
            Err(MailError::Timeout) => Some((Failure::Timeout, MailError::Timeout)),
            Err(error @ MailError::Later(_)) => Some((Failure::Reply, error)),
            Err(error) => {
                self.pauses.domain_answered(&domain);
                return Outcome::Hopeless(row, error.reason());
            }
        };
        let Some((failure, error)) = failure else {
            self.pauses.domain_answered(&domain);
            counter!("nss_mails_sent_total").increment(1);
            return Outcome::Sent(mail.id);
        };
        self.pauses.domain_failed(&domain, failure, self.now());
        Outcome::Failed(row, error.reason())
    }

    /// Plans the next try of a mail that failed, or gives it up after [`MAX_TRIES`].
    pub(super) async fn plan_next_try(&self, row: &outbox::Model, error: &str) -> Result<(), DbErr> {
        if row.attempts >= MAX_TRIES {
            return self.give_up(row, error).await;
        }
        let account = row.account_id.as_deref().unwrap_or(UNKNOWN);
        tracing::warn!(mail = row.id, account, attempts = row.attempts, error, "mail not delivered");
        let mut change = outbox::ActiveModel { id: Set(row.id.clone()), ..Default::default() };
        change.next_try_at = Set(self.now() + retry_delay_millis(row.attempts));
        change.update(&self.db).await.map(drop)
    }

    /// Gives a mail up. Its text is kept only for the staff, who may send it again. The log names the account: somebody has to
    /// reach the applicant otherwise.
    pub(super) async fn give_up(&self, row: &outbox::Model, error: &str) -> Result<(), DbErr> {
        let account = row.account_id.as_deref().unwrap_or(UNKNOWN);
        counter!("nss_mails_given_up_total").increment(1);
        tracing::error!(mail = row.id, account, attempts = row.attempts, error, "mail given up");
        let mut change = outbox::ActiveModel {
            id: Set(row.id.clone()),
            state: Set(state::FAILED.to_owned()),
            error: Set(Some(error.to_owned())),
            ..Default::default()
        };
        if !undelivered::is_of_an_application(self, row).await? {
            change.recipient = Set(String::new());
            change.body = Set(String::new());
            change.key_id = Set(None);
            change.calendar = Set(None);
        }
        change.update(&self.db).await.map(drop)
    }
}

/// Half a minute after the first failure, doubled each time, never more than an hour.
fn retry_delay_millis(attempts: i32) -> i64 {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(7);
    (30_000_i64 << doublings).min(3_600_000)
}

/// The reason of a mail whose body cannot be decrypted.
fn unreadable(error: &CipherError) -> String {
    format!("メールの本文を読み出せません。（{error}）")
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
