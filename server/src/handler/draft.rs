//! `/api/drafts/{id}`: a draft is saved as it is typed, and begun anew.

use axum::{
    Json,
    extract::{Path, State},
};
use nss_core::{
    api::{DraftDeletion, DraftSave, DraftSaved, ProblemKind, StoredDraft},
    application,
    form::{Draft, Wire},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    app::Shared,
    problem::{Body, Refusal},
    registered,
    session::Visitor,
    store::{self, draft, instant, millis},
};

/// The draft, if it is this visitor's own; everybody else's is not there.
pub async fn own(store: &impl ConnectionTrait, visitor: &Visitor, id: &str) -> Result<draft::Model, Refusal> {
    if !store::is_id(id) {
        return Err(ProblemKind::NotFound.into());
    }
    draft::Entity::find_by_id(id)
        .filter(draft::Column::AccountId.eq(&visitor.account.id))
        .one(store)
        .await?
        .ok_or_else(|| ProblemKind::NotFound.into())
}

/// `GET`: what is stored; after 登録 too.
pub async fn show(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Json<StoredDraft>, Refusal> {
    told(&own(&app.reads, &visitor, &id).await?)
}

/// What is stored, as it is told.
pub fn told(stored: &draft::Model) -> Result<Json<StoredDraft>, Refusal> {
    Ok(Json(StoredDraft {
        draft: serde_json::from_str(&stored.body)?,
        revision: stored.revision.unsigned_abs(),
        saved_at: instant(stored.saved_at),
        rules: nss_core::RULES.to_owned(),
    }))
}

/// `PUT`: saves, whatever was typed. Refused only for its size, for row ids of another shape, or for a stale revision.
pub async fn save(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
    Body(save): Body<DraftSave>,
) -> Result<Json<DraftSaved>, Refusal> {
    let stored = own(&app.reads, &visitor, &id).await?;
    read(&save.draft)?;
    let now = app.now();
    let revision = i32::try_from(save.revision).map_err(|_| ProblemKind::Malformed)?;
    if !draft::save(&app.store, &stored.id, revision, serde_json::to_string(&save.draft)?, now).await? {
        return Err(not_saved(&own(&app.reads, &visitor, &id).await?)?);
    }
    Ok(Json(DraftSaved { revision: save.revision + 1, saved_at: now, rules: nss_core::RULES.to_owned() }))
}

/// `DELETE`: 下書きを削除. What a new draft starts with is the next revision, so that who types elsewhere merges with it, and who
/// did it by mistake puts back what was there.
pub async fn delete(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
    Body(deletion): Body<DraftDeletion>,
) -> Result<Json<StoredDraft>, Refusal> {
    let stored = own(&app.store, &visitor, &id).await?;
    let start = application::start(registered::of(&visitor.account)?.answers());
    let (body, now) = (serde_json::to_string(&start.to_wire())?, app.now());
    let revision = i32::try_from(deletion.revision).map_err(|_| ProblemKind::Malformed)?;
    if !draft::save(&app.store, &stored.id, revision, body.clone(), now).await? {
        return Err(not_saved(&own(&app.store, &visitor, &id).await?)?);
    }
    told(&draft::Model { body, revision: revision.wrapping_add(1), saved_at: millis(now), ..stored })
}

/// Why a save, or 登録, found the draft in another state.
pub fn not_saved(stored: &draft::Model) -> Result<Refusal, Refusal> {
    if !stored.is_open() {
        return Ok(ProblemKind::DraftLocked.into());
    }
    Ok(Refusal::stale(stored.revision.unsigned_abs(), serde_json::from_str(&stored.body)?))
}

/// The draft that a wire form means.
pub fn read(wire: &Wire) -> Result<Draft, Refusal> {
    Draft::from_wire(&application::FORM, wire).map_err(|_| ProblemKind::DraftUnreadable.into())
}
