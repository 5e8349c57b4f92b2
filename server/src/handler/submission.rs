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
    problem::{Body, Refusal},
    registrar::{Entry, register},
    session::Visitor,
    store::{application, draft, instant},
};

/// Registers the draft. Whoever comes second, by whatever way, gets the first one's answer, to the byte: the draft decides,
/// the `Idempotency-Key` is only kept with the application.
pub async fn create(
    State(app): State<Shared>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    Body(request): Body<SubmissionRequest>,
) -> Result<(StatusCode, Json<Receipt>), Refusal> {
    let idempotency_key = key(&headers)?;
    let stored = own(&app.reads, &visitor, &id).await?;
    if stored.locked_at.is_none() && stored.revision.unsigned_abs() == request.revision {
        let submission = judge(&app, &stored).await?;
        let draft::Model { id: draft_id, account_id, revision, .. } = stored;
        let entry = Entry { draft_id, revision, account_id, submission, idempotency_key };
        if let Some(application) = register(&app, entry).await? {
            return Ok((StatusCode::CREATED, Json(receipt(application))));
        }
    }
    let first = application::Entity::find().filter(application::Column::DraftId.eq(&id)).one(&app.reads).await?;
    match first {
        Some(first) => Ok((StatusCode::CREATED, Json(receipt(first)))),
        None => Err(not_saved(&own(&app.reads, &visitor, &id).await?)?),
    }
}

/// What the stored draft means, its files included; refused with everything that blocks it.
async fn judge(app: &App, stored: &draft::Model) -> Result<Submission, Refusal> {
    let typed = read(&serde_json::from_str(&stored.body)?)?;
    let submission = submit(&typed, app.now().date_naive()).map_err(|faults| Refusal::faulty(&faults))?;
    all_there(&app.reads, &stored.id, &submission).await?;
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

fn receipt(application: application::Model) -> Receipt {
    Receipt { id: application.id, number: application.number, submitted_at: instant(application.submitted_at) }
}
