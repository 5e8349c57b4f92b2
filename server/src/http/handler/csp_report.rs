//! `POST /api/csp-reports`: reports of the browser's content policy (F114).

use axum::{Json, body::Bytes, extract::State, http::StatusCode};
use nss_core::api::ProblemKind;

use crate::{csp_reports::CspReports, http::openapi::problems};

problems!(ReportProblems = &[ProblemKind::TooLarge]);

/// Takes a report of any shape.
#[utoipa::path(
    post,
    path = "/api/csp-reports",
    request_body(
        content = serde_json::Value,
        content_type = "application/csp-report",
        description = "The browser's report"
    ),
    responses((status = 204, description = "The report was taken"), ReportProblems)
)]
pub async fn receive_csp_report(State(reports): State<CspReports>, report: Bytes) -> StatusCode {
    reports.take(&report);
    StatusCode::NO_CONTENT
}

/// Development: the reports, oldest first.
#[utoipa::path(
    get,
    path = "/dev/csp-reports",
    responses((status = 200, description = "The reports", body = Vec<String>))
)]
pub async fn list_csp_reports(State(reports): State<CspReports>) -> Json<Vec<String>> {
    Json(reports.kept())
}
