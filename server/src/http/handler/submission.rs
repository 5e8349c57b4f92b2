//! `POST /api/drafts/{id}/submission`: 登録 (N-232 … N-235).

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use nss_core::{
    api::{ApplicationState, IDEMPOTENCY_HEADER, Instant, ProblemKind, Receipt, SubmissionRequest},
    form::{Submission, submit},
};

use crate::{
    draft::{find_own_draft, from_wire, save_conflict},
    error::ApiError,
    file::attach::require_all_files,
    http::{
        current_account::CurrentAccount,
        openapi::{Guard, IdempotencyKey, JSON_BODY, PATH, SESSION, UNSAFE, problems},
        problem::Body,
    },
    review::{MoveError, settings},
    state::AppState,
    store::{Store, application, draft, file},
    submission::batch::PendingSubmission,
};

problems!(
    SubmitProblems = UNSAFE,
    JSON_BODY,
    SESSION,
    PATH,
    &[
        ProblemKind::RevisionStale,
        ProblemKind::ApplicationMoved,
        ProblemKind::MoveRefused,
        ProblemKind::AnswersFaulty,
        ProblemKind::DraftUnreadable
    ]
);

/// 登録: submits the draft. A second request for the same draft gets the first one's receipt, byte for byte, unless
/// the application was returned: the draft decides; the `Idempotency-Key` is only stored with the application.
#[utoipa::path(
    post,
    path = "/api/drafts/{id}/submission",
    params(Guard, IdempotencyKey, ("id" = String, Path, description = "Identity of the draft")),
    request_body = SubmissionRequest,
    responses((status = 201, description = "The application is registered", body = Receipt), SubmitProblems)
)]
pub async fn submit_draft(
    State(app): State<AppState>,
    current: CurrentAccount,
    Path(id): Path<String>,
    headers: HeaderMap,
    Body(request): Body<SubmissionRequest>,
) -> Result<(StatusCode, Json<Receipt>), ApiError> {
    let idempotency_key = idempotency_key(&headers)?;
    let store = &app.store;
    let stored = find_own_draft(&store.read_db, &current.account.id, &id).await?;
    if stored.is_open() && stored.revision.unsigned_abs() == request.revision {
        let files = file::of_drafts(&store.read_db, [id.as_str()]).await?;
        let submission = check(&stored, &files, app.clock.now())?;
        if stored.settings_of.is_some() && application::of_draft(&store.read_db, &id).await?.is_none() {
            require_documents(store, &stored, &submission).await?;
            let registered = app.reviews.register_settings(&stored, &submission, idempotency_key).await;
            return registered.map(|receipt| (StatusCode::CREATED, Json(receipt))).map_err(MoveError::into_error);
        }
        let pending = PendingSubmission::new(&stored, &submission, idempotency_key)?;
        if let Some(receipt) = app.submissions.register(pending).await? {
            return Ok((StatusCode::CREATED, Json(receipt)));
        }
    }
    match application::of_draft(&store.read_db, &id).await? {
        // The first receipt would say that what was corrected since is sent.
        Some(first) if stored.is_open() && first.state() == Some(ApplicationState::Returned) => {
            Err(ProblemKind::ApplicationMoved.into())
        }
        Some(first) => Ok((StatusCode::CREATED, Json(first.receipt()))),
        None => Err(save_conflict(&find_own_draft(&store.read_db, &current.account.id, &id).await?)?),
    }
}

/// The submission of a stored draft, or everything that blocks it, missing files included.
pub(super) fn check(stored: &draft::Model, files: &[file::Model], now: Instant) -> Result<Submission, ApiError> {
    let draft = from_wire(stored.form(), &serde_json::from_str(&stored.body)?)?;
    let submission = submit(&draft, now.date_naive()).map_err(|faults| ApiError::faulty(&faults))?;
    require_all_files(files, &submission)?;
    Ok(submission)
}

/// Fails if システム設定申込 lacks the document of a 業種.
pub(super) async fn require_documents(
    store: &Store,
    stored: &draft::Model,
    submission: &Submission,
) -> Result<(), ApiError> {
    let fault = settings::faults(&store.read_db, stored, submission.answers()).await.map_err(MoveError::into_error)?;
    fault.map_or(Ok(()), |fault| Err(ApiError::faulty(&[fault])))
}

/// The `Idempotency-Key`: printable ASCII, at most 200 characters.
fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, ApiError> {
    let Some(value) = headers.get(IDEMPOTENCY_HEADER) else { return Ok(None) };
    match value.to_str() {
        Ok(key) if (1..=200).contains(&key.len()) => Ok(Some(key.to_owned())),
        _ => Err(ProblemKind::Malformed.into()),
    }
}
