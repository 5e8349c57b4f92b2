//! The error of all services: a problem of the API (RFC 9457) with its details. `http::problem` renders it.

use nss_core::{
    api::{Instant, Problem, ProblemFault, ProblemKind, Wire},
    form::Fault,
};
use sea_orm::DbErr;

use crate::store::outage::is_outage;

/// `Retry-After` of every outage, in seconds.
const OUTAGE_SECONDS: u32 = 5;

/// A request failed. Can be returned in a `Result` from a handler. Boxed, so that the usual `Ok` stays small.
#[derive(Clone, Debug)]
pub struct ApiError(Box<Details>);

#[derive(Clone, Debug)]
struct Details {
    kind: ProblemKind,
    detail: Option<String>,
    faults: Vec<ProblemFault>,
    retry_after: Option<u32>,
    stored: Option<(u32, Wire)>,
}

impl ApiError {
    /// A problem without details.
    pub fn new(kind: ProblemKind) -> Self {
        Self(Box::new(Details { kind, detail: None, faults: Vec::new(), retry_after: None, stored: None }))
    }

    /// A problem with a sentence about this one case.
    pub fn with_detail(kind: ProblemKind, detail: impl Into<String>) -> Self {
        let mut error = Self::new(kind);
        error.0.detail = Some(detail.into());
        error
    }

    /// Too many tries; the next may be made after `seconds`.
    pub fn retry_after(seconds: u32) -> Self {
        let mut error = Self::new(ProblemKind::TooManyTries);
        error.0.retry_after = Some(seconds);
        error
    }

    /// The faults that core found in the answers. A draft of thousands of rows has thousands of them: only the first
    /// ones go along, those that block before warnings, and the detail gives their number.
    pub fn faulty(faults: &[Fault]) -> Self {
        let mut error = Self::new(ProblemKind::AnswersFaulty);
        let mut order: Vec<&Fault> = faults.iter().collect();
        if faults.len() > Problem::MAX_FAULTS {
            error.0.detail = Some(Problem::fault_count(faults.len()));
            order.sort_by_key(|fault| !fault.blocks());
            order.truncate(Problem::MAX_FAULTS);
        }
        error.0.faults = order.into_iter().map(|fault| bounded(fault.wire())).collect();
        error
    }

    /// The faults that core found in the lines of a table, of which the first ones go along.
    pub fn faulty_table(mut faults: Vec<ProblemFault>) -> Self {
        let mut error = Self::new(ProblemKind::AnswersFaulty);
        if faults.len() > Problem::MAX_FAULTS {
            error.0.detail = Some(Problem::fault_count(faults.len()));
            faults.truncate(Problem::MAX_FAULTS);
        }
        error.0.faults = faults.into_iter().map(bounded).collect();
        error
    }

    /// A problem of that kind with one fault.
    pub fn fault(kind: ProblemKind, fault: &Fault) -> Self {
        let mut error = Self::new(kind);
        error.0.faults = vec![bounded(fault.wire())];
        error
    }

    /// The revision is stale: the stored draft goes along, so that the page can merge.
    pub fn stale(revision: u32, draft: Wire) -> Self {
        let mut error = Self::new(ProblemKind::RevisionStale);
        error.0.stored = Some((revision, draft));
        error
    }

    /// The kind of problem.
    pub const fn kind(&self) -> ProblemKind {
        self.0.kind
    }

    /// Seconds until the next try, if waiting helps.
    pub fn seconds_to_wait(&self) -> Option<u32> {
        self.0.retry_after.or_else(|| (self.kind() == ProblemKind::Unavailable).then_some(OUTAGE_SECONDS))
    }

    /// The body of the reply, with the server's instant.
    pub fn into_problem(self, now: Instant) -> Problem {
        let Details { kind, detail, faults, stored, .. } = *self.0;
        let (revision, draft) = stored.unzip();
        Problem { detail, faults, revision, draft, ..Problem::new(kind, now) }
    }
}

/// The fault on the wire. A sentence that repeats an endless answer is cut.
fn bounded(mut wire: ProblemFault) -> ProblemFault {
    if let Some((end, _)) = wire.message.char_indices().nth(Problem::MAX_SENTENCE) {
        wire.message.truncate(end);
        wire.message.push('…');
    }
    wire
}

impl From<ProblemKind> for ApiError {
    fn from(kind: ProblemKind) -> Self {
        Self::new(kind)
    }
}

impl From<DbErr> for ApiError {
    fn from(error: DbErr) -> Self {
        tracing::error!(%error, "store");
        Self::new(if is_outage(&error) { ProblemKind::Unavailable } else { ProblemKind::Internal })
    }
}

impl From<serde_json::Error> for ApiError {
    /// The JSON is the server's own: a bug. JSON of clients goes through `http::problem::Body`.
    fn from(error: serde_json::Error) -> Self {
        tracing::error!(%error, "stored JSON");
        Self::new(ProblemKind::Internal)
    }
}

impl From<getrandom::Error> for ApiError {
    fn from(error: getrandom::Error) -> Self {
        tracing::error!(%error, "randomness");
        Self::new(ProblemKind::Internal)
    }
}
