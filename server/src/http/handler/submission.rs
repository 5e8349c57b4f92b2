//! `POST /api/drafts/{id}/submission`: 登録 (N-232 … N-235).

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use nss_core::{
    api::{ApplicationState, IDEMPOTENCY_HEADER, Instant, ProblemKind, Receipt, SubmissionRequest},
    change_application,
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
    review::{MoveError, change, settings},
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
        let submission = check(store, &stored, &files, app.clock.now()).await?;
        let registered = match (&stored.settings_of, &stored.change_of) {
            (None, None) => {
                let pending = PendingSubmission::new(&stored, &submission, idempotency_key)?;
                app.submissions.register(pending).await?
            }
            _ => register(&app, &stored, &submission, idempotency_key.as_deref()).await?,
        };
        if let Some(receipt) = registered {
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

/// Registers an application of an account that has a contract; none if the draft is no longer as it was read, or has its receipt.
async fn register(
    app: &AppState,
    stored: &draft::Model,
    submission: &Submission,
    idempotency_key: Option<&str>,
) -> Result<Option<Receipt>, ApiError> {
    if application::of_draft(&app.store.read_db, &stored.id).await?.is_some() {
        return Ok(None);
    }
    let registered = if stored.settings_of.is_some() {
        app.reviews.register_settings(stored, submission, idempotency_key).await
    } else {
        app.reviews.register_change(stored, submission, idempotency_key).await
    };
    match registered {
        Ok(receipt) => Ok(Some(receipt)),
        Err(MoveError::DraftChanged) => Ok(None),
        Err(error) => Err(error.into_error()),
    }
}

/// The submission of a stored draft, or everything that blocks it: what its contract demands and missing files included.
pub(super) async fn check(
    store: &Store,
    stored: &draft::Model,
    files: &[file::Model],
    now: Instant,
) -> Result<Submission, ApiError> {
    let draft = from_wire(stored.form(), &serde_json::from_str(&stored.body)?)?;
    let base = change::base_of(&store.read_db, stored).await.map_err(MoveError::into_error)?;
    let submission = match base {
        Some(base) => change_application::submit(&draft, &base, now.date_naive()),
        None => submit(&draft, now.date_naive()),
    };
    let submission = submission.map_err(|faults| ApiError::faulty(&faults))?;
    require_all_files(files, &submission)?;
    let fault = settings::faults(&store.read_db, stored, submission.answers()).await.map_err(MoveError::into_error)?;
    fault.map_or(Ok(submission), |fault| Err(ApiError::faulty(&[fault])))
}

/// The `Idempotency-Key`: printable ASCII, at most 200 characters.
fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, ApiError> {
    let Some(value) = headers.get(IDEMPOTENCY_HEADER) else { return Ok(None) };
    match value.to_str() {
        Ok(key) if (1..=200).contains(&key.len()) => Ok(Some(key.to_owned())),
        _ => Err(ProblemKind::Malformed.into()),
    }
}
