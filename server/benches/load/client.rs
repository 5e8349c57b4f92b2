//! The client: keeps connections open and reads replies to the end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::StatusCode;
use http_body_util::BodyExt as _;
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use nss_core::api::GUARD_HEADER;

use super::crowd::User;
use super::process::Process;
use crate::Failed;

/// One request.
#[derive(Clone)]
pub(crate) struct Asked {
    method: &'static str,
    path: String,
    cookie: String,
    body: String,
}

impl Asked {
    /// A `POST` of nobody.
    pub(crate) fn post(path: &str, body: String) -> Self {
        Self { method: "POST", path: path.to_owned(), cookie: String::new(), body }
    }

    /// A `GET` with that cookie.
    pub(crate) fn get(cookie: &str, path: String) -> Self {
        Self { method: "GET", path, cookie: cookie.to_owned(), body: String::new() }
    }

    /// A request of this user.
    pub(crate) fn of(user: &User, method: &'static str, path: String, body: String) -> Self {
        Self { method, path, cookie: user.cookie.clone(), body }
    }
}

type Http = Client<HttpConnector, Body>;

fn http() -> Http {
    Client::builder(TokioExecutor::new()).build_http()
}

async fn ask(http: &Http, server: &Process, asked: Asked) -> Result<(), Failed> {
    let (status, body) = reply(http, server, asked, "127.0.0.1").await?;
    if status.is_success() { Ok(()) } else { Err(format!("{status}: {body}").into()) }
}

/// Status and body of the reply to a client with that address.
async fn reply(http: &Http, server: &Process, asked: Asked, client: &str) -> Result<(StatusCode, String), Failed> {
    let request = axum::http::Request::builder()
        .method(asked.method)
        .uri(format!("http://{}{}", server.address, asked.path))
        .header("content-type", "application/json")
        .header(GUARD_HEADER, "1")
        .header("cookie", asked.cookie)
        .header("x-forwarded-for", client)
        .body(Body::from(asked.body))?;
    let reply = http.request(request).await?;
    let status = reply.status();
    let body = reply.into_body().collect().await?.to_bytes();
    Ok((status, String::from_utf8_lossy(&body).into_owned()))
}

/// So many log-ins a second for that time, whether the ones before were answered or not, each from another address.
/// Returns the latency of those that were let in, sorted, and the number of the others.
pub(crate) async fn log_in_for(
    server: &Process,
    users: &[User],
    password: &str,
    per_second: u32,
    time: Duration,
) -> Result<(Vec<Duration>, usize), Failed> {
    let http = http();
    let count = usize::try_from(time.as_secs())? * usize::try_from(per_second)?;
    let start = tokio::time::Instant::now();
    let log_in = async |number: usize| {
        tokio::time::sleep_until(start + Duration::from_secs(number as u64) / per_second).await;
        let login_id = &users[number % users.len()].login_id;
        let body = serde_json::json!({ "login_id": login_id, "password": password }).to_string();
        let client = format!("198.51.{}.{}", number / 250 % 250, number % 250);
        let begun = Instant::now();
        let (status, _) = reply(&http, server, Asked::post("/api/session", body), &client).await?;
        Ok::<_, Failed>(status.is_success().then(|| begun.elapsed()))
    };
    let mut took = Vec::new();
    for done in futures_util::future::join_all((0..count).map(log_in)).await {
        took.extend(done?);
    }
    took.sort();
    let others = count - took.len();
    Ok((took, others))
}

/// Sends a request so many times, one after the other; returns the latency of each, sorted.
pub(crate) async fn ask_in_turn(server: &Process, asked: &Asked, times: usize) -> Result<Vec<Duration>, Failed> {
    let http = http();
    let mut took = Vec::new();
    for _ in 0..times {
        let begun = Instant::now();
        ask(&http, server, asked.clone()).await?;
        took.push(begun.elapsed());
    }
    took.sort();
    Ok(took)
}

/// Sends all requests, `at_once` in parallel; returns the elapsed time.
pub(crate) async fn ask_all(server: &Process, asked: Vec<Asked>, at_once: usize) -> Result<Duration, Failed> {
    let (http, next, asked) = (http(), AtomicUsize::new(0), Arc::new(asked));
    let worker = async || loop {
        let Some(one) = asked.get(next.fetch_add(1, Ordering::Relaxed)) else { return Ok::<_, Failed>(()) };
        ask(&http, server, one.clone()).await?;
    };
    let begun = Instant::now();
    for done in futures_util::future::join_all((0..at_once).map(|_| worker())).await {
        done?;
    }
    Ok(begun.elapsed())
}

/// Each user saves a draft once a second for that time; returns the latency of each save, sorted.
pub(crate) async fn save_for(
    server: &Process,
    users: &[User],
    draft: &serde_json::Value,
    time: Duration,
) -> Result<Vec<Duration>, Failed> {
    let http = http();
    let seconds = u32::try_from(time.as_secs())?;
    let typist = async |place: usize, user: &User| {
        // Spread over the second, as people are.
        let spread = Duration::from_millis(place as u64 * 1000 / users.len() as u64);
        let mut clock = tokio::time::interval_at(tokio::time::Instant::now() + spread, Duration::from_secs(1));
        let mut took = Vec::new();
        for revision in 1..=seconds {
            clock.tick().await;
            let mut draft = draft.clone();
            draft["answers"]["reason.text"] = format!("{revision}").into();
            let body = serde_json::json!({ "revision": revision, "draft": draft }).to_string();
            let begun = Instant::now();
            ask(&http, server, Asked::of(user, "PUT", format!("/api/drafts/{}", user.draft), body)).await?;
            took.push(begun.elapsed());
        }
        Ok::<_, Failed>(took)
    };
    let all = futures_util::future::join_all(users.iter().enumerate().map(|(place, user)| typist(place, user))).await;
    let mut took = Vec::new();
    for one in all {
        took.extend(one?);
    }
    took.sort();
    Ok(took)
}
