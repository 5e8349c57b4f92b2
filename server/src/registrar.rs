//! 登録, many at a time: what comes while one group is being written is the next group, in one transaction (group commit).

mod group;
mod letters;

use std::sync::Arc;

use nss_core::{
    api::{ProblemKind, Receipt},
    form::Submission,
};

use letters::Letters;

use crate::{app::Shared, problem::Refusal, queue::Queue, store::draft};

/// Most entries of one group: a statement for all of them stays far below what the databases take.
const MOST: usize = 32;

/// A draft that was read and judged, to be registered as it was read.
#[derive(Debug)]
pub struct Entry {
    /// The draft.
    pub draft_id: String,
    /// The revision that was judged.
    pub revision: i32,
    /// Whose it is.
    pub account_id: String,
    /// What it means, as it will be stored: written before any other 登録 waits for it.
    pub body: String,
    /// Who will be written to.
    letters: Letters,
    /// The page's name of this try.
    pub idempotency_key: Option<String>,
}

impl Entry {
    /// Makes the entry of a stored draft and of the submission that was made from it.
    pub fn new(
        read: &draft::Model,
        submission: &Submission,
        idempotency_key: Option<String>,
    ) -> Result<Self, serde_json::Error> {
        let (draft_id, account_id) = (read.id.clone(), read.account_id.clone());
        let (body, letters) = (serde_json::to_string(submission.answers())?, Letters::of(submission));
        Ok(Self { draft_id, revision: read.revision, account_id, body, letters, idempotency_key })
    }
}

/// What the applicant is told; none if the draft is no longer as it was read: changed, locked, or registered already.
pub type Outcome = Result<Option<Receipt>, Refusal>;

/// What waits to be registered.
#[derive(Debug, Default)]
pub struct Registrar(Arc<Queue<Entry, Outcome>>);

/// Registers the draft together with whatever else waits.
pub async fn register(app: &Shared, entry: Entry) -> Outcome {
    let write = {
        let app = Arc::clone(app);
        move |entries: Vec<Entry>| {
            let app = Arc::clone(&app);
            async move {
                let count = entries.len();
                group::write(&app, entries).await.unwrap_or_else(|refusal| vec![Err(refusal); count])
            }
        }
    };
    app.registrar.0.answer(entry, MOST, write).await.unwrap_or_else(|| {
        tracing::error!("a group of 登録 was given up");
        Err(ProblemKind::Internal.into())
    })
}
