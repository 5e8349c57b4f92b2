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
    openapi::{Guard, JSON_BODY, PATH, SESSION, UNSAFE, problems},
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

problems!(GetDraftProblems = SESSION, PATH);

/// Returns a draft as it is stored, also after 登録.
#[utoipa::path(
    get,
    path = "/api/drafts/{id}",
    params(("id" = String, Path, description = "Identity of the draft")),
    responses((status = 200, description = "The stored draft", body = StoredDraft), GetDraftProblems)
)]
pub async fn get_draft(
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

problems!(
    SaveDraftProblems = UNSAFE,
    JSON_BODY,
    SESSION,
    PATH,
    &[ProblemKind::RevisionStale, ProblemKind::DraftUnreadable]
);

/// Saves a draft, whatever was typed. It refuses only a body that is too large, row ids of another shape, and a stale revision.
#[utoipa::path(
    put,
    path = "/api/drafts/{id}",
    params(Guard, ("id" = String, Path, description = "Identity of the draft")),
    request_body = DraftSave,
    responses((status = 200, description = "The draft is saved", body = DraftSaved), SaveDraftProblems)
)]
pub async fn save_draft(
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

problems!(DeleteDraftProblems = UNSAFE, JSON_BODY, SESSION, PATH, &[ProblemKind::RevisionStale]);

/// 下書きを削除: the draft begins anew. The initial content becomes the next revision, so that another device merges with it, and
/// the deletion can be undone.
#[utoipa::path(
    delete,
    path = "/api/drafts/{id}",
    params(Guard, ("id" = String, Path, description = "Identity of the draft")),
    request_body = DraftDeletion,
    responses((status = 200, description = "The draft that now stands", body = StoredDraft), DeleteDraftProblems)
)]
pub async fn delete_draft(
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
