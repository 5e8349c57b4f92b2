//! `GET /api/terms`: システム利用規程 (N-022).

use axum::{Json, extract::State};
use nss_core::api::Terms;

use crate::app::Shared;

/// The text, its version, and the operator's links.
pub async fn show(State(app): State<Shared>) -> Json<Terms> {
    Json(app.terms.clone())
}
