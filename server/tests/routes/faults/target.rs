//! The server that is asked: a router in this process, or another process.

use std::time::Duration;

use axum::{Router, body::Body, http::Request};
use http_body_util::BodyExt;
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde_json::Value;
use tower::ServiceExt;

/// Timeout of a request; after it nothing is known of what it did.
const TIMEOUT: Duration = Duration::from_secs(40);

#[derive(Clone)]
pub(crate) enum Target {
    Router(Router),
    /// Port, and the client that keeps connections to it.
    Process(u16, Box<Client<HttpConnector, Body>>),
}

/// Status and body of a reply.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl Target {
    pub(crate) fn process(port: u16) -> Self {
        Self::Process(port, Box::new(Client::builder(TokioExecutor::new()).build_http()))
    }

    /// Sends a request as our page would. None if no whole reply came back.
    pub(crate) async fn ask(&self, method: &str, path: &str, cookie: &str, body: &Value) -> Option<Answer> {
        tokio::time::timeout(TIMEOUT, self.send(method, path, cookie, body)).await.ok()?
    }

    async fn send(&self, method: &str, path: &str, cookie: &str, body: &Value) -> Option<Answer> {
        let uri = match self {
            Self::Router(_) => path.to_owned(),
            Self::Process(port, _) => format!("http://127.0.0.1:{port}{path}"),
        };
        let request = Request::builder().method(method).uri(uri).header("x-nss", "1").header("cookie", cookie);
        let request = request.header("content-type", "application/json").body(Body::from(body.to_string())).unwrap();
        let (status, bytes) = match self {
            Self::Router(router) => {
                let reply = router.clone().oneshot(request).await.unwrap();
                (reply.status(), reply.into_body().collect().await.ok()?.to_bytes())
            }
            Self::Process(_, client) => {
                let reply = client.request(request).await.ok()?;
                (reply.status(), reply.into_body().collect().await.ok()?.to_bytes())
            }
        };
        Some(Answer { status: status.as_u16(), body: serde_json::from_slice(&bytes).unwrap_or_default() })
    }
}
