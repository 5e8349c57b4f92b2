//! `GET /api/terms`: システム利用規程 (N-022).

use axum::{Json, extract::State};
use nss_core::api::Terms;

use crate::{app::Shared, openapi::problems};

problems!(TermsProblems = &[]);

/// システム利用規程: its text, its version, and the operator's links.
#[utoipa::path(get, path = "/api/terms", responses((status = 200, description = "The terms", body = Terms), TermsProblems))]
pub async fn get_terms(State(app): State<Shared>) -> Json<Terms> {
    Json(app.terms.clone())
}
