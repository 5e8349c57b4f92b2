//! 登録: complete drafts become applications, many in one transaction.

pub mod batch;
pub mod batcher;
mod receipt_mails;
