//! `GET /api/applications/{id}/calendar.ics`: the days of a contract, for the calendars of other programs.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use nss_core::{api::ProblemKind, review::State as Life};

use super::application::find_own_application;
use crate::{
    clock::Clock,
    config::Config,
    error::ApiError,
    http::{
        current_account::CurrentAccount,
        openapi::{PATH, SESSION, problems},
    },
    review::calendar_of,
    store::Store,
};

problems!(GetCalendarProblems = SESSION, PATH);

/// Returns 利用開始日, システム設定申込締切日 and the end of パスワード参照期間 as a calendar file (RFC 5545). An application before its
/// approval, and one that has lapsed, has none.
#[utoipa::path(
    get,
    path = "/api/applications/{id}/calendar.ics",
    params(("id" = String, Path, description = "Identity of the application")),
    responses(
        (status = 200, description = "The calendar file", body = String, content_type = "text/calendar"),
        GetCalendarProblems
    )
)]
pub async fn get_calendar(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    State(clock): State<Clock>,
    current: CurrentAccount,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let application = find_own_application(&store.read_db, &current.account.id, &id).await?;
    let file = calendar_of(&application, &config, clock.now()).filter(|_| application.state() != Some(Life::Void));
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"naccs.ics\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, file.ok_or(ProblemKind::NotFound)?).into_response())
}
