//! `POST /api/csp-reports`: what a browser refused to load (F114). Kept only while developing, where stories look at them.

use std::sync::PoisonError;

use axum::{Json, body::Bytes, extract::State, http::StatusCode};

use crate::app::Shared;

/// Reports that are kept.
const MOST: usize = 100;
/// Bytes of a report that are kept.
const LONGEST: usize = 8 * 1024;

/// Takes a report of any shape. In production only the fact is logged: its addresses may be personal.
pub async fn create(State(app): State<Shared>, report: Bytes) -> StatusCode {
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

/// `GET /dev/csp-reports`: the reports, oldest first.
pub async fn list(State(app): State<Shared>) -> Json<Vec<String>> {
    Json(app.csp_reports.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect())
}
