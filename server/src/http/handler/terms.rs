//! `GET /api/terms`: システム利用規程 (N-022).

use std::sync::Arc;

use axum::{Json, extract::State};
use nss_core::api::Terms;

use crate::http::openapi::problems;

problems!(TermsProblems = &[]);

/// システム利用規程: its text, its version, and the operator's links.
#[utoipa::path(
    get,
    path = "/api/terms",
    responses((status = 200, description = "The terms", body = Terms), TermsProblems)
)]
pub async fn get_terms(State(terms): State<Arc<Terms>>) -> Json<Arc<Terms>> {
    Json(terms)
}
