//! The printed forms as PDF, for the applicant and for the staff (C-110 … C-114, N-251, N-292).

use axum::{
    body::Body,
    extract::{Path, State},
    response::Response,
};
use nss_core::file::FileType;

use super::{application::find_own_application, file::Download};
use crate::{
    desk::view::find,
    error::ApiError,
    http::{
        current_account::CurrentAccount,
        current_staff::CurrentStaff,
        download::download,
        openapi::{PATH, SESSION, STAFF, problems},
    },
    printed_form::Sheet,
    state::AppState,
    store::application,
};

problems!(OwnFormProblems = SESSION, PATH);

/// Returns システムサービス利用申込書 of the applicant's own application, as it was sent last.
#[utoipa::path(
    get,
    path = "/api/applications/{id}/application-form.pdf",
    params(("id" = String, Path, description = "Identity of the application")),
    responses(Download, OwnFormProblems)
)]
pub async fn download_application_form(
    State(app): State<AppState>,
    current: CurrentAccount,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    own(&app, &current, &id, Sheet::Application).await
}

/// Returns システムサービス利用承諾書 of the applicant's own application. Before 利用開始日 there is none.
#[utoipa::path(
    get,
    path = "/api/applications/{id}/acceptance-form.pdf",
    params(("id" = String, Path, description = "Identity of the application")),
    responses(Download, OwnFormProblems)
)]
pub async fn download_acceptance_form(
    State(app): State<AppState>,
    current: CurrentAccount,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    own(&app, &current, &id, Sheet::Acceptance).await
}

problems!(DeskFormProblems = STAFF, PATH);

/// Returns システムサービス利用申込書 of an application, as it was sent last.
#[utoipa::path(
    get,
    path = "/api/staff/applications/{id}/application-form.pdf",
    params(("id" = String, Path, description = "Identity of the application")),
    responses(Download, DeskFormProblems)
)]
pub async fn download_desk_application_form(
    State(app): State<AppState>,
    current: CurrentStaff,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    desk(&app, &current, &id, Sheet::Application).await
}

/// Returns システムサービス利用承諾書 of an application. Before 利用開始日 there is none.
#[utoipa::path(
    get,
    path = "/api/staff/applications/{id}/acceptance-form.pdf",
    params(("id" = String, Path, description = "Identity of the application")),
    responses(Download, DeskFormProblems)
)]
pub async fn download_desk_acceptance_form(
    State(app): State<AppState>,
    current: CurrentStaff,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    desk(&app, &current, &id, Sheet::Acceptance).await
}

async fn own(app: &AppState, current: &CurrentAccount, id: &str, sheet: Sheet) -> Result<Response, ApiError> {
    let application = find_own_application(&app.store.read_db, &current.account.id, id).await?;
    reply(app, &application, sheet, &current.account.id).await
}

async fn desk(app: &AppState, current: &CurrentStaff, id: &str, sheet: Sheet) -> Result<Response, ApiError> {
    let application = find(&app.store.read_db, id).await?;
    reply(app, &application, sheet, &current.member.id).await
}

async fn reply(
    app: &AppState,
    application: &application::Model,
    sheet: Sheet,
    reader: &str,
) -> Result<Response, ApiError> {
    let form = sheet.of(application, &app.store.read_db, &app.clock).await?;
    let name = format!("{}_{}.pdf", form.title, form.number);
    let pdf = app.printed_forms.pdf(form, reader).await?;
    let size = pdf.len() as u64;
    Ok(download(&name, FileType::Pdf, size, Body::from(pdf)))
}
