//! `/api/drafts/{id}`: reads, saves and deletes a draft.

use axum::{
    Json,
    extract::{Path, State},
};
use metrics::counter;
use nss_core::{
    api::{DraftDeletion, DraftSave, DraftSaved, ProblemKind, StoredDraft},
    application,
};

use crate::{
    account::applicant_answers,
    clock::Clock,
    draft::{find_own_draft, of_applicant, save_conflict, to_stored_draft},
    error::ApiError,
    http::{
        body_slot::BodySlot,
        current_account::CurrentAccount,
        openapi::{Guard, JSON_BODY, PATH, SESSION, UNSAFE, problems},
        problem::Body,
    },
    review::{MoveError, change, settings},
    store::{self, Store, draft, millis},
};

problems!(GetDraftProblems = SESSION, PATH);

/// Returns a draft as it is stored, also after 登録.
#[utoipa::path(
    get,
    path = "/api/drafts/{id}",
    params(("id" = String, Path, description = "Identity of the draft")),
    responses((status = 200, description = "The stored draft", body = StoredDraft), GetDraftProblems)
)]
pub async fn get_draft(
    State(store): State<Store>,
    current: CurrentAccount,
    Path(id): Path<String>,
) -> Result<Json<StoredDraft>, ApiError> {
    to_stored_draft(&find_own_draft(&store.read_db, &current.account.id, &id).await?).map(Json)
}

problems!(
    SaveDraftProblems = UNSAFE,
    JSON_BODY,
    SESSION,
    PATH,
    &[ProblemKind::RevisionStale, ProblemKind::DraftUnreadable, ProblemKind::AnswersFaulty]
);

/// Saves a draft, whatever was typed. It refuses only a body that is too large, row ids of another shape, answers of the
/// center, and a stale revision.
#[utoipa::path(
    put,
    path = "/api/drafts/{id}",
    params(Guard, ("id" = String, Path, description = "Identity of the draft")),
    request_body = DraftSave,
    responses((status = 200, description = "The draft is saved", body = DraftSaved), SaveDraftProblems)
)]
pub async fn save_draft(
    State(store): State<Store>,
    State(clock): State<Clock>,
    current: CurrentAccount,
    Path(id): Path<String>,
    _slot: BodySlot,
    Body(save): Body<DraftSave>,
) -> Result<Json<DraftSaved>, ApiError> {
    let stored = find_own_draft(&store.read_db, &current.account.id, &id).await?;
    let revision = i32::try_from(save.revision).map_err(|_| ProblemKind::Malformed)?;
    if stored.revision != revision {
        // Judged by the document of a later revision, the answers of an earlier one are wrong.
        return Err(save_conflict(&stored)?);
    }
    let base = change::base_of(&store.read_db, &stored).await.map_err(MoveError::into_error)?;
    of_applicant(stored.form(), &save.draft, base.as_ref())?;
    let now = clock.now();
    if !draft::save(&store.db, &stored.id, revision, serde_json::to_string(&save.draft)?, now).await? {
        return Err(save_conflict(&find_own_draft(&store.read_db, &current.account.id, &id).await?)?);
    }
    counter!("nss_drafts_saved_total").increment(1);
    Ok(Json(DraftSaved { revision: save.revision + 1, saved_at: now, rules: nss_core::RULES.to_owned() }))
}

problems!(DeleteDraftProblems = UNSAFE, JSON_BODY, SESSION, PATH, &[ProblemKind::RevisionStale]);

/// 下書きを削除: the draft begins anew; that of a returned application becomes again what was sent. This content is the next revision, so that another device merges with it,
/// and the deletion can be undone.
#[utoipa::path(
    delete,
    path = "/api/drafts/{id}",
    params(Guard, ("id" = String, Path, description = "Identity of the draft")),
    request_body = DraftDeletion,
    responses((status = 200, description = "The draft that now stands", body = StoredDraft), DeleteDraftProblems)
)]
pub async fn delete_draft(
    State(store): State<Store>,
    State(clock): State<Clock>,
    current: CurrentAccount,
    Path(id): Path<String>,
    _slot: BodySlot,
    Body(deletion): Body<DraftDeletion>,
) -> Result<Json<StoredDraft>, ApiError> {
    let stored = find_own_draft(&store.db, &current.account.id, &id).await?;
    let body = if let Some(returned) = store::application::of_draft(&store.db, &stored.id).await? {
        returned.body
    } else if let Some(contract) =
        settings::contract_of_draft(&store.db, &stored).await.map_err(MoveError::into_error)?
    {
        serde_json::to_string(&nss_core::settings::start(&contract).to_wire())?
    } else if let Some(base) = change::base_of(&store.db, &stored).await.map_err(MoveError::into_error)? {
        serde_json::to_string(&base.to_wire())?
    } else {
        let start = application::start(applicant_answers::registration(&current.account)?.answers());
        serde_json::to_string(&start.to_wire())?
    };
    let now = clock.now();
    let revision = i32::try_from(deletion.revision).map_err(|_| ProblemKind::Malformed)?;
    if !draft::save(&store.db, &stored.id, revision, body.clone(), now).await? {
        return Err(save_conflict(&find_own_draft(&store.db, &current.account.id, &id).await?)?);
    }
    let saved = draft::Model { body, revision: revision.wrapping_add(1), saved_at: millis(now), ..stored };
    to_stored_draft(&saved).map(Json)
}
