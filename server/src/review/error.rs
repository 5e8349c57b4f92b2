//! The reasons why a move is not made. None of them changes anything.

use nss_core::{api::ProblemKind, form::Fault, review::State};

use crate::error::ApiError;

/// A move is not made.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// The application does not exist, or belongs to another account.
    #[error("no such application")]
    NotFound,
    /// The application was moved since it was looked at.
    #[error("moved meanwhile: now {state:?} at revision {revision}")]
    Stale {
        /// The revision now.
        revision: i32,
        /// The state now.
        state: State,
    },
    /// The table has no such move.
    #[error("not a move from {state:?}")]
    Refused {
        /// The state now.
        state: State,
    },
    /// The move comes with other content: reasons, a submission, or the center's answers.
    #[error("the content does not belong to the move")]
    Content,
    /// The draft was saved after its answers were checked.
    #[error("the draft was saved meanwhile")]
    DraftChanged,
    /// The center's answers have faults.
    #[error("{} faults in the center's answers", .0.len())]
    Faulty(Vec<Fault>),
    /// Something else failed.
    #[error("the move failed")]
    Failed(ApiError),
}

impl MoveError {
    /// The problem of the API.
    pub fn into_error(self) -> ApiError {
        let told = |kind, state: State| ApiError::with_detail(kind, format!("今の状況：{}。", state.label()));
        match self {
            Self::NotFound => ProblemKind::NotFound.into(),
            Self::Stale { state, .. } => told(ProblemKind::ApplicationMoved, state),
            Self::Refused { state } => told(ProblemKind::MoveRefused, state),
            Self::Content => ProblemKind::MoveContentRefused.into(),
            Self::DraftChanged => ProblemKind::DraftLocked.into(),
            Self::Faulty(faults) => ApiError::faulty(&faults),
            Self::Failed(error) => error,
        }
    }
}

impl<E: Into<ApiError>> From<E> for MoveError {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}
