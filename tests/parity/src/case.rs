//! One generated case: a draft, two that grew from it, and an edit.

use nss_core::form::Wire;
use serde::{Deserialize, Serialize};

/// What is drawn once and judged on both sides.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Case {
    /// The day of the judgement, `YYYY-MM-DD`.
    pub today: String,
    /// The draft.
    pub draft: Wire,
    /// The path of the answer that was edited last; empty for none.
    pub edited: String,
    /// The draft as it went on here.
    pub mine: Wire,
    /// The draft as it went on elsewhere.
    pub theirs: Wire,
}
