//! `/api/drafts/{id}/files/…`: files are rows of the draft; `/api/blank-forms/…`: a form to be filled in and attached.

use std::collections::BTreeMap;

use axum::{
    Json,
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use nss_core::{
    account::limits::UPLOADS_PER_ACCOUNT,
    api::{FILE_NAME_HEADER, FileStored, ProblemKind},
    file::{BLANK_FORM_NAME, FileType, before, refusal},
    value::file_name,
};
use percent_encoding::percent_decode_str;
use utoipa::{
    IntoResponses,
    openapi::{Content, RefOr, Response as OpenApiResponse, ResponseBuilder},
};

use crate::{
    app::{App, Shared},
    file::{attach, blank_form, download::download, place::Place, spool},
    handler::{application, draft},
    openapi::{FileName, Guard, PATH, SESSION, UNSAFE, problems},
    problem::Refusal,
    rate_limit,
    session::Visitor,
    store::file,
};

problems!(
    AttachProblems = UNSAFE,
    SESSION,
    PATH,
    &[
        ProblemKind::FileDiffers,
        ProblemKind::FileTooLarge,
        ProblemKind::FileRefused,
        ProblemKind::TooManyTries,
        ProblemKind::DraftUnreadable
    ]
);

/// Attaches a file: the draft gets its row, and the next revision.
#[utoipa::path(
    put,
    path = "/api/drafts/{id}/files/{list}/{row}",
    params(
        Guard,
        FileName,
        ("id" = String, Path, description = "Identity of the draft"),
        ("list" = String, Path, description = "The list of files"),
        ("row" = String, Path, description = "Identity of the row"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file"),
    responses((status = 201, description = "The file is attached", body = FileStored), AttachProblems)
)]
pub async fn attach_file(
    State(app): State<Shared>,
    visitor: Visitor,
    Path((id, list, row)): Path<(String, String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<FileStored>), Refusal> {
    let stored = draft::own(&app.reads, &visitor, &id).await?;
    let place = Place::read(&list, &row).ok_or(ProblemKind::NotFound)?;
    if !stored.is_open() {
        return Err(draft::not_saved(&stored)?);
    }
    let name = name(&headers)?;
    rate_limit::take(&app, [(UPLOADS_PER_ACCOUNT, &visitor.account.id)]).await?;
    let spool = spool::take(body).await.map_err(|failed| match failed {
        spool::Failed::TooLarge => place.refusal(ProblemKind::FileTooLarge, refusal::of(&refusal::TOO_LARGE, &name)),
        spool::Failed::Stopped => ProblemKind::Malformed.into(),
        spool::Failed::Io(error) => {
            tracing::error!(%error, "spool");
            ProblemKind::Unavailable.into()
        }
    })?;
    if let Some(flaw) = before(&name, spool.size.into()) {
        return Err(place.refusal(ProblemKind::FileRefused, flaw));
    }
    let attached = attach::attach(&app, &id, place, name, spool).await?;
    Ok((StatusCode::CREATED, Json(attached)))
}

/// The name of the file in normal form; empty if none was said.
fn name(headers: &HeaderMap) -> Result<String, Refusal> {
    let Some(value) = headers.get(FILE_NAME_HEADER) else { return Ok(String::new()) };
    let value = value.to_str().map_err(|_| ProblemKind::Malformed)?;
    let name = percent_decode_str(value).decode_utf8().map_err(|_| ProblemKind::Malformed)?;
    Ok(file_name::normalise(&name).into_owned())
}

problems!(DownloadProblems = SESSION, PATH);

/// Returns a file of the applicant's own draft.
#[utoipa::path(
    get,
    path = "/api/drafts/{id}/files/{row}",
    params(
        ("id" = String, Path, description = "Identity of the draft"),
        ("row" = String, Path, description = "Identity of the row"),
    ),
    responses(Download, DownloadProblems)
)]
pub async fn download_draft_file(
    State(app): State<Shared>,
    visitor: Visitor,
    Path((id, row)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    draft::own(&app.reads, &visitor, &id).await?;
    give(&app, &id, &row).await
}

/// Returns a file of the applicant's own application.
#[utoipa::path(
    get,
    path = "/api/applications/{id}/files/{row}",
    params(
        ("id" = String, Path, description = "Identity of the application"),
        ("row" = String, Path, description = "Identity of the row"),
    ),
    responses(Download, DownloadProblems)
)]
pub async fn download_application_file(
    State(app): State<Shared>,
    visitor: Visitor,
    Path((id, row)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let stored = application::own(&app.reads, &visitor, &id).await?;
    give(&app, &stored.draft_id, &row).await
}

async fn give(app: &App, draft_id: &str, row: &str) -> Result<Response, Refusal> {
    let file = file::of_row(&app.reads, draft_id, row).await?.ok_or(ProblemKind::NotFound)?;
    let kind = file.file_type().ok_or(ProblemKind::Internal)?;
    let bytes = app.depot.get(&file.id).await.map_err(|error| {
        tracing::error!(%error, file = file.id, "file not given");
        ProblemKind::Unavailable
    })?;
    Ok(download(&file.name, kind, file.size.unsigned_abs().into(), Body::from_stream(bytes)))
}

problems!(BlankFormProblems = &[]);

/// Returns the blank form of the システム構成図 (F086).
#[utoipa::path(get, path = "/api/blank-forms/system-diagram", responses(Download, BlankFormProblems))]
pub async fn download_blank_form() -> Result<Response, Refusal> {
    let bytes = blank_form::bytes().map_err(|error| {
        tracing::error!(%error, "blank form");
        ProblemKind::Internal
    })?;
    let body = Body::from(Bytes::from_static(bytes));
    Ok(download(BLANK_FORM_NAME, FileType::Xlsx, bytes.len() as u64, body))
}

/// The reply of a download: the bytes, as one of the types that can be attached.
struct Download;

impl IntoResponses for Download {
    fn responses() -> BTreeMap<String, RefOr<OpenApiResponse>> {
        let bytes = || Content::builder().build();
        let reply = FileType::ALL
            .iter()
            .fold(ResponseBuilder::new().description("The file"), |reply, kind| reply.content(kind.media(), bytes()));
        BTreeMap::from([("200".to_owned(), reply.build().into())])
    }
}
