//! `/healthz`, `/readyz`: probes for the process supervisor.

use axum::extract::State;
use nss_core::api::ProblemKind;

use crate::{
    clock::Clock,
    error::ApiError,
    http::openapi::problems,
    store::{Store, millis, probe::Probe},
};

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

/// Readiness probe: the store takes a write and gives it back. 503 while it is full, locked, read-only or away.
#[utoipa::path(
    get,
    path = "/readyz",
    responses((status = 200, description = "It answers", body = String, content_type = "text/plain"), HealthProblems)
)]
pub async fn check_readiness(
    State(store): State<Store>,
    State(clock): State<Clock>,
    State(probe): State<Probe>,
) -> Result<&'static str, ApiError> {
    probe.check(&store, millis(clock.now())).await.map_err(|_| ProblemKind::Unavailable)?;
    Ok("ok\n")
}
