//! Drafts: how handlers find, read and answer them.

pub mod sealed_draft;

use nss_core::{
    api::{ProblemKind, StoredDraft},
    change_application,
    form::{Draft, Form, Wire, center},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    error::ApiError,
    store::{self, draft, instant},
};

/// The draft with that id, if it belongs to the account. A foreign draft gives the same error as one that does not
/// exist.
pub async fn find_own_draft(db: &impl ConnectionTrait, account_id: &str, id: &str) -> Result<draft::Model, ApiError> {
    if !store::is_id(id) {
        return Err(ProblemKind::NotFound.into());
    }
    draft::Entity::find_by_id(id)
        .filter(draft::Column::AccountId.eq(account_id))
        .one(db)
        .await?
        .ok_or_else(|| ProblemKind::NotFound.into())
}

/// The reply that describes a stored draft.
pub fn to_stored_draft(stored: &draft::Model) -> Result<StoredDraft, ApiError> {
    Ok(StoredDraft {
        draft: serde_json::from_str(&stored.body)?,
        revision: stored.revision.unsigned_abs(),
        saved_at: instant(stored.saved_at),
        rules: nss_core::RULES.to_owned(),
    })
}

/// The error of a save, or of 登録, that found the draft locked or at another revision.
pub fn save_conflict(stored: &draft::Model) -> Result<ApiError, ApiError> {
    if !stored.is_open() {
        return Ok(ProblemKind::DraftLocked.into());
    }
    Ok(ApiError::stale(stored.revision.unsigned_abs(), serde_json::from_str(&stored.body)?))
}

/// Reads what an applicant sends as a draft of a form. An answer or a row of the center is refused, unless it stands so in the
/// contract that a change began from: nothing of the request is stored.
pub fn of_applicant(form: &'static Form, wire: &Wire, base: Option<&Draft>) -> Result<Draft, ApiError> {
    let draft = from_wire(form, wire)?;
    let refused = match base {
        Some(base) => change_application::refused(&draft, base),
        None => center::refused(&draft),
    };
    if refused.is_empty() { Ok(draft) } else { Err(ApiError::faulty(&refused)) }
}

/// Reads a wire form as a draft of a form.
pub fn from_wire(form: &'static Form, wire: &Wire) -> Result<Draft, ApiError> {
    Draft::from_wire(form, wire).map_err(|_| ProblemKind::DraftUnreadable.into())
}
