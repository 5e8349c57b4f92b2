//! `/api/staff/applications/{id}/files…` and `/api/staff/applications.csv`: what staff save.

use std::collections::BTreeMap;

use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use nss_core::api::ProblemKind;
use utoipa::{
    IntoResponses,
    openapi::{Content, RefOr, Response as OpenApiResponse, ResponseBuilder},
};

use super::file::{Download, send};
use crate::{
    desk::{archive::archive, list, queue::Filter, view::find},
    error::ApiError,
    file::row::FileRow,
    http::{
        current_staff::CurrentStaff,
        download::{CSV, ZIP, download_as},
        openapi::{PATH, STAFF, problems},
    },
    review::{MoveError, submission},
    state::AppState,
    store::file,
};

problems!(FileProblems = STAFF, PATH);

/// Returns a file of an application.
#[utoipa::path(
    get,
    path = "/api/staff/applications/{id}/files/{row}",
    params(
        ("id" = String, Path, description = "Identity of the application"),
        ("row" = String, Path, description = "Identity of the row"),
    ),
    responses(Download, FileProblems)
)]
pub async fn download_desk_file(
    State(app): State<AppState>,
    _: CurrentStaff,
    Path((id, row)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let stored = find(&app.store.read_db, &id).await?;
    // A file that was attached after a return is not sent yet.
    let submission = submission(&stored).map_err(MoveError::into_error)?;
    if !FileRow::all(&submission).any(|sent| sent.id.to_string() == row) {
        return Err(ProblemKind::NotFound.into());
    }
    send(&app.store, &app.files, &stored.draft_id, &row).await
}

/// Returns all files of an application as one ZIP.
#[utoipa::path(
    get,
    path = "/api/staff/applications/{id}/files.zip",
    params(("id" = String, Path, description = "Identity of the application")),
    responses(Archive, FileProblems)
)]
pub async fn download_desk_files(
    State(app): State<AppState>,
    _: CurrentStaff,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let stored = find(&app.store.read_db, &id).await?;
    let submission = submission(&stored).map_err(MoveError::into_error)?;
    let rows: Vec<String> = FileRow::all(&submission).map(|row| row.id.to_string()).collect();
    let mut files = file::of_drafts(&app.store.read_db, [stored.draft_id.as_str()]).await?;
    // In the order of the document; a file whose row was removed is none of the application.
    files.retain(|file| rows.contains(&file.row));
    files.sort_by_key(|file| rows.iter().position(|row| *row == file.row));
    let name = format!("{}.zip", stored.number);
    Ok(download_as(&name, ZIP, archive(app.files.storage.clone(), files)))
}

problems!(ListProblems = STAFF, &[ProblemKind::Malformed]);

/// Returns the queue as CSV: every line that the filters let through.
#[utoipa::path(get, path = "/api/staff/applications.csv", params(Filter), responses(List, ListProblems))]
pub async fn download_queue(
    State(app): State<AppState>,
    current: CurrentStaff,
    Query(filter): Query<Filter>,
) -> Result<Response, ApiError> {
    let body = list::csv(app.store.read_db.clone(), filter, current.member.id.clone()).await?;
    let name = format!("審査一覧-{}.csv", app.clock.now().format("%Y%m%d-%H%M"));
    Ok(download_as(&name, CSV, body))
}

/// The reply with a ZIP.
struct Archive;

impl IntoResponses for Archive {
    fn responses() -> BTreeMap<String, RefOr<OpenApiResponse>> {
        bytes("All files", "application/zip")
    }
}

/// The reply with the CSV.
struct List;

impl IntoResponses for List {
    fn responses() -> BTreeMap<String, RefOr<OpenApiResponse>> {
        bytes("The list", "text/csv")
    }
}

fn bytes(description: &str, media: &str) -> BTreeMap<String, RefOr<OpenApiResponse>> {
    let reply = ResponseBuilder::new().description(description).content(media, Content::builder().build());
    BTreeMap::from([("200".to_owned(), reply.build().into())])
}
