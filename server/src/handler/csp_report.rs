//! `POST /api/csp-reports`: what a browser refused to load (F114). Kept only while developing, where stories look at them.

use std::sync::PoisonError;

use axum::{Json, body::Bytes, extract::State, http::StatusCode};
use nss_core::api::ProblemKind;

use crate::{app::Shared, openapi::problems};

/// Reports that are kept.
const MOST: usize = 100;
/// Bytes of a report that are kept.
const LONGEST: usize = 8 * 1024;

problems!(ReportProblems = &[ProblemKind::TooLarge]);

/// Takes a report of any shape. In production only its arrival is logged, since its addresses may be personal.
#[utoipa::path(
    post,
    path = "/api/csp-reports",
    request_body(content = serde_json::Value, content_type = "application/csp-report", description = "The browser's report"),
    responses((status = 204, description = "The report was taken"), ReportProblems)
)]
pub async fn receive_csp_report(State(app): State<Shared>, report: Bytes) -> StatusCode {
    tracing::warn!(bytes = report.len(), "content policy report");
    if app.config.is_development() {
        let text = String::from_utf8_lossy(&report[..report.len().min(LONGEST)]).into_owned();
        let mut reports = app.csp_reports.lock().unwrap_or_else(PoisonError::into_inner);
        reports.push_back(text);
        if reports.len() > MOST {
            reports.pop_front();
        }
    }
    StatusCode::NO_CONTENT
}

/// Development: the reports, oldest first.
#[utoipa::path(get, path = "/dev/csp-reports", responses((status = 200, description = "The reports", body = Vec<String>)))]
pub async fn list_csp_reports(State(app): State<Shared>) -> Json<Vec<String>> {
    Json(app.csp_reports.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect())
}
