//! `/api/applications/{id}/settings`: システム設定申込 of a contract (N-280 … N-287, C-062).

use axum::{
    Json,
    body::Body,
    extract::{Path, State},
    response::Response,
};
use nss_core::{
    api::{ProblemKind, SettingsDraft},
    file::FileType,
    settings::trades,
};

use super::{application::find_own_application, file::Download};
use crate::{
    error::ApiError,
    file::settings_document,
    http::{
        current_account::CurrentAccount,
        download::download,
        openapi::{Guard, PATH, SESSION, UNSAFE, problems},
    },
    review::{MoveError, Reviews, settings},
    store::Store,
};

problems!(BeginSettingsProblems = UNSAFE, SESSION, PATH, &[ProblemKind::MoveRefused]);

/// Begins システム設定申込, or finds the one that was begun. An application before its approval has no contract to set up.
#[utoipa::path(
    post,
    path = "/api/applications/{id}/settings",
    params(Guard, ("id" = String, Path, description = "Identity of the application")),
    responses((status = 200, description = "The draft", body = SettingsDraft), BeginSettingsProblems)
)]
pub async fn begin_settings(
    State(store): State<Store>,
    State(reviews): State<Reviews>,
    current: CurrentAccount,
    Path(id): Path<String>,
) -> Result<Json<SettingsDraft>, ApiError> {
    let application = find_own_application(&store.read_db, &current.account.id, &id).await?;
    reviews.begin_settings(&application).await.map(Json).map_err(MoveError::into_error)
}

problems!(SettingsDocumentProblems = SESSION, PATH);

/// Returns the システム設定書類 of a 業種 of the contract, to be filled in and attached.
#[utoipa::path(
    get,
    path = "/api/applications/{id}/settings/{trade}",
    params(
        ("id" = String, Path, description = "Identity of the application"),
        ("trade" = String, Path, description = "Code of the 業種"),
    ),
    responses(Download, SettingsDocumentProblems)
)]
pub async fn download_settings_document(
    State(store): State<Store>,
    current: CurrentAccount,
    Path((id, trade)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let application = find_own_application(&store.read_db, &current.account.id, &id).await?;
    let contract = settings::contract(&store.read_db, &application).await.map_err(MoveError::into_error)?;
    let trade = trades(&contract).into_iter().find(|known| known.code == trade).ok_or(ProblemKind::NotFound)?;
    let bytes = settings_document::make(&contract, trade).map_err(|error| {
        tracing::error!(%error, "settings document");
        ProblemKind::Internal
    })?;
    let name = format!("システム設定書類（{}）.xlsx", trade.label);
    Ok(download(&name, FileType::Xlsx, bytes.len() as u64, Body::from(bytes)))
}
