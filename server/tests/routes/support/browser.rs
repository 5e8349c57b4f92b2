//! A client that keeps the cookie and sends the same requests as our page.

use std::net::{IpAddr, SocketAddr};

use axum::{
    body::{Body, HttpBody},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use nss_core::{
    api::{DraftSaved, FILE_NAME_HEADER, Session, StoredDraft},
    form::Wire,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{World, content, contract, form};

pub(crate) struct Browser<'w> {
    pub(crate) world: &'w World,
    pub(crate) address: IpAddr,
    pub(crate) cookie: Option<String>,
}

/// A reply.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) bytes: Vec<u8>,
}

impl Reply {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{} {}", self.status, self.text))
    }

    /// The body as a type of the API.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> T {
        assert!(self.status.is_success(), "{} {}", self.status, self.text);
        serde_json::from_str(&self.text).unwrap()
    }

    /// A header as text, empty if it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl<'w> Browser<'w> {
    pub(crate) fn new(world: &'w World, address: IpAddr) -> Self {
        Self { world, address, cookie: None }
    }

    /// A request as our page would send it.
    pub(crate) fn request(&self, method: &str, path: &str, body: impl Into<Body>) -> Request<Body> {
        let body = body.into();
        let length = body.size_hint().exact().filter(|length| *length > 0);
        let mut request = Request::builder().method(method).uri(path).body(body).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(self.address, 40000)));
        let headers = request.headers_mut();
        headers.insert("x-nss", "1".parse().unwrap());
        headers.insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
        if let Some(length) = length {
            headers.insert(header::CONTENT_LENGTH, length.into());
        }
        if let Some(cookie) = &self.cookie {
            headers.insert(header::COOKIE, cookie.parse().unwrap());
        }
        request
    }

    /// Sends any request and keeps the cookie that comes back. The reply must be as the OpenAPI document says.
    pub(crate) async fn send(&mut self, request: Request<Body>) -> Reply {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let response = self.world.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let reply = Reply { status: parts.status, headers: parts.headers, text, bytes };
        contract::check(&method, &path, &reply);
        if let Some((cookie, rest)) = reply.header("set-cookie").split_once(';') {
            self.cookie = (!rest.contains("Max-Age=0")).then(|| cookie.to_owned());
        }
        reply
    }

    pub(crate) async fn get(&mut self, path: &str) -> Reply {
        self.send(self.request(Method::GET.as_str(), path, Body::empty())).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: &Value) -> Reply {
        self.send(self.request("POST", path, body.to_string())).await
    }

    pub(crate) async fn put(&mut self, path: &str, body: &Value) -> Reply {
        self.send(self.request("PUT", path, body.to_string())).await
    }

    pub(crate) async fn delete(&mut self, path: &str) -> Reply {
        self.send(self.request("DELETE", path, Body::empty())).await
    }

    /// 仮アカウント登録 with that address.
    pub(crate) async fn register(&mut self, mail: &str) -> Reply {
        let version = &self.world.app.terms.version;
        let body = json!({ "consent": { "version": version }, "answers": form::account(mail) });
        self.post("/api/accounts", &body).await
    }

    pub(crate) async fn log_in(&mut self, login_id: &str, password: &str) -> Reply {
        self.post("/api/session", &json!({ "login_id": login_id, "password": password })).await
    }

    /// Registers, reads the mail, logs in.
    pub(crate) async fn enter(&mut self, mail: &str) -> Session {
        let registered = self.register(mail).await;
        assert_eq!(registered.status, StatusCode::ACCEPTED, "{}", registered.text);
        let (login_id, password) = self.world.credentials().await;
        self.log_in(&login_id, &password).await.read()
    }

    /// The path of the draft that is open.
    pub(crate) async fn draft_path(&mut self) -> String {
        let session: Session = self.get("/api/session").await.read();
        format!("/api/drafts/{}", session.account.unwrap().draft.unwrap())
    }

    /// The request that attaches a file to the draft at `path`, as `list/row`.
    pub(crate) fn file_request(&self, path: &str, place: &str, name: &str, body: impl Into<Body>) -> Request<Body> {
        let mut request = self.request("PUT", &format!("{path}/files/{place}"), body);
        let name = utf8_percent_encode(name, NON_ALPHANUMERIC).to_string();
        request.headers_mut().insert(FILE_NAME_HEADER, name.parse().unwrap());
        request.headers_mut().insert(header::CONTENT_TYPE, "application/octet-stream".parse().unwrap());
        request
    }

    /// Attaches a file to the draft at `path`, as `list/row`.
    pub(crate) async fn attach(&mut self, path: &str, place: &str, name: &str, body: impl Into<Body>) -> Reply {
        self.send(self.file_request(path, place, name, body)).await
    }

    /// Fills the draft so that it can be registered; gives its path and revision.
    pub(crate) async fn fill(&mut self) -> (String, u32) {
        let path = self.draft_path().await;
        let attached = self.attach(&path, "diagram/d1agram1", "構成図.pdf", content::pdf(1024)).await;
        assert_eq!(attached.status, StatusCode::CREATED, "{}", attached.text);
        let stored: StoredDraft = self.get(&path).await.read();
        let wire: Wire = form::complete(stored.draft);
        let saved: DraftSaved = self.put(&path, &json!({ "revision": stored.revision, "draft": wire })).await.read();
        (path, saved.revision)
    }
}
