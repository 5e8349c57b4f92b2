//! `GET /api/openapi.json`: the URL table for programs.

use std::sync::Arc;

use axum::{Json, extract::State};
use utoipa::openapi::OpenApi;

use crate::http::openapi::problems;

problems!(OpenApiProblems = &[]);

/// Returns this document (OpenAPI 3.1).
#[utoipa::path(
    get,
    path = "/api/openapi.json",
    responses((status = 200, description = "The document", body = serde_json::Value), OpenApiProblems)
)]
pub async fn get_openapi(State(document): State<Arc<OpenApi>>) -> Json<Arc<OpenApi>> {
    Json(document)
}
