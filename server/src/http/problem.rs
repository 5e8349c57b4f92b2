//! `application/problem+json` (RFC 9457): every error reply of the API is rendered here.

use axum::{
    Json,
    extract::{FromRequest, Request, State, rejection::JsonRejection},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use nss_core::api::{Instant, NOW_HEADER, ProblemKind};
use serde::de::DeserializeOwned;

use crate::{clock::Clock, error::ApiError};

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        let kind = match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemKind::NotJson,
            _ => ProblemKind::Malformed,
        };
        Self::new(kind)
    }
}

impl IntoResponse for ApiError {
    /// Stores the error in the response extensions; the [`problem_response`] layer renders it with the server time.
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.kind().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A JSON body. A body that is not JSON of this shape gives an [`ApiError`].
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let Json(value) = Json::from_request(request, state).await?;
        Ok(Self(value))
    }
}

/// Layer: renders every error of the routes below it as a problem, and adds the server time to each reply.
pub async fn problem_response(State(clock): State<Clock>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let now = clock.now();
    if response.status().is_client_error() || response.status().is_server_error() {
        let error = response.extensions_mut().remove().or_else(|| error_of_status(&response));
        if let Some(error) = error {
            response = to_response(error, now, &response);
        }
    }
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(now) = HeaderValue::from_str(&now.to_rfc3339()) {
        headers.insert(NOW_HEADER, now);
    }
    response
}

/// The error for a status that a layer or the router set without a body.
fn error_of_status(response: &Response) -> Option<ApiError> {
    let content = response.headers().get(header::CONTENT_TYPE);
    if content.is_some_and(|content| content.as_bytes().starts_with(b"application/problem+json")) {
        return None;
    }
    let status = response.status().as_u16();
    let fallback = if status < 500 { ProblemKind::Malformed } else { ProblemKind::Internal };
    Some(ProblemKind::ALL.iter().copied().find(|kind| kind.status() == status).unwrap_or(fallback).into())
}

/// The reply, with the headers of `original` that say more than its body.
fn to_response(error: ApiError, now: Instant, original: &Response) -> Response {
    let retry_after = error.seconds_to_wait();
    let problem = error.into_problem(now);
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Some(seconds) = retry_after {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    for name in [header::ALLOW, header::SET_COOKIE] {
        if let Some(value) = original.headers().get(&name) {
            headers.insert(name, value.clone());
        }
    }
    response
}
