//! 変更申込: the body of its route (C-020 … C-052).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::form::Wire;

/// `POST /api/contracts/{id}/change`: the open 変更申込 of a contract in use. It is begun once; `/api/drafts/{draft}` reads, saves,
/// attaches and registers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ChangeDraft {
    /// Random identity of the draft.
    pub draft: String,
    /// Random identity of the contract.
    pub contract: String,
    /// 事業所コード.
    pub office: String,
    /// 申込受付番号 of the version of the contract that it was begun from.
    pub number: String,
    /// 適用日 of that version; it may be to come.
    pub effective_on: NaiveDate,
    /// The document that it was begun from, in the form of a change application.
    pub base: Wire,
    /// 事業所コード of the other offices of the company, which some changes touch as well (C-022).
    pub offices: Vec<String>,
    /// The returned application that the draft answers.
    pub returned: Option<String>,
}
