//! 登録, many at a time: what comes while one group is being written is the next group, in one transaction (group commit).

mod group;
mod letters;
mod queue;

use std::sync::Arc;

use nss_core::{api::ProblemKind, form::Submission};

use crate::{app::Shared, problem::Refusal, store::application};

/// Most entries of one group: a statement for all of them stays far below what the databases take.
const MOST: usize = 64;

/// A draft that was read and judged, to be registered as it was read.
#[derive(Debug)]
pub struct Entry {
    /// The draft.
    pub draft_id: String,
    /// The revision that was judged.
    pub revision: i32,
    /// Whose it is.
    pub account_id: String,
    /// What the draft means.
    pub submission: Submission,
    /// The page's name of this try.
    pub idempotency_key: Option<String>,
}

/// The application; none if the draft is no longer as it was read: changed, locked, or registered already.
pub type Outcome = Result<Option<application::Model>, Refusal>;

/// What waits to be registered.
#[derive(Debug, Default)]
pub struct Registrar(Arc<queue::Queue<Entry, Outcome>>);

/// Registers the draft together with whatever else waits.
pub async fn register(app: &Shared, entry: Entry) -> Outcome {
    let write = {
        let app = Arc::clone(app);
        async move |entries: Vec<Entry>| match group::write(&app, &entries).await {
            Ok(outcomes) => outcomes,
            Err(refusal) => vec![Err(refusal); entries.len()],
        }
    };
    app.registrar.0.answer(entry, MOST, write).await.unwrap_or_else(|| {
        tracing::error!("a group of 登録 was given up");
        Err(ProblemKind::Internal.into())
    })
}
