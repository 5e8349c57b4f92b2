//! 登録 in batches (group commit): all drafts of one batch are registered in one transaction.

mod write;

use std::sync::Arc;

use nss_core::{api::Receipt, form::Submission};
use sea_orm::DatabaseConnection;

use super::{batcher::Batcher, receipt_mails::ReceiptMails};
use crate::{
    clock::Clock,
    config::Config,
    error::ApiError,
    mail::outbox::Outbox,
    store::{application::Summary, draft},
};

/// Drafts of one batch at most: a statement for all of them stays far below the limits of the databases.
const MAX_DRAFTS: usize = 32;

/// A checked draft, to be registered exactly as it was read.
#[derive(Debug)]
pub struct PendingSubmission {
    /// The draft.
    pub draft_id: String,
    /// The revision that was checked.
    pub revision: i32,
    /// The account of the draft.
    pub account_id: String,
    /// The submission as JSON, serialised before the batch begins.
    pub body: String,
    /// Its kind and its search words.
    summary: Summary,
    /// The mails that 登録 causes.
    receipt_mails: ReceiptMails,
    /// The `Idempotency-Key` of the request.
    pub idempotency_key: Option<String>,
}

impl PendingSubmission {
    /// Makes the entry of a stored draft and of the submission that was made from it.
    pub fn new(
        stored: &draft::Model,
        submission: &Submission,
        idempotency_key: Option<String>,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self {
            draft_id: stored.id.clone(),
            revision: stored.revision,
            account_id: stored.account_id.clone(),
            body: serde_json::to_string(submission.answers())?,
            summary: Summary::of(submission),
            receipt_mails: ReceiptMails::of(submission),
            idempotency_key,
        })
    }
}

/// The receipt; none if the draft is no longer as it was read: changed, locked, or registered already.
pub type Outcome = Result<Option<Receipt>, ApiError>;

/// Registers drafts, in batches.
#[derive(Clone, Debug)]
pub struct SubmissionBatch {
    batcher: Arc<Batcher<PendingSubmission, Outcome>>,
    context: Arc<Context>,
}

/// The components that a batch uses.
#[derive(Debug)]
struct Context {
    db: DatabaseConnection,
    clock: Clock,
    config: Arc<Config>,
    outbox: Outbox,
}

impl SubmissionBatch {
    /// Registers in that database.
    pub fn new(db: DatabaseConnection, clock: Clock, config: Arc<Config>, outbox: Outbox) -> Self {
        Self { batcher: Arc::default(), context: Arc::new(Context { db, clock, config, outbox }) }
    }

    /// Registers a draft, together with all that wait at the same time.
    pub async fn register(&self, submission: PendingSubmission) -> Outcome {
        let context = Arc::clone(&self.context);
        let write = move |batch: Vec<PendingSubmission>| {
            let context = Arc::clone(&context);
            async move {
                let count = batch.len();
                write::write(&context, batch).await.unwrap_or_else(|error| vec![Err(error); count])
            }
        };
        self.batcher.submit(submission, MAX_DRAFTS, write).await?
    }
}
