//! One request: the guard header, the server's time, problems as errors.

use gloo_net::http::{Headers, Request, Response};
use js_sys::Reflect;
use nss_core::api::{GUARD_HEADER, IDEMPOTENCY_HEADER, NOW_HEADER, Problem};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::{Api, ApiError};
use crate::browser::task::LocalFuture;

/// Bodies up to this size, in bytes, are sent with `keepalive`: the request survives the closing of the page. Browsers allow
/// 64 KiB.
const KEEPALIVE_LIMIT: usize = 60_000;

impl Api {
    /// Sends a request with an optional JSON body; the text of the reply.
    pub(super) fn exchange(
        self,
        method: &str,
        url: &str,
        body: Option<String>,
    ) -> LocalFuture<Result<String, ApiError>> {
        self.send(request(method, url, body, None))
    }

    /// Sends JSON under an idempotency key: the server answers every try with the first answer.
    pub(super) fn exchange_once(self, url: &str, body: String, key: &str) -> LocalFuture<Result<String, ApiError>> {
        self.send(request("POST", url, Some(body), Some(key)))
    }

    /// Sends, takes the server's time, and turns every reply that is not a success into an error. The future is boxed,
    /// so that the future of each route does not contain it.
    fn send(self, request: Result<Request, JsValue>) -> LocalFuture<Result<String, ApiError>> {
        Box::pin(async move {
            let request = request.map_err(|_| ApiError::Unreadable)?;
            let reply = request.send().await.map_err(|_| ApiError::Offline)?;
            if let Some(now) = reply.headers().get(NOW_HEADER) {
                self.clock().sync(&now);
            }
            let text = body_text(&reply).await?;
            // Read by itself: of a newer server's reply, the rest may be unreadable.
            if let Ok(Rules { rules: Some(rules) }) = serde_json::from_str(&text) {
                self.compare_rules(&rules);
            }
            if reply.ok() { Ok(text) } else { Err(problem(&text, retry_after(&reply))) }
        })
    }
}

/// The member of a reply that names the server's rules.
#[derive(Deserialize)]
struct Rules {
    rules: Option<String>,
}

/// The text of a file of the site; none if there is no such file.
pub(super) async fn text(url: &str) -> Result<Option<String>, ApiError> {
    let request = Request::get(url).build().map_err(|_| ApiError::Unreadable)?;
    let reply = request.send().await.map_err(|_| ApiError::Offline)?;
    match reply.status() {
        200 => body_text(&reply).await.map(Some),
        404 => Ok(None),
        _ => Err(ApiError::Unreadable),
    }
}

/// Reads a problem; a body that is none comes from something between server and page.
pub(super) fn problem(text: &str, retry_after: Option<u32>) -> ApiError {
    serde_json::from_str::<Problem>(text)
        .map_or(ApiError::Unreadable, |problem| ApiError::Refused { problem: Box::new(problem), retry_after })
}

/// Reads a reply.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|_| ApiError::Unreadable)
}

/// Writes a body.
pub(super) fn write(body: &impl Serialize) -> Result<String, ApiError> {
    serde_json::to_string(body).map_err(|_| ApiError::Unreadable)
}

async fn body_text(reply: &Response) -> Result<String, ApiError> {
    reply.text().await.map_err(|_| ApiError::Offline)
}

fn retry_after(reply: &Response) -> Option<u32> {
    reply.headers().get("retry-after")?.parse().ok()
}

/// gloo-net's builder knows no `keepalive`: the request is made from the browser's own options.
fn request(method: &str, url: &str, body: Option<String>, key: Option<&str>) -> Result<Request, JsValue> {
    let headers = Headers::new();
    headers.set(GUARD_HEADER, "1");
    if let Some(key) = key {
        headers.set(IDEMPOTENCY_HEADER, key);
    }
    let options = web_sys::RequestInit::new();
    options.set_method(method);
    if let Some(body) = body {
        headers.set("content-type", "application/json");
        if body.len() < KEEPALIVE_LIMIT {
            Reflect::set(&options, &"keepalive".into(), &JsValue::TRUE)?;
        }
        options.set_body(&body.into());
    }
    options.set_headers(&headers.into_raw());
    web_sys::Request::new_with_str_and_init(url, &options).map(Request::from)
}
