//! The one error of the edge: every refusal becomes `application/problem+json` (RFC 9457) here.

use axum::{
    Json,
    extract::{FromRequest, Request, State, rejection::JsonRejection},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use nss_core::{
    api::{Instant, NOW_HEADER, Problem, ProblemFault, ProblemKind, Wire},
    form::Fault,
};
use sea_orm::DbErr;
use serde::de::DeserializeOwned;

use crate::{app::Shared, password};

/// Why a request is not answered as it asked. Boxed: it is the rare way out of functions whose common way is small.
#[derive(Clone, Debug)]
pub struct Refusal(Box<Reason>);

#[derive(Clone, Debug)]
struct Reason {
    kind: ProblemKind,
    detail: Option<String>,
    faults: Vec<ProblemFault>,
    retry_after: Option<u32>,
    stored: Option<(u32, Wire)>,
}

impl Refusal {
    /// Nothing but the kind.
    pub fn new(kind: ProblemKind) -> Self {
        Self(Box::new(Reason { kind, detail: None, faults: Vec::new(), retry_after: None, stored: None }))
    }

    /// More words about this one case.
    pub fn because(kind: ProblemKind, detail: impl Into<String>) -> Self {
        let mut refusal = Self::new(kind);
        refusal.0.detail = Some(detail.into());
        refusal
    }

    /// Too many tries; `seconds` until the next may be made.
    pub fn wait(seconds: u32) -> Self {
        let mut refusal = Self::new(ProblemKind::TooManyTries);
        refusal.0.retry_after = Some(seconds);
        refusal
    }

    /// What core found in the answers.
    pub fn faulty(faults: &[Fault]) -> Self {
        let mut refusal = Self::new(ProblemKind::AnswersFaulty);
        refusal.0.faults = faults.iter().map(Fault::wire).collect();
        refusal
    }

    /// What was found in one answer, as a problem of that kind.
    pub fn fault(kind: ProblemKind, fault: &Fault) -> Self {
        let mut refusal = Self::new(kind);
        refusal.0.faults = vec![fault.wire()];
        refusal
    }

    /// Somebody saved in between: what is stored goes along.
    pub fn stale(revision: u32, draft: Wire) -> Self {
        let mut refusal = Self::new(ProblemKind::RevisionStale);
        refusal.0.stored = Some((revision, draft));
        refusal
    }

    fn problem(self, now: Instant) -> Problem {
        let Reason { kind, detail, faults, stored, .. } = *self.0;
        let (revision, draft) = stored.unzip();
        Problem { detail, faults, revision, draft, ..Problem::new(kind, now) }
    }
}

impl From<ProblemKind> for Refusal {
    fn from(kind: ProblemKind) -> Self {
        Self::new(kind)
    }
}

impl From<DbErr> for Refusal {
    fn from(error: DbErr) -> Self {
        tracing::error!(%error, "store");
        match error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::new(ProblemKind::Unavailable),
            _ => Self::new(ProblemKind::Internal),
        }
    }
}

impl From<password::Failed> for Refusal {
    fn from(error: password::Failed) -> Self {
        tracing::error!(%error, "password");
        Self::new(ProblemKind::Internal)
    }
}

impl From<serde_json::Error> for Refusal {
    /// What we wrote ourselves cannot be read: our own fault. What others write goes through [`Body`].
    fn from(error: serde_json::Error) -> Self {
        tracing::error!(%error, "stored JSON");
        Self::new(ProblemKind::Internal)
    }
}

impl From<getrandom::Error> for Refusal {
    fn from(error: getrandom::Error) -> Self {
        tracing::error!(%error, "randomness");
        Self::new(ProblemKind::Internal)
    }
}

impl From<JsonRejection> for Refusal {
    fn from(rejection: JsonRejection) -> Self {
        let kind = match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemKind::NotJson,
            _ => ProblemKind::Malformed,
        };
        Self::new(kind)
    }
}

impl IntoResponse for Refusal {
    /// Only notes what is to be said: [`speak`] knows the time, and says it.
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let Json(value) = Json::from_request(request, state).await?;
        Ok(Self(value))
    }
}

/// Says every refusal of the routes below as a problem, and stamps each reply with the server's instant.
pub async fn speak(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let now = app.now();
    if response.status().is_client_error() || response.status().is_server_error() {
        let refusal = response.extensions_mut().remove().or_else(|| silent(&response));
        if let Some(refusal) = refusal {
            response = said(refusal, now, &response);
        }
    }
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(now) = HeaderValue::from_str(&now.to_rfc3339()) {
        headers.insert(NOW_HEADER, now);
    }
    response
}

/// A refusal that a layer or the router made by its status alone.
fn silent(response: &Response) -> Option<Refusal> {
    let content = response.headers().get(header::CONTENT_TYPE);
    if content.is_some_and(|content| content.as_bytes().starts_with(b"application/problem+json")) {
        return None;
    }
    let status = response.status().as_u16();
    let fallback = if status < 500 { ProblemKind::Malformed } else { ProblemKind::Internal };
    Some(ProblemKind::ALL.iter().copied().find(|kind| kind.status() == status).unwrap_or(fallback).into())
}

fn said(refusal: Refusal, now: Instant, silent: &Response) -> Response {
    let retry_after = refusal.0.retry_after;
    let problem = refusal.problem(now);
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Some(seconds) = retry_after {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    for name in [header::ALLOW, header::SET_COOKIE] {
        if let Some(value) = silent.headers().get(&name) {
            headers.insert(name, value.clone());
        }
    }
    response
}
