//! `/healthz`, `/readyz`: probes for the process supervisor.

use axum::extract::State;
use nss_core::api::ProblemKind;

use crate::{error::ApiError, http::openapi::problems, store::Store};

problems!(HealthProblems = &[]);

/// Liveness probe: the process answers.
#[utoipa::path(
    get,
    path = "/healthz",
    responses((status = 200, description = "It answers", body = String, content_type = "text/plain"), HealthProblems)
)]
pub async fn check_liveness() -> &'static str {
    "ok\n"
}

/// Readiness probe: the store answers too.
#[utoipa::path(
    get,
    path = "/readyz",
    responses((status = 200, description = "It answers", body = String, content_type = "text/plain"), HealthProblems)
)]
pub async fn check_readiness(State(store): State<Store>) -> Result<&'static str, ApiError> {
    store.db.ping().await.map_err(|error| {
        tracing::error!(%error, "store");
        ApiError::new(ProblemKind::Unavailable)
    })?;
    Ok("ok\n")
}
