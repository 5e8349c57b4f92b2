//! The HTTP API: one function for each route that the page uses.

pub(crate) mod json;
pub(crate) mod shape;
pub(crate) mod upload;

use std::cell::RefCell;
use std::pin::Pin;

use crate::dom::window;
use js_sys::Reflect;
use nss_core::api::{
    Application, GUARD_HEADER, IDEMPOTENCY_HEADER, Instant, Login, NOW_HEADER, Problem, ProblemKind, Registered,
    Session, StoredDraft, Terms,
};
use nss_core::form::{Draft, wire::quoted};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use crate::clock::Clock;
use json::{Json, object};

/// Why a request brought nothing.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    /// The server was not reached.
    Offline,
    /// It answered with a problem; with the seconds to wait, if it says so.
    Refused(Box<Problem>, Option<u32>),
    /// It answered with something that this page cannot read: most likely it is newer.
    Unreadable,
}

impl Trouble {
    /// What to do, in Japanese.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Offline => "サーバに接続できません。通信の状態を確認して、もう一度お試しください。".to_owned(),
            Self::Refused(problem, wait) => {
                let mut words = problem.title.clone();
                words.extend(problem.detail.iter().map(String::as_str));
                if let Some(seconds) = wait {
                    let minutes = seconds.div_ceil(60).max(1);
                    words.extend(["（約", &minutes.to_string(), "分後にお試しいただけます）"]);
                }
                words
            }
            Self::Unreadable => "画面が古くなっています。ページを再読み込みしてください。".to_owned(),
        }
    }

    /// Which problem the server named.
    pub(crate) fn kind(&self) -> Option<ProblemKind> {
        match self {
            Self::Refused(problem, _) => Some(problem.kind),
            _ => None,
        }
    }
}

