//! `POST /api/drafts/{id}/submission`: 登録 (N-232 … N-235).

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use nss_core::{
    api::{IDEMPOTENCY_HEADER, ProblemKind, Receipt, SubmissionRequest},
    form::{Submission, submit},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    app::{App, Shared},
    file::attach::all_there,
    handler::draft::{not_saved, own, read},
    openapi::{Guard, IdempotencyKey, JSON_BODY, PATH, SESSION, UNSAFE, problems},
    problem::{Body, Refusal},
    registrar::{Entry, register},
    session::Visitor,
    store::{application, draft, file},
};

problems!(
    SubmitProblems = UNSAFE,
    JSON_BODY,
    SESSION,
    PATH,
    &[ProblemKind::RevisionStale, ProblemKind::AnswersFaulty, ProblemKind::DraftUnreadable]
);

/// 登録: submits the draft. A second request for the same draft gets the first one's receipt, byte for byte: the draft decides;
/// the `Idempotency-Key` is only stored with the application.
#[utoipa::path(
    post,
    path = "/api/drafts/{id}/submission",
    params(Guard, IdempotencyKey, ("id" = String, Path, description = "Identity of the draft")),
    request_body = SubmissionRequest,
    responses((status = 201, description = "The application is registered", body = Receipt), SubmitProblems)
)]
pub async fn submit_draft(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    Body(request): Body<SubmissionRequest>,
) -> Result<(StatusCode, Json<Receipt>), Refusal> {
    let idempotency_key = key(&headers)?;
    let stored = own(&app.reads, &visitor, &id).await?;
    if stored.is_open() && stored.revision.unsigned_abs() == request.revision {
        let files = file::of_drafts(&app.reads, [id.as_str()]).await?;
        let entry = Entry::new(&stored, &judge(&app, &stored, &files)?, idempotency_key)?;
        if let Some(receipt) = register(&app, entry).await? {
            return Ok((StatusCode::CREATED, Json(receipt)));
        }
    }
    let first = application::Entity::find().filter(application::Column::DraftId.eq(&id)).one(&app.reads).await?;
    match first {
        Some(first) => Ok((StatusCode::CREATED, Json(first.receipt()))),
        None => Err(not_saved(&own(&app.reads, &visitor, &id).await?)?),
    }
}

/// What the stored draft means, its files included; refused with everything that blocks it.
fn judge(app: &App, stored: &draft::Model, files: &[file::Model]) -> Result<Submission, Refusal> {
    let typed = read(&serde_json::from_str(&stored.body)?)?;
    let submission = submit(&typed, app.now().date_naive()).map_err(|faults| Refusal::faulty(&faults))?;
    all_there(files, &submission)?;
    Ok(submission)
}

/// The page's name of this try: printable ASCII, at most 200 characters.
fn key(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let Some(value) = headers.get(IDEMPOTENCY_HEADER) else { return Ok(None) };
    match value.to_str() {
        Ok(key) if (1..=200).contains(&key.len()) => Ok(Some(key.to_owned())),
        _ => Err(ProblemKind::Malformed.into()),
    }
}
