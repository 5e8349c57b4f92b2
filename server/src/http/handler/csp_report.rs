//! `POST /api/csp-reports`: reports of the browser's content policy (F114). They are kept in development only, for the
//! stories.

use std::sync::{Arc, PoisonError};

use axum::{Json, body::Bytes, extract::State, http::StatusCode};
use nss_core::api::ProblemKind;

use crate::{config::Config, http::openapi::problems, state::CspReports};

/// Reports that are kept.
const MAX_REPORTS: usize = 100;
/// Bytes of a report that are kept.
const MAX_BYTES: usize = 8 * 1024;

problems!(ReportProblems = &[ProblemKind::TooLarge]);

/// Takes a report of any shape. In production only its arrival is logged, since its addresses may be personal.
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
pub async fn receive_csp_report(
    State(config): State<Arc<Config>>,
    State(reports): State<CspReports>,
    report: Bytes,
) -> StatusCode {
    tracing::warn!(bytes = report.len(), "content policy report");
    if config.is_development() {
        let text = String::from_utf8_lossy(&report[..report.len().min(MAX_BYTES)]).into_owned();
        let mut reports = reports.lock().unwrap_or_else(PoisonError::into_inner);
        reports.push_back(text);
        if reports.len() > MAX_REPORTS {
            reports.pop_front();
        }
    }
    StatusCode::NO_CONTENT
}

/// Development: the reports, oldest first.
#[utoipa::path(
    get,
    path = "/dev/csp-reports",
    responses((status = 200, description = "The reports", body = Vec<String>))
)]
pub async fn list_csp_reports(State(reports): State<CspReports>) -> Json<Vec<String>> {
    Json(reports.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect())
}
