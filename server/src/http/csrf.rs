//! CSRF protection: only our own page may change anything (F113).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use nss_core::api::{GUARD_HEADER, ProblemKind};

use crate::{config::Config, error::ApiError};

/// Browsers send these reports themselves, without our header.
const WITHOUT_HEADER: &str = "/api/csp-reports";

/// Layer: refuses an unsafe request without the header that a foreign page cannot set, or from another origin.
pub async fn require_same_origin(State(config): State<Arc<Config>>, request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || request.uri().path() == WITHOUT_HEADER || is_own(request.headers(), &config) {
        next.run(request).await
    } else {
        ApiError::new(ProblemKind::ForeignRequest).into_response()
    }
}

fn is_own(headers: &HeaderMap, config: &Config) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    let site = text("sec-fetch-site").is_none_or(|site| site == "same-origin");
    let origin = text(header::ORIGIN.as_str()).is_none_or(|origin| {
        // While developing the page may be reached by another name of this machine.
        origin == config.base_url
            || config.is_development() && origin.split_once("://").map(|(_, host)| host) == text(header::HOST.as_str())
    });
    text(GUARD_HEADER) == Some("1") && site && origin
}
