//! `/healthz`, `/readyz`: for whoever watches the process.

use axum::extract::State;
use nss_core::api::ProblemKind;

use crate::{app::Shared, problem::Refusal};

/// The process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The store answers too.
pub async fn ready(State(app): State<Shared>) -> Result<&'static str, Refusal> {
    app.store.ping().await.map_err(|error| {
        tracing::error!(%error, "store");
        Refusal::new(ProblemKind::Unavailable)
    })?;
    Ok("ok\n")
}
