//! `POST /api/applications/{id}/resubmission`: 修正して送る, the answer to a return (C-016).

use axum::{
    Json,
    extract::{Path, State},
};
use nss_core::{
    api::{ProblemKind, Receipt, menu::Resubmission},
    review::Move,
};

use super::{application::find_own_application, submission::check};
use crate::{
    draft::{find_own_draft, save_conflict},
    error::ApiError,
    http::{
        current_account::CurrentAccount,
        openapi::{Guard, JSON_BODY, PATH, SESSION, UNSAFE, problems},
        problem::Body,
    },
    review::{By, Content, MoveError, MoveRequest},
    state::AppState,
    store::{application_event, file},
};

problems!(
    ResubmitProblems = UNSAFE,
    JSON_BODY,
    SESSION,
    PATH,
    &[
        ProblemKind::ApplicationMoved,
        ProblemKind::MoveRefused,
        ProblemKind::RevisionStale,
        ProblemKind::AnswersFaulty,
        ProblemKind::DraftUnreadable
    ]
);

/// 修正して送る: the returned application is handed in again with the answers of its draft, under the same number. Every check
/// of 登録 runs again. A second request for the same return gets the same receipt.
#[utoipa::path(
    post,
    path = "/api/applications/{id}/resubmission",
    params(Guard, ("id" = String, Path, description = "Identity of the application")),
    request_body = Resubmission,
    responses((status = 200, description = "The application is received again", body = Receipt), ResubmitProblems)
)]
pub async fn resubmit_application(
    State(app): State<AppState>,
    current: CurrentAccount,
    Path(id): Path<String>,
    Body(request): Body<Resubmission>,
) -> Result<Json<Receipt>, ApiError> {
    let (db, account) = (&app.store.db, current.account.id.as_str());
    let application = find_own_application(db, account, &id).await?;
    let revision = i32::try_from(request.application_revision).map_err(|_| ProblemKind::Malformed)?;
    if application_event::is_move(db, &id, revision.saturating_add(1), Move::Resend).await? {
        return Ok(Json(application.receipt()));
    }
    if application.revision != revision {
        let state = super::application::state_of(&application);
        return Err(MoveError::Stale { revision: application.revision, state }.into_error());
    }
    let draft = find_own_draft(db, account, &application.draft_id).await?;
    if !draft.is_open() || draft.revision.unsigned_abs() != request.revision {
        return Err(save_conflict(&draft)?);
    }
    let files = file::of_drafts(db, [draft.id.as_str()]).await?;
    let submission = check(&app.store, &draft, &files, app.clock.now()).await?;
    let content = Content::Submission { submission: &submission, draft_revision: draft.revision };
    let by = By::Applicant(account);
    let resend = MoveRequest { application_id: &id, revision, by, step: Move::Resend, content };
    match app.reviews.apply_move(resend).await {
        Ok(moved) => Ok(Json(moved.receipt())),
        Err(MoveError::DraftChanged) => Err(save_conflict(&find_own_draft(db, account, &draft.id).await?)?),
        Err(error) => Err(error.into_error()),
    }
}
