//! One generated case: a draft, two edited copies of it, and one edit.

use nss_core::form::Wire;
use serde::{Deserialize, Serialize};

/// A case, generated once and judged by both builds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Case {
    /// The day of the judgement, `YYYY-MM-DD`.
    pub today: String,
    /// The draft.
    pub draft: Wire,
    /// The path of the answer that was edited last; empty for none.
    pub edited: String,
    /// My edits of the draft.
    pub mine: Wire,
    /// The edits of another device.
    pub theirs: Wire,
}
