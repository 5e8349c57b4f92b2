//! システム設定申込: the body of its routes (C-062).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `POST /api/applications/{id}/settings`: the draft of システム設定申込 for the contract of an application; of a returned システム設定申込, the draft that answers it. It is begun once;
/// `/api/drafts/{draft}` reads, saves, attaches and registers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SettingsDraft {
    /// Random identity of the draft.
    pub draft: String,
    /// システム設定申込締切日; none beyond the calendar.
    pub deadline: Option<NaiveDate>,
    /// The codes of the 業種 that need a document each.
    pub trades: Vec<String>,
    /// The returned システム設定申込 that the draft answers.
    pub returned: Option<String>,
}
