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
};
use percent_encoding::percent_decode_str;
use utoipa::{
    IntoResponses,
    openapi::{Content, RefOr, Response as OpenApiResponse, ResponseBuilder},
};

use crate::{
    account::rate_limit::RateLimiter,
    draft::{find_own_draft, save_conflict},
    error::ApiError,
    file::{
        Files,
        attach::NewFile,
        blank_form, name,
        row::FileRow,
        upload_buffer::{self, UploadError},
    },
    http::{
        current_account::CurrentAccount,
        download::download,
        handler::application::find_own_application,
        openapi::{FileName, Guard, PATH, SESSION, UNSAFE, problems},
    },
    store::{Store, file},
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
    State(store): State<Store>,
    State(files): State<Files>,
    State(rate_limiter): State<RateLimiter>,
    current: CurrentAccount,
    Path((id, list, row)): Path<(String, String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<FileStored>), ApiError> {
    let stored = find_own_draft(&store.read_db, &current.account.id, &id).await?;
    let row = FileRow::find(stored.form(), &list, &row).ok_or(ProblemKind::NotFound)?;
    if !stored.is_open() {
        return Err(save_conflict(&stored)?);
    }
    let name = file_name(&headers)?;
    rate_limiter.count([(UPLOADS_PER_ACCOUNT, &current.account.id)]).await?;
    let content = upload_buffer::receive(body).await.map_err(|error| match error {
        UploadError::TooLarge => row.error(ProblemKind::FileTooLarge, refusal::of(&refusal::TOO_LARGE, &name)),
        UploadError::Stopped => ProblemKind::Malformed.into(),
        UploadError::Io(error) => {
            tracing::error!(%error, "upload buffer");
            ProblemKind::Unavailable.into()
        }
    })?;
    if let Some(violation) = before(&name, content.size.into()) {
        return Err(row.error(ProblemKind::FileRefused, violation));
    }
    let attached = files.attach(NewFile { draft_id: &id, row, name, content }).await?;
    Ok((StatusCode::CREATED, Json(attached)))
}

/// The name of the file in normal form; empty without the header.
fn file_name(headers: &HeaderMap) -> Result<String, ApiError> {
    let Some(value) = headers.get(FILE_NAME_HEADER) else { return Ok(String::new()) };
    let value = value.to_str().map_err(|_| ProblemKind::Malformed)?;
    let decoded = percent_decode_str(value).decode_utf8().map_err(|_| ProblemKind::Malformed)?;
    Ok(name::normalise(&decoded))
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
    State(store): State<Store>,
    State(files): State<Files>,
    current: CurrentAccount,
    Path((id, row)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    find_own_draft(&store.read_db, &current.account.id, &id).await?;
    send(&store, &files, &id, &row).await
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
    State(store): State<Store>,
    State(files): State<Files>,
    current: CurrentAccount,
    Path((id, row)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let stored = find_own_application(&store.read_db, &current.account.id, &id).await?;
    send(&store, &files, &stored.draft_id, &row).await
}

pub(super) async fn send(store: &Store, files: &Files, draft_id: &str, row: &str) -> Result<Response, ApiError> {
    let file = file::of_row(&store.read_db, draft_id, row).await?.ok_or(ProblemKind::NotFound)?;
    let kind = file.file_type().ok_or(ProblemKind::Internal)?;
    let bytes = files.storage.get(&file.id).await.map_err(|error| {
        tracing::error!(%error, file = file.id, "file not sent");
        ProblemKind::Unavailable
    })?;
    Ok(download(&name::normalise(&file.name), kind, file.size.unsigned_abs().into(), Body::from_stream(bytes)))
}

problems!(BlankFormProblems = &[]);

/// Returns the blank form of the システム構成図 (F086).
#[utoipa::path(get, path = "/api/blank-forms/system-diagram", responses(Download, BlankFormProblems))]
pub async fn download_blank_form() -> Result<Response, ApiError> {
    let bytes = blank_form::bytes().map_err(|error| {
        tracing::error!(%error, "blank form");
        ProblemKind::Internal
    })?;
    let body = Body::from(Bytes::from_static(bytes));
    Ok(download(BLANK_FORM_NAME, FileType::Xlsx, bytes.len() as u64, body))
}

/// The reply of a download: the bytes, as one of the types that can be attached.
pub(super) struct Download;

impl IntoResponses for Download {
    fn responses() -> BTreeMap<String, RefOr<OpenApiResponse>> {
        let bytes = || Content::builder().build();
        let reply = FileType::ALL
            .iter()
            .fold(ResponseBuilder::new().description("The file"), |reply, kind| reply.content(kind.media(), bytes()));
        BTreeMap::from([("200".to_owned(), reply.build().into())])
    }
}