thread_local! {
    static NEWER: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The rules of the server, once it was heard that they are not those of this page; else empty.
pub(crate) fn newer_rules() -> String {
    NEWER.with_borrow(String::clone)
}

/// What a route answers.
pub(crate) type Reply<T> = Result<T, Trouble>;

/// `GET /api/session`.
pub(crate) async fn session(clock: Clock) -> Reply<Session> {
    read(send(clock, "GET", "/api/session".into(), None, None).await, shape::session)
}

/// `POST /api/session`: ログイン.
pub(crate) async fn log_in(clock: Clock, login: &Login) -> Reply<Session> {
    let body = object([("login_id", quoted(&login.login_id)), ("password", quoted(&login.password))]);
    read(send(clock, "POST", "/api/session".into(), Some(body), None).await, shape::session)
}

/// `DELETE /api/session`: ログアウト.
pub(crate) async fn log_out(clock: Clock) -> Reply<()> {
    send(clock, "DELETE", "/api/session".into(), None, None).await.map(|_| ())
}

/// `POST /api/session/extension`.
pub(crate) async fn extend(clock: Clock) -> Reply<Session> {
    read(send(clock, "POST", "/api/session/extension".into(), None, None).await, shape::session)
}

/// `GET /api/terms`.
pub(crate) async fn terms(clock: Clock) -> Reply<Terms> {
    read(send(clock, "GET", "/api/terms".into(), None, None).await, shape::terms)
}

/// `POST /api/accounts`: 仮アカウント登録. `consent`: the version of the 規程 that was agreed to.
pub(crate) async fn register(clock: Clock, consent: &str, answers: &Draft) -> Reply<Registered> {
    let body = object([("consent", object([("version", quoted(consent))])), ("answers", answers.json())]);
    read(send(clock, "POST", "/api/accounts".into(), Some(body), None).await, shape::registered)
}

/// `POST /api/password-reissues`. The answer says nothing (F004).
pub(crate) async fn reissue(clock: Clock, mail: &str) -> Reply<()> {
    let body = object([("mail", quoted(mail))]);
    send(clock, "POST", "/api/password-reissues".into(), Some(body), None).await.map(|_| ())
}

/// `GET /api/drafts/{id}`.
pub(crate) async fn draft(clock: Clock, id: &str) -> Reply<StoredDraft> {
    read(send(clock, "GET", format!("/api/drafts/{id}"), None, None).await, shape::stored)
}

/// `PUT /api/drafts/{id}`: saves what grew from a revision. The revision that now stands, and since when.
pub(crate) async fn save(clock: Clock, id: &str, revision: u32, draft: &Draft) -> Reply<(u32, Instant)> {
    let body = object([("revision", revision.to_string()), ("draft", draft.json())]);
    read(send(clock, "PUT", format!("/api/drafts/{id}"), Some(body), None).await, shape::saved)
}

/// `DELETE /api/drafts/{id}`: 下書きを削除. What then stands.
pub(crate) async fn delete_draft(clock: Clock, id: &str, revision: u32) -> Reply<StoredDraft> {
    let body = object([("revision", revision.to_string())]);
    read(send(clock, "DELETE", format!("/api/drafts/{id}"), Some(body), None).await, shape::stored)
}

/// `POST` or `DELETE /api/sealed-drafts/{id}`: it is taken over, or erased.
pub(crate) async fn unseal(clock: Clock, id: &str, takes: bool) -> Reply<()> {
    let method = if takes { "POST" } else { "DELETE" };
    send(clock, method, format!("/api/sealed-drafts/{id}"), None, None).await.map(|_| ())
}

/// `POST /api/drafts/{id}/submission`: 登録. `key` names this try. The session then has the number.
pub(crate) async fn submit(clock: Clock, id: &str, revision: u32, key: &str) -> Reply<()> {
    let body = object([("revision", revision.to_string())]);
    send(clock, "POST", format!("/api/drafts/{id}/submission"), Some(body), Some(key.to_owned())).await.map(|_| ())
}

/// `GET /api/applications/{id}`.
pub(crate) async fn application(clock: Clock, id: &str) -> Reply<Application> {
    read(send(clock, "GET", format!("/api/applications/{id}"), None, None).await, shape::application)
}

/// A shard of the postcode data: the text of `/postcodes/{dataset}/{ddd}.txt`; none if there is no such prefix.
pub(crate) async fn postcode_shard(dataset: &str, prefix: &str) -> Result<Option<String>, Trouble> {
    let url = format!("/postcodes/{dataset}/{prefix}.txt");
    let (reply, text) = fetch(&url, &RequestInit::new()).await?;
    match reply.status() {
        200 => Ok(Some(text)),
        404 => Ok(None),
        _ => Err(Trouble::Unreadable),
    }
}

fn read<T>(reply: Reply<Json>, shape: fn(&Json) -> Option<T>) -> Reply<T> {
    shape(&reply?).ok_or(Trouble::Unreadable)
}

type Sent = Pin<Box<dyn Future<Output = Reply<Json>>>>;

/// Sends, hears the server's instant, and turns every answer that is not a success into a [`Trouble`].
fn send(clock: Clock, method: &'static str, url: String, body: Option<String>, key: Option<String>) -> Sent {
    Box::pin(async move {
        let request = request(method, body, key).map_err(|_| Trouble::Unreadable)?;
        let (reply, text) = fetch(&url, &request).await?;
        let header = |name| reply.headers().get(name).ok().flatten();
        if let Some(now) = header(NOW_HEADER) {
            clock.heard(&now);
        }
        let json = if text.is_empty() { "null" } else { &text };
        let json = Json::read(json).ok_or(Trouble::Unreadable)?;
        if let Some(rules) = json.text("rules").filter(|rules| rules != nss_core::RULES) {
            NEWER.set(rules);
        }
        if reply.ok() {
            return Ok(json);
        }
        let wait = header("retry-after").and_then(|seconds| seconds.parse().ok());
        Err(shape::problem(&json).map_or(Trouble::Unreadable, |problem| Trouble::Refused(Box::new(problem), wait)))
    })
}

fn request(method: &str, body: Option<String>, key: Option<String>) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    headers.set(GUARD_HEADER, "1")?;
    if let Some(key) = key {
        headers.set(IDEMPOTENCY_HEADER, &key)?;
    }
    let request = RequestInit::new();
    request.set_method(method);
    if let Some(body) = body {
        headers.set("content-type", "application/json")?;
        // A save that is under way survives the closing of the page, up to the browser's 64 KiB.
        if body.len() < 60_000 {
            Reflect::set(&request, &"keepalive".into(), &JsValue::TRUE)?;
        }
        request.set_body(&body.into());
    }
    request.set_headers(&headers);
    Ok(request)
}

async fn fetch(url: &str, request: &RequestInit) -> Reply<(Response, String)> {
    let offline = |_| Trouble::Offline;
    let reply = JsFuture::from(window().fetch_with_str_and_init(url, request)).await.map_err(offline)?;
    let reply: Response = reply.dyn_into().map_err(|_| Trouble::Unreadable)?;
    let text = JsFuture::from(reply.text().map_err(|_| Trouble::Unreadable)?).await.map_err(offline)?;
    Ok((reply, text.as_string().unwrap_or_default()))
}
