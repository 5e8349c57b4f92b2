//! `/healthz`, `/readyz`: for whoever watches the process.

use axum::extract::State;
use nss_core::api::ProblemKind;

use crate::{app::Shared, openapi::problems, problem::Refusal};

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
pub async fn check_readiness(State(app): State<Shared>) -> Result<&'static str, Refusal> {
    app.store.ping().await.map_err(|error| {
        tracing::error!(%error, "store");
        Refusal::new(ProblemKind::Unavailable)
    })?;
    Ok("ok\n")
}
