//! Mail: queued in the transaction that causes it, sent by a job.

pub mod cipher;
pub mod mailer;
pub mod outbox;
