//! One generated case: a draft, two that grew from it, and an edit.

use nss_core::form::Wire;
use serde::{Deserialize, Serialize};

/// A generated case, which both sides judge.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Case {
    /// The date of the judgement, `YYYY-MM-DD`.
    pub today: String,
    /// The draft.
    pub draft: Wire,
    /// The path of the answer that was edited last; empty for none.
    pub edited: String,
    /// The draft after edits on this device.
    pub mine: Wire,
    /// The draft after edits on another device.
    pub theirs: Wire,
}
